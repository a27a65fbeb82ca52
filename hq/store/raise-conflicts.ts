import { formatKey, formatValues } from '#shared/conflicts/stored-values.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import { hqDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import { groupOf, rowKey } from '#shared/domain/table.ts';
import type { FieldEntry } from '#shared/sync/merge.ts';
import type { Winner } from '#shared/sync/versions.ts';
import { History } from './history.ts';
import type { LedgerChange } from './ledger.ts';
import { type LockedRow, rowName } from './locked-rows.ts';
import { effectIn, type RowConflict } from './merge-ops.ts';
import type { MergedPlace } from './placed-op.ts';

const { fields } = tables.conflict;
const decisionGroup = groupOf(tables.conflict, fields.state.id);

interface Raised {
  readonly place: MergedPlace;
  readonly conflict: RowConflict;
  readonly key: readonly FieldValue[];
  readonly name: string;
}

/**
 * Writes down what people must decide: a row of the table `conflict` for every two values that met without knowing of
 * each other, as part of what the later op did. It reaches every laptop of the site like any other change.
 *
 * Call it for each op before the next one is merged: that one may already decide what this one raises.
 *
 * @param tx a transaction that holds the position
 * @param rows the locked rows of the ops; the conflicts are added to them
 * @param places the ops that are merged so far, in their order; the last one is the op whose conflicts are raised
 */
export async function raiseConflicts(
  tx: LedgerChange,
  rows: Map<string, LockedRow>,
  places: readonly MergedPlace[],
): Promise<void> {
  const place = places.at(-1);
  if (!place || place.result.conflicts.length === 0) return;
  const raised = place.result.conflicts.map((conflict) => raisedBy(place, conflict));
  await lockMissing(tx, rows, raised);
  const history = new History(tx, places);
  for (const one of raised) {
    const row = rows.get(one.name);
    if (!row) throw new Error('a conflict was not locked');
    await raise(history, row, one);
  }
}

function raisedBy(place: MergedPlace, conflict: RowConflict): Raised {
  const { table, keyValues, group, site } = conflict;
  const key = [place.device, place.op.seq, table.id, formatKey(keyValues), group, site];
  return { place, conflict, key, name: rowName(tables.conflict, rowKey(tables.conflict, key)) };
}

/**
 * A conflict is new with the op that raises it, unless headquarters was restored from a backup and the decision about
 * it came back sooner. That is too rare to look for before the position is taken.
 */
async function lockMissing(
  tx: LedgerChange,
  rows: Map<string, LockedRow>,
  raised: readonly Raised[],
): Promise<void> {
  const missing = new Map<string, readonly FieldValue[]>();
  for (const { key, name } of raised) {
    if (!rows.has(name)) missing.set(rowKey(tables.conflict, key), key);
  }
  for (const [name, row] of await tx.lockRows(new Map([[tables.conflict, missing]]))) rows.set(name, row);
}

async function raise(history: History, row: LockedRow, { place, conflict, key }: Raised): Promise<void> {
  const self: Winner = { hqSeq: place.hqSeq, device: hqDevice, hlc: place.hlc };
  const values = new Map(row.state?.values);
  const versions = new Map(row.state?.versions);
  const set = await contentOf(history, place, conflict);
  // Decided before it was found (again), by the very op whose value stands: nobody needs to be asked once more.
  if (versions.get(decisionGroup)?.hqSeq !== conflict.winner.hqSeq) set.push(...undecided);
  for (const [field, value] of set) {
    values.set(field, value);
    versions.set(groupOf(tables.conflict, field), self);
  }
  row.state = { values, versions };
  row.hqSeq = Math.max(row.hqSeq, place.hqSeq);
  row.changed = true;
  const change = { table: tables.conflict.id, key, fields: set };
  const effect = effectIn(place.result.effects, conflict.site);
  effect.changes.push(change);
  effect.extra.push(change);
}

const undecided: readonly FieldEntry[] = Object.values(fields)
  .filter(({ group }) => group === fields.state.group)
  .map(({ id }): FieldEntry => [id, id === fields.state.id ? 'open' : null]);

async function contentOf(history: History, place: MergedPlace, conflict: RowConflict): Promise<FieldEntry[]> {
  const later = { device: place.device, seen: place.op.seen, knows: place.knows };
  const base = await history.base(conflict, later);
  const { winner, winnerValues, loser, loserValues } = conflict;
  return [
    [fields.base.id, base ? formatValues(base) : null],
    [fields.standing.id, formatValues(winnerValues)],
    [fields.standing_by.id, await actorOf(history, winner)],
    [fields.standing_device.id, winner.device],
    [fields.standing_at.id, momentOf(winner)],
    [fields.fallen.id, formatValues(loserValues)],
    [fields.fallen_by.id, await actorOf(history, loser)],
    [fields.fallen_device.id, loser.device],
    [fields.fallen_at.id, momentOf(loser)],
  ];
}

async function actorOf(history: History, { hqSeq }: Winner): Promise<number> {
  return (await history.at(hqSeq))?.actor ?? 0;
}

function momentOf({ hlc }: Winner): string {
  return new Date(hlc.ms).toISOString();
}
