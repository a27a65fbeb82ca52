import { tableList } from '#shared/domain/registry.ts';
import { fingerprint } from './keys.ts';
import { bugNamed } from './known-bugs.ts';
import { signQuickly } from './quick-signatures.ts';
import { settle } from './settle.ts';
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

/** How a world is lived through. */
export interface SimulationSettings {
  readonly steps: number;
  /** Name of a known bug that is built in. */
  readonly bug?: string | undefined;
  /** Called after every step. */
  readonly watch?: (world: World) => void;
}

/** From here on a world is only of interest for what went wrong first. */
const mostViolations = 10;

/**
 * Lives through a world.
 *
 * @param seed of everything that is up to chance
 * @param settings how long, and what is broken in it
 * @returns what came of it; the same seed gives the same result to the bit
 */
export async function simulate(seed: number, settings: SimulationSettings): Promise<SeedResult> {
  const { bug, steps, watch } = settings;
  signQuickly();
  const world = new World(seed, bug === undefined ? {} : bugNamed(bug).sabotage);
  try {
    await world.headquarters.seed();
    populate(world);
    for (let step = 1; step <= steps && world.violations.length < mostViolations; step++) {
      world.counts.steps = step;
      world.pass(world.random.between(1, 60_000));
      const line = await chooseStep(world).run(world);
      if (line !== undefined) world.note(line);
      watch?.(world);
    }
    if (world.violations.length === 0) await settle(world);
  } catch (thrown) {
    world.fault(`something failed: ${thrown instanceof Error ? thrown.stack : String(thrown)}`);
  }
  world.counts.crashes =
    world.headquarters.crashes + world.laptops.reduce((sum, { crashes }) => sum + crashes, 0);
  const { counts, violations, trace } = world;
  const result = { seed, counts, violations, trace, fingerprint: fingerprintOf(world) };
  for (const laptop of world.laptops) laptop.close(violations.length === 0);
  return result;
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

function fingerprintOf(world: World): string {
  const lines = [...world.headquarters.ledger.state.rows].map(
    ([name, { state, hqSeq }]) => `${name} ${hqSeq} ${JSON.stringify([...state.values])}`,
  );
  for (const { store, isOff } of world.laptops) {
    if (isOff) continue;
    for (const { name } of tableList) lines.push(JSON.stringify(store.all(`SELECT * FROM ${name}`)));
    lines.push(JSON.stringify(store.all('SELECT seq, hash FROM op')));
  }
  return fingerprint([...lines, ...world.trace].join('\n'));
}
