import type { FieldValue } from '#shared/domain/field.ts';
import type { Table } from '#shared/domain/table.ts';
import { effectiveHlc } from '#shared/sync/clock.ts';
import type { Hlc, Op } from '#shared/sync/op.ts';
import { type CheckedChange, checkOp, type Objection } from './check-op.ts';
import type { Grants } from './devices.ts';
import type { LedgerChange } from './ledger.ts';
import { type CheckedOp, mergeOp, objectToScope } from './merge-ops.ts';
import type { ArrivedOp, MergedPlace, PlacedOp } from './placed-op.ts';
import { raiseConflicts } from './raise-conflicts.ts';
import type { OpOrigin } from './same-laptop.ts';

/** Who sent ops, and when. */
export interface Arrival {
  readonly device: number;
  readonly grants: Grants;
  /** Headquarters' time, ms. */
  readonly receivedMs: number;
  /** What must be added to the device's clock to have headquarters' time, ms. */
  readonly offsetMs: number;
  /** What is known about how each op came about; left out: nothing beyond itself. */
  readonly origins?: readonly OpOrigin[];
  /** Set: everything is kept aside for this reason, nothing is merged. */
  readonly quarantineAll?: Objection;
}

/**
 * Commits ops of one device: gives each its place in headquarters' order, merges it into the records, and writes down
 * what every scope must hear. What may not be merged is kept aside, whole ops at a time.
 *
 * The position is the last lock, so that no reader ever sees a number before all lower ones.
 *
 * @param tx a transaction that holds the device
 * @param arrival who sent them
 * @param ops in the order of their `seq`, none of which is known yet
 * @returns how many were kept aside
 */
export async function commitOps(
  tx: LedgerChange,
  arrival: Arrival,
  ops: readonly ArrivedOp[],
): Promise<number> {
  const candidates = ops.map((arrived, index) => ({
    arrived,
    verdict: checkArrived(arrived.op, arrival),
    origin: arrival.origins?.[index] ?? unknownOrigin,
  }));
  const rows = new Map(await tx.lockRows(keysOf(candidates.map(({ verdict }) => verdict))));
  const accepted = candidates.filter(({ verdict }) => !isObjection(verdict)).length;
  // Numbers of ops that turn out to be out of scope stay unused: gaps are harmless.
  let hqSeq = accepted === 0 ? 0 : (await tx.takePlaces(accepted)) - accepted;
  const placed: PlacedOp[] = [];
  const merged: MergedPlace[] = [];
  for (const { arrived, verdict, origin } of candidates) {
    const hlc = hlcOf(arrived.op, arrival);
    const objection = isObjection(verdict)
      ? verdict
      : // What was merged before was lawful.
        origin.again
        ? undefined
        : objectToScope({ op: arrived.op, hlc, changes: verdict }, rows, arrival.grants);
    if (objection || isObjection(verdict)) {
      placed.push({ ...arrived, hlc, hqSeq: null, objection, replaced: undefined });
      continue;
    }
    hqSeq += 1;
    const checked: CheckedOp = { op: arrived.op, hlc, changes: verdict };
    const result = mergeOp(checked, rows, { device: arrival.device, ...origin }, hqSeq);
    const { knows } = origin;
    merged.push({ hqSeq, device: arrival.device, op: arrived.op, hlc, knows, result });
    placed.push({ ...arrived, hlc, hqSeq, objection: undefined, replaced: result.replaced });
    await raiseConflicts(tx, rows, merged);
  }
  await tx.saveRows(rows);
  await tx.addOps(arrival.device, arrival.receivedMs, placed);
  await tx.addEffects(merged);
  return tx.addQuarantine(arrival.device, arrival.receivedMs, placed);
}

const unknownOrigin: OpOrigin = { knows: [], again: false };

function checkArrived(op: Op, arrival: Arrival): readonly CheckedChange[] | Objection {
  return arrival.quarantineAll ?? checkOp(op);
}

function isObjection(verdict: readonly CheckedChange[] | Objection): verdict is Objection {
  return 'reason' in verdict;
}

function hlcOf(op: Op, arrival: Arrival): Hlc {
  return effectiveHlc(op.hlc, arrival.offsetMs, arrival.receivedMs);
}

/**
 * @param verdicts on ops
 * @returns the keys of the rows that those without an objection touch, by table
 */
export function keysOf(
  verdicts: readonly (readonly CheckedChange[] | Objection)[],
): ReadonlyMap<Table, ReadonlyMap<string, readonly FieldValue[]>> {
  const keys = new Map<Table, Map<string, readonly FieldValue[]>>();
  for (const verdict of verdicts) {
    if (isObjection(verdict)) continue;
    for (const { table, key, change } of verdict) {
      const known = keys.get(table);
      if (known) known.set(key, change.key);
      else keys.set(table, new Map([[key, change.key]]));
    }
  }
  return keys;
}
