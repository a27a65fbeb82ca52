import type { ErrorCode } from '#shared/errors.ts';
import type { SimulatedLaptop } from '../laptop.ts';
import type { Mishap } from '../road.ts';
import { checkAcknowledged } from '../settle.ts';
import type { World } from '../world.ts';
import { edit, restart } from './record.ts';
import type { StepKind } from './step-kind.ts';

/** Exchanges, and what befalls them. */
export const exchanging: readonly StepKind[] = [
  { name: 'sync', weight: 14, run: async (world) => sync(world, world.someLaptop(), undefined) },
  { name: 'cut', weight: 7, run: async (world) => sync(world, world.someLaptop(), someCut(world)) },
  { name: 'together', weight: 3, run: together },
  {
    name: 'hold',
    weight: 2,
    run: async (world) => sync(world, world.someLaptop(), { holdAfter: bytes(world) }),
  },
  { name: 'late', weight: 2, run: lateBytes },
  { name: 'repeat', weight: 3, run: repeatRequest },
  { name: 'garble', weight: 1, run: async (world) => sync(world, world.someLaptop(), garble(world)) },
  { name: 'old answer', weight: 0.7, run: oldAnswer },
  { name: 'laptop crash', weight: 4, run: crashLaptop },
  { name: 'headquarters crash', weight: 2, run: crashHeadquarters },
];

type Outcome = ErrorCode | 'ok' | 'crashed';

/** How a sync may end, whatever befalls it. */
const usualOutcomes: ReadonlySet<string> = new Set<Outcome>(['ok', 'network_cut', 'crashed']);
/** What either side may say to bytes that are not what the other one sent. */
const toNonsense: ReadonlySet<string> = new Set<Outcome>([
  ...['malformed_body', 'frame_malformed', 'frame_too_large', 'frame_signature', 'frame_chain'],
  ...['bad_signature', 'unknown_device', 'unsupported_protocol', 'hq_identity', 'unauthorised'],
] as Outcome[]);

/**
 * @param world where
 * @param laptop that talks to headquarters
 * @param mishap what befalls its first request
 * @returns how it went
 */
export async function sync(
  world: World,
  laptop: SimulatedLaptop,
  mishap: Mishap | undefined,
): Promise<string> {
  world.counts.exchanges++;
  const before = laptop.state;
  laptop.road.next = mishap;
  const outcome = await laptop.sync();
  laptop.road.next = undefined;
  if (outcome === 'network_cut') world.counts.cuts++;
  if (laptop.isOff) {
    restart(world, laptop, before.cursor);
  } else {
    // It may have gone on under another number.
    world.register(laptop, before.cursor);
    if (!mayEnd(world, laptop, mishap, outcome))
      world.fault(`${laptop.name}: the sync ended with ${outcome}`);
    const { cursor, enrolled } = laptop.state;
    const sameStream = enrolled?.epoch === before.enrolled?.epoch;
    if (sameStream && cursor < before.cursor)
      world.fault(`${laptop.name}: the cursor went back from ${before.cursor}`);
    world.look(laptop);
  }
  const { cursor, accepted } = laptop.state;
  const befell = mishap
    ? ` ${JSON.stringify(mishap, (_, value: unknown) => (value instanceof Uint8Array ? 'bytes' : value))}`
    : '';
  return `${laptop.name} syncs${befell}: ${outcome}, cursor ${cursor}, accepted ${accepted} of ${laptop.head.seq}`;
}

function mayEnd(world: World, laptop: SimulatedLaptop, mishap: Mishap | undefined, outcome: string): boolean {
  if (usualOutcomes.has(outcome)) return true;
  if (world.isRevoked(laptop) && outcome === 'device_revoked') return true;
  if (mishap?.oldAnswer && outcome === 'hq_identity') return true;
  const garbled = mishap?.garbleUp !== undefined || mishap?.garbleDown !== undefined;
  return garbled && toNonsense.has(outcome);
}

function bytes(world: World): number {
  return world.random.between(0, world.random.pick([250, 2000, 20_000]));
}

function someCut(world: World): Mishap {
  const { random } = world;
  const place = bytes(world);
  return random.pick<Mishap>([{ cutUp: place }, { cutDown: place }, { cutDown: place }]);
}

function garble(world: World): Mishap {
  const place = world.random.between(0, 800);
  return world.random.pick<Mishap>([{ garbleUp: place }, { garbleDown: place }]);
}

async function together(world: World): Promise<string> {
  const { random } = world;
  const laptops = world.laptops.filter(() => random.chance(0.7));
  const lines: string[] = [];
  const mishaps = laptops.map(() => (random.chance(0.2) ? someCut(world) : undefined));
  if (random.chance(0.1)) world.headquarters.crashIn(random.between(0, 80));
  await world.turns.together(
    laptops.map((laptop, index) => async () => {
      lines.push(await sync(world, laptop, mishaps[index]));
    }),
  );
  world.headquarters.heal();
  checkAcknowledged(world);
  return `at once: ${lines.join('; ')}`;
}

async function repeatRequest(world: World): Promise<string | undefined> {
  if (world.kept.length === 0) return undefined;
  const request = world.random.pick(world.kept);
  const laptop = world.laptops.find(({ name }) => name === request.laptop);
  const { state } = world.headquarters.ledger;
  const { position } = state;
  const wasTaken = request.exchange <= (state.devices.get(request.device)?.lastExchange ?? 0);
  const refusal = await laptop?.road.repeat(request);
  if (wasTaken && !refusal) world.fault(`an old request of ${request.laptop} was answered`);
  return `a request of ${request.laptop} arrives again: ${refusal?.code ?? 'answered'}, position ${position} to ${world.headquarters.ledger.state.position}`;
}

async function lateBytes(world: World): Promise<string | undefined> {
  const request = world.held.shift();
  if (!request) return undefined;
  await request.arrive();
  return `the rest of a request of ${request.laptop} arrives`;
}

async function oldAnswer(world: World): Promise<string | undefined> {
  const laptop = world.someLaptop();
  const old = world.kept.find((request) => request.laptop === laptop.name && request.answer);
  if (!old?.answer) return undefined;
  return sync(world, laptop, { oldAnswer: old.answer });
}

async function crashLaptop(world: World): Promise<string> {
  const laptop = world.someLaptop();
  const { random } = world;
  laptop.crashIn(random.between(0, random.pick([8, 40, 200])));
  const line = random.chance(0.4) ? edit(world, laptop) : await sync(world, laptop, undefined);
  laptop.heal();
  return `power of ${laptop.name} may fail: ${line}`;
}

async function crashHeadquarters(world: World): Promise<string> {
  const { random } = world;
  world.headquarters.crashIn(random.between(0, random.pick([5, 20, 60])));
  const line = await sync(world, world.someLaptop(), undefined);
  world.headquarters.heal();
  checkAcknowledged(world);
  return `headquarters may fail: ${line}`;
}
