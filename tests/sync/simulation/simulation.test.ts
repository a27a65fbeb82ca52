import { describe, expect, it } from 'vitest';
import { knownBugs } from './known-bugs.ts';
import { simulate } from './simulate.ts';

const mostSeeds = 60;

describe('the simulation of laptops and headquarters', () => {
  it('lives through one seed in the same way each time, to the bit', async () => {
    const once = await simulate(7, { steps: 200 });
    expect(await simulate(7, { steps: 200 })).toEqual(once);
    expect(once.violations).toEqual([]);
  });

  it.each(knownBugs.map(({ name, about }) => ({ name, about })))(
    'notices when $about ($name)',
    async ({ name }) => {
      const isNoticed = async (seed: number): Promise<boolean> =>
        (await simulate(seed, { steps: 300, bug: name })).violations.length > 0;
      let noticed = false;
      for (let seed = 1; seed <= mostSeeds && !noticed; seed++) noticed = await isNoticed(seed);
      expect(noticed).toBe(true);
    },
    300_000,
  );
});
