import { verifyDatabase } from '#db/verify.ts';
import { chooseStep } from './steps.ts';
import { allSites, type Counts, type Violation, World } from './world.ts';

/** What came of one seed. */
export interface SeedResult {
  readonly seed: number;
  readonly counts: Counts;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  /** Differs when anything at headquarters or on a laptop does. */
  readonly fingerprint: string;
}

const mostViolations = 20;
const roundsToDrain = 4;

/**
 * Lives through a world.
 *
 * @param seed of everything that is up to chance
 * @param steps how many
 * @returns what came of it; the same seed gives the same result to the bit
 */
export async function simulate(
  seed: number,
  steps: number,
  watch: (world: World) => void = () => undefined,
): Promise<SeedResult> {
  const world = new World(seed);
  await world.headquarters.seed();
  populate(world);
  for (let step = 1; step <= steps && world.violations.length < mostViolations; step++) {
    world.counts.steps = step;
    world.time.pass(world.random.between(1, 60_000));
    const kind = chooseStep(world);
    const line = await kind.run(world);
    if (line !== undefined) world.note(line);
    watch(world);
  }
  if (world.violations.length === 0) await settle(world);
  world.counts.crashes =
    world.headquarters.crashes + world.laptops.reduce((sum, { crashes }) => sum + crashes, 0);
  for (const laptop of world.laptops) laptop.close();
  const { counts, violations, trace } = world;
  return { seed, counts, violations, trace, fingerprint: '' };
}

function populate(world: World): void {
  const { random } = world;
  const count = random.between(3, 5);
  const sites = allSites.slice(0, random.between(2, 3));
  for (let index = 0; index < count; index++) {
    const home = sites[index % sites.length] ?? allSites[0];
    const others = sites.filter((site) => site !== home && random.chance(0.25));
    world.addLaptop([home, ...others]);
  }
}

/** Every link is good again: now everything must come together, and soon. */
async function settle(world: World): Promise<void> {
  world.counts.steps++;
  for (const request of world.held.splice(0)) await request.arrive();
  for (let round = 0; round < roundsToDrain; round++) {
    for (const laptop of world.laptops) {
      const outcome = await laptop.sync();
      if (outcome !== 'ok') world.fault(`${laptop.name}: on a good link the sync ended with ${outcome}`);
    }
  }
  const { position } = world.headquarters.ledger.state;
  for (const laptop of world.laptops) {
    const { cursor, accepted } = laptop.state;
    if (world.hasNewsFor(laptop)) world.fault(`${laptop.name} is at ${cursor}, headquarters at ${position}`);
    if (accepted !== laptop.head.seq) world.fault(`${laptop.name} has ops that headquarters lacks`);
    world.look(laptop, true);
    for (const check of verifyDatabase(laptop.store)) {
      if (check.ok || check.name === 'encryption') continue;
      world.fault(`${laptop.name}: its ${check.name} are damaged: ${check.detail}`);
    }
  }
}
