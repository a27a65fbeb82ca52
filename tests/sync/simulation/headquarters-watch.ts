import type { PlacedOp } from '#hq/store/placed-op.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import { hqDevice } from '#shared/domain/ids.ts';
import { tableById } from '#shared/domain/registry.ts';
import { hexOf } from './keys.ts';
import { contentOf } from './lineage.ts';
import type { CommittedOps } from './memory-ledger.ts';
import { homeOf, nameOfRow, type TrueOp } from './truth.ts';
import type { World } from './world.ts';

/**
 * Compares what headquarters has just committed with what it had to come to.
 *
 * @param world where it happened
 * @param committed the ops of one transaction
 */
export function watchHeadquarters(world: World, committed: CommittedOps): void {
  const { truth } = world;
  const { device } = committed;
  const touched = new Set<string>();
  let last = 0;
  for (const placed of committed.ops) {
    const op = trueOpOf(world, committed, placed);
    if (!op) continue;
    checkClock(world, committed, placed);
    const again = device !== hqDevice && world.merged.has(contentOf(op.op));
    checkVerdict(world, op, placed, again);
    if (placed.hqSeq === null) {
      world.counts.quarantined++;
      continue;
    }
    if (placed.hqSeq <= last) world.fault(`place ${placed.hqSeq} comes after ${last}`);
    last = placed.hqSeq;
    if (world.places.has(hexOf(placed.hash))) world.fault(`op ${op.device}/${op.op.seq} counts twice`);
    world.places.set(hexOf(placed.hash), placed.hqSeq);
    // Merged before, under another number: nothing of it counts twice.
    if (again) continue;
    world.merged.add(contentOf(op.op));
    for (const name of truth.place(op, placed.hqSeq)) touched.add(name);
  }
  if (!world.lenient) compareRows(world, committed, touched);
  world.counts.conflicts = truth.conflicts;
}

function trueOpOf(world: World, { device }: CommittedOps, placed: PlacedOp): TrueOp | undefined {
  const { op, hlc } = placed;
  if (device === hqDevice) return { device, op, hlc, knew: 0, place: undefined };
  const made = world.madeBefore(device, op, hexOf(placed.hash));
  if (!made) {
    world.fault(`headquarters took op ${device}/${op.seq}, which nobody made`);
    return undefined;
  }
  return { device, op: made.op, hlc, knew: made.knew, place: made.place };
}

/** No clock may reach beyond the moment of arrival, or it would win for ever. */
function checkClock(world: World, { receivedMs }: CommittedOps, { op, hlc }: PlacedOp): void {
  if (hlc.ms > receivedMs) world.fault(`op ${op.seq} counts as made ${hlc.ms - receivedMs} ms after it came`);
}

function checkVerdict(world: World, op: TrueOp, { objection }: PlacedOp, again: boolean): void {
  if (world.lenient) return;
  const right = expectedObjection(world, op) ?? 'merged';
  const expected = again && right !== 'device_revoked' ? 'merged' : right;
  const found = objection?.reason ?? 'merged';
  if (found !== expected) world.fault(`op ${op.device}/${op.op.seq} is ${found}, not ${expected}`);
}

function expectedObjection(world: World, { device, op, knew }: TrueOp): string | undefined {
  const record = world.headquarters.ledger.state.devices.get(device);
  if (record?.revoked) return 'device_revoked';
  if (device === hqDevice) return undefined;
  for (const change of op.changes) {
    const table = tableById(change.table);
    if (!table) return 'unknown_schema';
    const known = new Set([0, ...Object.values(table.fields).map(({ id }) => id)]);
    if (change.fields.some(([field]) => !known.has(field))) return 'unknown_schema';
  }
  for (const change of op.changes) {
    const table = tableById(change.table);
    if (!table) continue;
    if (table.scope === 'all' && table.name !== 'advisor') return 'reference_data';
    const before = world.truth.rows.get(nameOfRow(table, change.key))?.values;
    const after = new Map<number, FieldValue>([...(before ?? []), ...change.fields]);
    const homes = [before, after]
      .map((values) => values && homeOf(table, change.key, values))
      .filter((home) => typeof home === 'string');
    if (homes.length === 0) return 'unknown_row';
    if (!homes.every((home) => mayWrite(world, device, home, knew))) return 'out_of_grant';
  }
  return undefined;
}

function mayWrite(world: World, device: number, site: string, knew: number): boolean {
  const history = world.headquarters.ledger.state.grants.get(device) ?? [];
  return history.some(({ sites }, index) => {
    const until = history[index + 1]?.sinceHqSeq ?? Number.POSITIVE_INFINITY;
    return sites.includes(site) && knew < until;
  });
}

function compareRows(world: World, committed: CommittedOps, touched: ReadonlySet<string>): void {
  for (const { table, key } of committed.rows) {
    const name = nameOfRow(table, key);
    if (!touched.has(name)) world.fault(`headquarters changed ${name} for no reason`);
  }
  for (const name of touched) compareRow(world, name);
}

/**
 * Compares everything that headquarters holds with what it must hold.
 *
 * @param world which; faults are noted in it
 */
export function compareAllRows(world: World): void {
  if (world.lenient) return;
  const { rows } = world.headquarters.ledger.state;
  for (const name of new Set([...rows.keys(), ...world.truth.rows.keys()])) compareRow(world, name);
}

function compareRow(world: World, name: string): void {
  const expected = world.truth.rows.get(name);
  const found = world.headquarters.ledger.state.rows.get(name)?.state;
  if (!expected || !found) {
    world.fault(`headquarters ${found ? 'has' : 'lacks'} ${name}`);
    return;
  }
  for (const field of new Set([...expected.values.keys(), ...found.values.keys()])) {
    const [wanted, is] = [expected.values.get(field) ?? null, found.values.get(field) ?? null];
    if (wanted !== is && !(field === 0 && !wanted && !is)) {
      world.fault(
        `headquarters has ${JSON.stringify(is)}, not ${JSON.stringify(wanted)} in ${name} ${field}`,
      );
    }
  }
  for (const [group, held] of expected.holders) {
    const holder = held.at(-1);
    const winner = found.versions.get(group);
    if (winner?.hqSeq === holder?.hqSeq) continue;
    world.fault(`op ${winner?.hqSeq} holds ${name} ${group} at headquarters, not op ${holder?.hqSeq}`);
  }
}
