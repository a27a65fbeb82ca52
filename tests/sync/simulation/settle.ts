import { opAt, opsAfter } from '#db/journal.ts';
import { sha256 } from '#hq/store/keys.ts';
import { hqDevice } from '#shared/domain/ids.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import { verifyChain } from '#shared/sync/verify-chain.ts';
import { compareAllRows } from './headquarters-watch.ts';
import { hexOf } from './keys.ts';
import type { SimulatedLaptop } from './laptop.ts';
import type { World } from './world.ts';

/** Exchanges that every laptop may need, once all links are good, until nothing is left to say. */
const roundsToDrain = 4;

/**
 * Every link is good again: now everything must come together, and soon.
 *
 * @param world which; faults are noted in it
 */
export async function settle(world: World): Promise<void> {
  world.counts.steps++;
  for (const request of world.held.splice(0)) await request.arrive();
  let rounds = 0;
  // A round in which nothing moves is the last: so would be every one after it.
  while (await moves(world)) {
    if (++rounds <= roundsToDrain) continue;
    world.fault('there is still something to say when everything was said');
    break;
  }
  for (const laptop of world.laptops) checkLaptop(world, laptop);
  for (const laptop of world.laptops.filter(({ isOlder }) => isOlder)) {
    laptop.upgrade();
    checkLaptop(world, laptop);
  }
  checkHeadquarters(world);
}

/** Every laptop has an exchange. Tells whether anything came of it, at headquarters or on a laptop. */
async function moves(world: World): Promise<boolean> {
  const { ledger } = world.headquarters;
  const { position } = ledger.state;
  let moved = false;
  for (const laptop of world.laptops) {
    const before = standing(laptop);
    await exchange(world, laptop);
    if (standing(laptop) !== before) moved = true;
  }
  return moved || ledger.state.position !== position;
}

/** Everything that an exchange with something to say changes. */
function standing({ state, head, store }: SimulatedLaptop): string {
  const { device, cursor, settled, accepted, durable, enrolled } = state;
  const { epoch, grant } = enrolled ?? {};
  const waiting = store.one(
    'SELECT (SELECT count(*) FROM quarantine) AS aside, (SELECT count(*) FROM bootstrap) AS snapshots',
  );
  return JSON.stringify([device, cursor, settled, accepted, durable, epoch, grant, head.seq, waiting]);
}

async function exchange(world: World, laptop: SimulatedLaptop): Promise<void> {
  const { cursor } = laptop.state;
  const outcome = await laptop.sync();
  world.register(laptop, cursor);
  const expected = world.isRevoked(laptop) ? 'device_revoked' : 'ok';
  if (outcome !== expected) world.fault(`${laptop.name}: on a good link the sync ended with ${outcome}`);
}

function checkLaptop(world: World, laptop: SimulatedLaptop): void {
  const { cursor, accepted } = laptop.state;
  world.look(laptop, true);
  for (const check of laptop.program.verifyDatabase(laptop.store)) {
    if (check.ok || check.name === 'encryption') continue;
    world.fault(`${laptop.name}: its ${check.name} are damaged: ${check.detail}`);
  }
  if (world.isRevoked(laptop)) return;
  const { position } = world.headquarters.ledger.state;
  if (world.hasNewsFor(laptop)) world.fault(`${laptop.name} is at ${cursor}, headquarters at ${position}`);
  if (accepted !== laptop.head.seq) world.fault(`${laptop.name} has ops that headquarters lacks`);
  checkOwnOps(world, laptop);
}

/** Every op of a laptop is at headquarters under its own hash, and those that are kept aside are known to be. */
function checkOwnOps(world: World, laptop: SimulatedLaptop): void {
  const { state } = world.headquarters.ledger;
  const kept = state.ops.get(laptop.state.device ?? 0) ?? [];
  for (const { op, hash } of opsAfter(laptop.store, 0)) {
    const there = kept[op.seq - 1];
    if (!there || !sameBytes(there.hash, hash))
      world.fault(`${laptop.name}: op ${op.seq} is not at headquarters`);
  }
  const aside = new Set(
    laptop.store.all<{ seq: number }>('SELECT seq FROM quarantine').map(({ seq }) => seq),
  );
  for (const { op, hqSeq } of kept) {
    if (hqSeq === null && !aside.has(op.seq)) {
      world.fault(`${laptop.name} does not know that op ${op.seq} is kept aside`);
    }
    if (hqSeq !== null && aside.has(op.seq)) world.fault(`${laptop.name} believes op ${op.seq} kept aside`);
  }
}

function checkHeadquarters(world: World): void {
  compareAllRows(world);
  for (const [device, ops] of world.headquarters.ledger.state.ops) {
    const chain = ops.map(({ op }) => op);
    const zero = { seq: 0, hash: new Uint8Array(32) };
    try {
      const last = ops.at(-1);
      verifyChain(zero, device, chain, sha256, last?.hash);
    } catch (thrown) {
      world.fault(`the chain of device ${device} does not verify: ${String(thrown)}`);
    }
  }
}

/**
 * What was acknowledged must be at headquarters, whatever failed there.
 *
 * @param world which; faults are noted in it
 */
export function checkAcknowledged(world: World): void {
  if (world.lenient) return;
  for (const laptop of world.laptops) {
    if (laptop.isOff) continue;
    const { accepted, device, enrolled } = laptop.state;
    if (accepted === 0 || enrolled?.epoch !== world.headquarters.epoch) continue;
    const own = opAt(laptop.store, accepted)?.hash;
    const there = world.headquarters.ledger.state.ops.get(device ?? hqDevice)?.[accepted - 1]?.hash;
    if (own && there && sameBytes(own, there)) continue;
    world.fault(`${laptop.name}: op ${accepted} (${own && hexOf(own).slice(0, 8)}) was accepted and is gone`);
  }
}
