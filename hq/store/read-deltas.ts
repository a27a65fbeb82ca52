import type { DeltaEntry, DeltaKind } from '#shared/sync/exchange.ts';
import type { Change, Hlc } from '#shared/sync/op.ts';
import type { Sql } from './database.ts';
import { decodeEffect, type Effect } from './effect.ts';
import { everybody } from './merge-ops.ts';

/** Rows fetched at once, so that a new laptop does not fill the memory. */
const pageRows = 2000;

interface EffectRow {
  readonly hq_seq: number;
  readonly scope: string;
  readonly effect: Buffer;
  readonly device: number;
  readonly seq: number;
  readonly actor: number;
  readonly effective_ms: number;
  readonly effective_counter: number;
}

/**
 * What a device must hear after a position: the effects of other devices' ops in its scopes, and the mark of its own.
 *
 * @param sql a connection inside a transaction that sees one snapshot
 * @param reader its device number and the sites it may see
 * @param from its cursor
 * @param to the counter's value in this snapshot
 * @returns pages of entries in the order of `hq_seq`; the entries of one number are never torn apart
 */
export async function* readDeltas(
  sql: Sql,
  reader: { readonly device: number; readonly sites: readonly string[] },
  from: number,
  to: number,
): AsyncGenerator<readonly DeltaEntry[]> {
  const scopes = [...new Set([everybody, `@${reader.device}`, ...reader.sites])];
  let held: EffectRow[] = [];
  let last: readonly [number, string] = [from, '\uffff'];
  for (;;) {
    const { rows } = await sql.query<EffectRow>(
      `SELECT e.hq_seq, e.scope, e.effect, o.device, o.seq, o.actor, o.effective_ms, o.effective_counter
       FROM hq.op_effect AS e JOIN hq.op AS o ON o.hq_seq = e.hq_seq
       WHERE e.scope = ANY($1) AND e.hq_seq >= $2 AND e.hq_seq <= $3 AND (e.hq_seq > $2 OR e.scope COLLATE "C" > $4)
       ORDER BY e.hq_seq, e.scope COLLATE "C" LIMIT $5`,
      [scopes, last[0], to, last[1], pageRows],
    );
    const end = rows.at(-1);
    if (!end) break;
    last = [end.hq_seq, end.scope];
    held.push(...rows);
    // The last number may go on in the next page.
    const whole = held.filter((row) => row.hq_seq < end.hq_seq);
    held = held.filter((row) => row.hq_seq === end.hq_seq);
    if (whole.length > 0) yield entriesOf(whole, reader.device);
    if (rows.length < pageRows) break;
  }
  if (held.length > 0) yield entriesOf(held, reader.device);
}

function entriesOf(rows: readonly EffectRow[], reader: number): readonly DeltaEntry[] {
  const bySeq = new Map<number, EffectRow[]>();
  for (const row of rows) {
    const known = bySeq.get(row.hq_seq);
    if (known) known.push(row);
    else bySeq.set(row.hq_seq, [row]);
  }
  return [...bySeq.values()].flatMap((together) => {
    const [row] = together;
    if (!row) return [];
    const effects = together.map(({ effect }) => decodeEffect(effect));
    return row.device === reader ? [ownMark(row, effects)] : othersEntries(row, effects);
  });
}

function ownMark(row: EffectRow, effects: readonly Effect[]): DeltaEntry {
  const changes = effects.flatMap(({ extra }) => extra);
  return { ...headOf(row), kind: 'change', changes, lost: effects.flatMap(({ lost }) => lost) };
}

/** A row that moves between two sites of the reader leaves before it arrives, so that it ends up there whole. */
function othersEntries(row: EffectRow, effects: readonly Effect[]): readonly DeltaEntry[] {
  const parts: readonly (readonly [DeltaKind, readonly Change[]])[] = [
    ['leave', effects.flatMap(({ leaves }) => leaves)],
    ['change', effects.flatMap(({ changes }) => changes)],
    ['put', effects.flatMap(({ puts }) => puts)],
  ];
  return parts
    .filter(([, changes]) => changes.length > 0)
    .map(([kind, changes]) => ({ ...headOf(row), kind, changes, lost: [] }));
}

function headOf(row: EffectRow): Pick<DeltaEntry, 'hqSeq' | 'device' | 'seq' | 'actor' | 'hlc'> {
  const hlc: Hlc = { ms: row.effective_ms, counter: row.effective_counter };
  return { hqSeq: row.hq_seq, device: row.device, seq: row.seq, actor: row.actor, hlc };
}
