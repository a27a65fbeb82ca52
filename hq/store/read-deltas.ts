import { deletedFieldId } from '#shared/domain/table.ts';
import type { DeltaEntry, DeltaKind } from '#shared/sync/exchange.ts';
import type { Change } from '#shared/sync/op.ts';
import type { Former } from './devices.ts';
import type { Effect } from './effect.ts';
import type { LedgerView, PlacedEffect } from './ledger.ts';
import { everybody } from './merge-ops.ts';

/** Who hears. */
export interface Reader {
  readonly device: number;
  readonly formerly: readonly Former[];
  readonly sites: readonly string[];
}

/** Rows fetched at once, so that a new laptop does not fill the memory. */
const pageRows = 2000;

/**
 * What a device must hear after a position: the effects of other devices' ops in its scopes, and the mark of its own.
 *
 * @param view one snapshot
 * @param reader its device number, those that it had before, and the sites it may see
 * @param from its cursor
 * @param to headquarters' position in this snapshot
 * @returns pages of entries in the order of `hq_seq`; the entries of one number are never torn apart
 */
export async function* readDeltas(
  view: LedgerView,
  reader: Reader,
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
    if (whole.length > 0) yield entriesOf(whole, reader);
    if (rows.length < pageRows) break;
  }
  if (held.length > 0) yield entriesOf(held, reader);
}

function entriesOf(rows: readonly PlacedEffect[], reader: Reader): readonly DeltaEntry[] {
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
    if (row.device === reader.device) return [ownMark(row, effects)];
    const wasOwn = reader.formerly.some(({ device, seq }) => device === row.device && row.seq <= seq);
    return othersEntries(row, wasOwn ? effects.map(asToOthers) : effects);
  });
}

/** The reader wrote this under another number and shows it, but it no longer knows it as its own: it is told everything. */
function asToOthers(effect: Effect): Effect {
  const deleted = effect.extra.filter(({ fields }) => fields.some(([field]) => field === deletedFieldId));
  const standsDeleted = new Set(deleted.map(nameOf));
  // A delete that has lost: the row lives.
  const revived = effect.lost
    .filter((lost) => lost.group === deletedFieldId && !standsDeleted.has(nameOf(lost)))
    .map(({ table, key }): Change => ({ table, key, fields: [[deletedFieldId, 0]] }));
  return { ...effect, changes: [...effect.changes, ...effect.extra, ...revived] };
}

function nameOf({ table, key }: Pick<Change, 'table' | 'key'>): string {
  return `${table} ${key.join('|')}`;
}

/** A row that its writer has moved from where it may not look any more comes whole: it may have changed there since. */
function ownMark(row: PlacedEffect, effects: readonly Effect[]): DeltaEntry {
  const left = new Set(effects.flatMap(({ leaves }) => leaves.map(nameOf)));
  const arrived = effects.flatMap(({ puts }) => puts.filter((put) => !left.has(nameOf(put))));
  const changes = [...effects.flatMap(({ extra }) => extra), ...arrived];
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
