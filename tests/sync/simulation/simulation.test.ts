import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownBugs } from './known-bugs.ts';
import { WorldThreads } from './many-seeds.ts';

const mostSeeds = 60;
/** Worlds of one bug that are looked into at once: the first that notices is enough. */
const together = 2;
const seedsOf = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe('the simulation of laptops and headquarters', () => {
  let threads: WorldThreads;
  beforeAll(() => {
    threads = new WorldThreads();
  });
  afterAll(() => threads.close());

  it('lives through one seed in the same way each time, to the bit', async () => {
    const [once, again] = await threads.liveMany({ seeds: [7, 7], steps: 200 });
    expect(again).toEqual(once);
    expect(once?.violations).toEqual([]);
  });

  it('finds nothing amiss in 200 worlds of 40 steps', async () => {
    const summaries = await threads.liveMany({ seeds: seedsOf(200), steps: 40 });
    const amiss = summaries.flatMap(({ seed, violations }) => violations.map(({ what }) => ({ seed, what })));
    expect(amiss).toEqual([]);
  }, 300_000);

  it.each([
    { seed: 53, steps: 500, about: 'a copied laptop makes ops again that headquarters kept aside' },
    { seed: 236, steps: 500, about: 'a laptop goes on with what its copy made again from ops kept aside' },
    { seed: 188, steps: 150, about: 'a laptop moves a record while its grant is being narrowed' },
  ])('finds nothing amiss any more when $about', async ({ seed, steps }) => {
    const [summary] = await threads.liveMany({ seeds: [seed], steps });
    expect(summary?.violations).toEqual([]);
  });

  it.each(knownBugs.map(({ name, about, firstSeed = 1 }) => ({ name, about, firstSeed })))(
    'notices when $about ($name)',
    async ({ name, firstSeed }) => {
      let noticed = false;
      for (let past = 0; past < mostSeeds && !noticed; past += together) {
        const seeds = seedsOf(together).map((seed) => firstSeed + past + seed - 1);
        const summaries = await threads.liveMany({ seeds, steps: 300, bug: name });
        noticed = summaries.some(({ violations }) => violations.length > 0);
      }
      expect(noticed).toBe(true);
    },
    300_000,
  );
});
