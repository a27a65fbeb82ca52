import type { FieldValue } from '#shared/domain/field.ts';
import { tableById } from '#shared/domain/registry.ts';
import { groupOf, rowKey, type Table } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { FieldEntry } from '#shared/sync/merge.ts';
import type { Change } from '#shared/sync/op.ts';
import { type CheckedChange, checkOp, type Objection, type QuarantineReason } from './check-op.ts';
import { keysOf } from './commit-ops.ts';
import type { LedgerChange } from './ledger.ts';
import { type LockedRows, rowName } from './locked-rows.ts';
import { type CheckedOp, effectIn, type MergedOp, mergeOp, objectToScope, scopeOf } from './merge-ops.ts';
import { raiseConflicts } from './raise-conflicts.ts';
import { knownWhenMade } from './same-laptop.ts';

/** Taking in an op that was kept aside. */
export interface Release {
  readonly device: number;
  readonly seq: number;
  /** Name of the admin, or the device's number when it asks by itself. */
  readonly who: string;
  /** An admin answers for what the device's grant, or its revocation, forbids. */
  readonly byAdmin: boolean;
  /** Changes in place of the op's own; left out: those. */
  readonly corrected?: readonly Change[];
}

/** What stands in the way of a device, and not of headquarters. */
const adminMayAllow: ReadonlySet<QuarantineReason> = new Set(['out_of_grant', 'device_revoked']);

/**
 * Takes in an op that was kept aside, if nothing stands in its way any more: it is merged at a place of its own, under
 * its device's name, and everybody hears of it in the stream. What its device has written since stays above it.
 *
 * @param tx a transaction
 * @param release which op, and who wants it
 * @returns the objection that still stands; undefined: it is taken in
 * @throws OutpostError `unknown_device`; `not_found` when the op is not kept aside
 */
export async function releaseOp(tx: LedgerChange, release: Release): Promise<Objection | undefined> {
  const { device: number, seq, corrected } = release;
  const device = await tx.lockDevice(number);
  const kept = await tx.opAt(number, seq);
  if (!kept || kept.hqSeq !== null) {
    throw new OutpostError('not_found', `Op ${seq} of device ${number} is not kept aside.`);
  }
  if (device.revoked && !release.byAdmin) return { reason: 'device_revoked', detail: '' };
  const op = corrected ? { ...kept.op, changes: corrected } : kept.op;
  const verdict = checkOp(op);
  if ('reason' in verdict) return verdict;
  const rows = new Map(await tx.lockRows(keysOf([verdict])));
  const checked: CheckedOp = { op, hlc: kept.effective, changes: verdict };
  const objection = objectToScope(checked, rows, await tx.grants(number));
  if (objection && !(release.byAdmin && adminMayAllow.has(objection.reason))) return objection;
  const ownUntil = await tx.placeUpTo(number, seq);
  const hqSeq = await tx.takePlaces(1);
  const kin = device.hasKin ? await tx.kin(number) : [];
  const knows = await knownWhenMade(tx, kin, { device: number, seq }, device.knows ?? []);
  const result = mergeOp(checked, rows, { device: number, knows, ownUntil }, hqSeq);
  if (corrected) tellDifference(result, rows, { original: kept.op.changes, verdict });
  const merged = { hqSeq, device: number, op, hlc: kept.effective, knows, result };
  await raiseConflicts(tx, rows, [merged]);
  await tx.saveRows(rows);
  await tx.placeOp(number, {
    ...kept,
    hlc: kept.effective,
    hqSeq,
    objection: undefined,
    replaced: result.replaced,
  });
  await tx.addEffects([merged]);
  await tx.endQuarantine(number, seq, { who: release.who, corrected });
  await tx.audit({
    action: corrected ? 'op.repaired' : 'op.released',
    who: release.who,
    subject: `device ${number}`,
    detail: { seq, hqSeq, tables: [...new Set(verdict.map(({ table }) => table.name))].join(' ') },
  });
  return undefined;
}

/** The writer shows what it wrote: where that was corrected, it is told what stands in its place. */
function tellDifference(
  result: MergedOp,
  rows: LockedRows,
  { original, verdict }: { readonly original: readonly Change[]; readonly verdict: readonly CheckedChange[] },
): void {
  for (const { table, key, change } of verdict) {
    const row = rows.get(rowName(table, key));
    if (!row?.state) continue;
    const { values } = row.state;
    const groups = differingGroups(table, originalOf(original, table, key), change);
    if (groups.size === 0) continue;
    const effect = effectIn(result.effects, scopeOf(table, change.key, row.state));
    const fields = fieldsOfGroups(table, groups).map(
      (field): FieldEntry => [field, values.get(field) ?? (field === 0 ? 0 : null)],
    );
    for (const group of groups) effect.lost.push({ table: table.id, key: change.key, group });
    effect.extra.push({ table: table.id, key: change.key, fields });
  }
}

function originalOf(original: readonly Change[], table: Table, key: string): Change | undefined {
  return original.find((change) => change.table === table.id && rowKey(table, change.key) === key);
}

function differingGroups(table: Table, original: Change | undefined, corrected: Change): Set<number> {
  const before = new Map(original?.fields);
  const after = new Map(corrected.fields);
  const differing = [...new Set([...before.keys(), ...after.keys()])].filter(
    (field) => before.get(field) !== after.get(field),
  );
  return new Set(differing.map((field) => groupOf(table, field)));
}

function fieldsOfGroups(table: Table, groups: ReadonlySet<number>): readonly number[] {
  const ids = Object.entries(table.fields)
    .filter(([name]) => !table.key.includes(name))
    .map(([, { id }]) => id);
  return [...(groups.has(0) ? [0] : []), ...ids.filter((id) => groups.has(groupOf(table, id)))].sort(
    (a, b) => a - b,
  );
}

/** A field of one of an op's changes, with the value that is to stand in its place. */
export interface Correction {
  /** Place of the record's change in the op. */
  readonly place: number;
  /** Number of the field. */
  readonly field: number;
  readonly value: FieldValue;
}

/**
 * @param changes of an op
 * @param corrections by change and field
 * @returns the changes with the corrections in them
 * @throws OutpostError `not_found` for a field that the op does not carry, or a table that this version does not know
 */
export function correctedChanges(
  changes: readonly Change[],
  corrections: readonly Correction[],
): readonly Change[] {
  const fixed = changes.map((change) => ({ ...change, fields: new Map(change.fields) }));
  for (const { place, field, value } of corrections) {
    const target = fixed[place];
    if (!target?.fields.has(field) || !tableById(target.table)) {
      throw new OutpostError('not_found', `The op has no field ${field} in change ${place}.`);
    }
    target.fields.set(field, value);
  }
  return fixed.map(({ table, key, fields }) => ({ table, key, fields: [...fields] }));
}
