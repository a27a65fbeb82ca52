import type { DeltaEntry, DeltaKind } from '#shared/sync/exchange.ts';
import type { Change } from '#shared/sync/op.ts';
import type { Effect } from './effect.ts';
import type { LedgerView, PlacedEffect } from './ledger.ts';
import { everybody } from './merge-ops.ts';

/** Rows fetched at once, so that a new laptop does not fill the memory. */
const pageRows = 2000;

/**
 * What a device must hear after a position: the effects of other devices' ops in its scopes, and the mark of its own.
 *
 * @param view one snapshot
 * @param reader its device number and the sites it may see
 * @param from its cursor
 * @param to headquarters' position in this snapshot
 * @returns pages of entries in the order of `hq_seq`; the entries of one number are never torn apart
 */
export async function* readDeltas(
  view: LedgerView,
  reader: { readonly device: number; readonly sites: readonly string[] },
  from: number,
  to: number,
): AsyncGenerator<readonly DeltaEntry[]> {
  const scopes = [...new Set([everybody, `@${reader.device}`, ...reader.sites])];
  let held: PlacedEffect[] = [];
  let after = { hqSeq: from, scope: '\uffff' };
  for (;;) {
    const rows = await view.effects({ scopes, after, to, limit: pageRows });
    const end = rows.at(-1);
    if (!end) break;
    after = { hqSeq: end.hqSeq, scope: end.scope };
    held.push(...rows);
    // The last number may go on in the next page.
    const whole = held.filter((row) => row.hqSeq < end.hqSeq);
    held = held.filter((row) => row.hqSeq === end.hqSeq);
    if (whole.length > 0) yield entriesOf(whole, reader.device);
    if (rows.length < pageRows) break;
  }
  if (held.length > 0) yield entriesOf(held, reader.device);
}

function entriesOf(rows: readonly PlacedEffect[], reader: number): readonly DeltaEntry[] {
  const bySeq = new Map<number, PlacedEffect[]>();
  for (const row of rows) {
    const known = bySeq.get(row.hqSeq);
    if (known) known.push(row);
    else bySeq.set(row.hqSeq, [row]);
  }
  return [...bySeq.values()].flatMap((together) => {
    const [row] = together;
    if (!row) return [];
    const effects = together.map(({ effect }) => effect);
    return row.device === reader ? [ownMark(row, effects)] : othersEntries(row, effects);
  });
}

function ownMark(row: PlacedEffect, effects: readonly Effect[]): DeltaEntry {
  const changes = effects.flatMap(({ extra }) => extra);
  return { ...headOf(row), kind: 'change', changes, lost: effects.flatMap(({ lost }) => lost) };
}

/** A row that moves between two sites of the reader leaves before it arrives, so that it ends up there whole. */
function othersEntries(row: PlacedEffect, effects: readonly Effect[]): readonly DeltaEntry[] {
  const parts: readonly (readonly [DeltaKind, readonly Change[]])[] = [
    ['leave', effects.flatMap(({ leaves }) => leaves)],
    ['change', effects.flatMap(({ changes }) => changes)],
    ['put', effects.flatMap(({ puts }) => puts)],
  ];
  return parts
    .filter(([, changes]) => changes.length > 0)
    .map(([kind, changes]) => ({ ...headOf(row), kind, changes, lost: [] }));
}

function headOf(row: PlacedEffect): Pick<DeltaEntry, 'hqSeq' | 'device' | 'seq' | 'actor' | 'hlc'> {
  const { hqSeq, device, seq, actor, hlc } = row;
  return { hqSeq, device, seq, actor, hlc };
}
