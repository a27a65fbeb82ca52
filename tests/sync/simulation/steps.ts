import { opAt } from '#db/journal.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import { chooseEdit } from './edits.ts';
import type { SimulatedLaptop } from './laptop.ts';
import type { Mishap } from './road.ts';
import { allSites, type World } from './world.ts';

/** One kind of thing that happens in a world. */
export interface StepKind {
  readonly name: string;
  readonly weight: number;
  /** Does it; says what was done, or undefined when it could not be. */
  run(world: World): Promise<string | undefined>;
}

const day = 86_400_000;

/** Everything that may happen, with how often it does. */
export const stepKinds: readonly StepKind[] = [
  { name: 'edit', weight: 60, run: async (world) => edit(world, someLaptop(world)) },
  { name: 'sync', weight: 14, run: async (world) => sync(world, someLaptop(world), undefined) },
  { name: 'cut', weight: 7, run: async (world) => sync(world, someLaptop(world), someCut(world)) },
  { name: 'together', weight: 3, run: together },
  { name: 'repeat', weight: 3, run: repeatRequest },
  {
    name: 'hold',
    weight: 2,
    run: async (world) => sync(world, someLaptop(world), { holdAfter: bytesUp(world) }),
  },
  { name: 'late', weight: 2, run: lateBytes },
  { name: 'laptop crash', weight: 4, run: crashLaptop },
  { name: 'headquarters crash', weight: 2, run: crashHeadquarters },
  { name: 'clock', weight: 1, run: async (world) => turnClock(world, someLaptop(world)) },
  { name: 'time', weight: 2, run: async (world) => passTime(world) },
];

/**
 * @param world where
 * @returns what happens next
 */
export function chooseStep(world: World): StepKind {
  const total = stepKinds.reduce((sum, { weight }) => sum + weight, 0);
  let left = world.random.share() * total;
  for (const kind of stepKinds) {
    left -= kind.weight;
    if (left < 0) return kind;
  }
  throw new Error('no step');
}

function someLaptop(world: World): SimulatedLaptop {
  return world.random.pick(world.laptops);
}

function edit(world: World, laptop: SimulatedLaptop): string {
  const { random } = world;
  const sites = laptop.state.enrolled?.grant.sites ?? [];
  const { cursor } = laptop.state;
  const work = chooseEdit(random);
  const committed = laptop.edit((tx) => work(tx, { random, sites, allSites }));
  if (!committed) {
    restart(world, laptop, cursor);
    return `${laptop.name} stops while somebody records something`;
  }
  world.register(laptop, cursor);
  laptop.promised = laptop.head;
  return `${laptop.name} ${committed.value} (op ${committed.seqs.join()})`;
}

/** Starts a laptop again, and looks whether everything that was saved is still there. */
function restart(world: World, laptop: SimulatedLaptop, cursor: number): void {
  laptop.restart();
  world.register(laptop, cursor);
  const { promised, head } = laptop;
  const kept = promised.seq === 0 ? undefined : opAt(laptop.store, promised.seq)?.hash;
  if (head.seq < promised.seq || (kept && !sameBytes(kept, promised.hash))) {
    world.fault(`${laptop.name} lost op ${promised.seq}, which was saved`);
  }
  world.look(laptop);
}

async function sync(world: World, laptop: SimulatedLaptop, mishap: Mishap | undefined): Promise<string> {
  world.counts.exchanges++;
  const before = laptop.state;
  laptop.road.next = mishap;
  const outcome = await laptop.sync();
  laptop.road.next = undefined;
  afterExchange(world, laptop, before.cursor, outcome);
  const { cursor, accepted } = laptop.isOff ? before : laptop.state;
  return `${laptop.name} syncs${mishap ? ` ${JSON.stringify(mishap)}` : ''}: ${outcome}, cursor ${cursor}, accepted ${accepted} of ${laptop.head.seq}`;
}

function afterExchange(world: World, laptop: SimulatedLaptop, cursor: number, outcome: string): void {
  if (outcome === 'network_cut') world.counts.cuts++;
  if (laptop.isOff) {
    restart(world, laptop, cursor);
    return;
  }
  if (!expectedOutcomes.has(outcome)) world.fault(`${laptop.name}: the sync ended with ${outcome}`);
  if (laptop.state.cursor < cursor) world.fault(`${laptop.name}: the cursor went back from ${cursor}`);
  world.look(laptop);
}

const expectedOutcomes = new Set(['ok', 'network_cut', 'crashed', 'replayed_exchange']);

function bytesUp(world: World): number {
  return world.random.between(0, world.random.pick([250, 2000, 20_000]));
}

function someCut(world: World): Mishap {
  const { random } = world;
  const place = bytesUp(world);
  return random.pick<Mishap>([{ cutUp: place }, { cutDown: place }, { cutDown: place }]);
}

async function together(world: World): Promise<string> {
  const { random } = world;
  const laptops = world.laptops.filter(() => random.chance(0.7));
  const lines: string[] = [];
  for (const laptop of laptops) {
    if (random.chance(0.2)) laptop.road.next = someCut(world);
  }
  if (random.chance(0.1)) world.headquarters.crashIn(random.between(0, 80));
  await world.turns.together(
    laptops.map((laptop) => async () => {
      lines.push(await sync(world, laptop, laptop.road.next));
    }),
  );
  world.headquarters.heal();
  return `at once: ${lines.join('; ')}`;
}

async function repeatRequest(world: World): Promise<string | undefined> {
  if (world.kept.length === 0) return undefined;
  const request = world.random.pick(world.kept);
  const before = world.headquarters.ledger.state.position;
  const laptop = world.laptops.find(({ name }) => name === request.laptop);
  const refusal = await laptop?.road.repeat(request);
  const { position } = world.headquarters.ledger.state;
  return `a request of ${request.laptop} arrives again: ${refusal?.code ?? 'answered'}, position ${before} to ${position}`;
}

async function lateBytes(world: World): Promise<string | undefined> {
  const request = world.held.shift();
  if (!request) return undefined;
  await request.arrive();
  return `the rest of a request of ${request.laptop} arrives`;
}

async function crashLaptop(world: World): Promise<string> {
  const laptop = someLaptop(world);
  const { random } = world;
  laptop.crashIn(random.between(0, random.pick([8, 40, 200])));
  const line = random.chance(0.4) ? edit(world, laptop) : await sync(world, laptop, undefined);
  laptop.heal();
  return `power of ${laptop.name} fails: ${line}`;
}

async function crashHeadquarters(world: World): Promise<string> {
  const { random } = world;
  world.headquarters.crashIn(random.between(0, random.pick([5, 20, 60])));
  const line = await sync(world, someLaptop(world), undefined);
  world.headquarters.heal();
  return `headquarters may fail: ${line}`;
}

function turnClock(world: World, laptop: SimulatedLaptop): string {
  const { random } = world;
  laptop.clockError = random.chance(0.3) ? 0 : random.between(-400, 400) * day + random.between(0, 999);
  return `the clock of ${laptop.name} is off by ${Math.round(laptop.clockError / day)} days`;
}

function passTime(world: World): string {
  const ms = world.random.between(0, world.random.pick([1000, 3_600_000, day]));
  world.time.pass(ms);
  return `${ms} ms pass`;
}
