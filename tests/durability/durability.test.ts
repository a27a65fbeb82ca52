import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitCount } from './field-work.ts';
import { cutPower, cutsAfterPromises, spreadCuts } from './power-cuts.ts';
import { callsAfterVault, lastWriteOf, sampleOf } from './samples.ts';
import {
  beginTrial,
  callsOf,
  endTrial,
  fillAndLook,
  inParallel,
  killAndLook,
  type Outcome,
  type Trial,
} from './trial.ts';

const atOnce = 2;
let trial: Trial;
beforeAll(async () => {
  trial = await beginTrial();
});
afterAll(() => endTrial(trial));

async function faultsOf<T>(all: readonly T[], disturb: (one: T) => Promise<Outcome>): Promise<string[]> {
  const faults: string[] = [];
  await inParallel(all, atOnce, disturb, (one) =>
    faults.push(...one.faults.map((fault) => `${one.what}: ${fault}`)),
  );
  return faults;
}

async function faultsAfterCuts(of: Trial, spread: number, every: number): Promise<string[]> {
  const faults: string[] = [];
  const cuts = [...spreadCuts(of.run, spread), ...cutsAfterPromises(of.run, every)];
  for await (const { cut, faults: found } of cutPower(of, cuts))
    faults.push(...found.map((fault) => `power cut after event ${cut.after}, seed ${cut.seed}: ${fault}`));
  return faults;
}

describe(`a laptop that makes ${commitCount} commits, takes pictures, lets people in and is backed up`, () => {
  it('is killed at calls spread over all of its writes, and loses nothing that was promised', async () => {
    expect(await faultsOf(sampleOf(callsOf(trial.run), 6), (at) => killAndLook(trial, at))).toEqual([]);
  });

  it('loses power with writes dropped, torn and out of order, and loses nothing that was promised', async () => {
    expect(await faultsAfterCuts(trial, 24, 40)).toEqual([]);
  });

  it('has a full disk for a while, is told so every time, saves nothing by halves and comes to the same end', async () => {
    let told = 0;
    const calls = sampleOf(callsAfterVault(trial.run, 'pwrite64'), 3);
    const faults = await faultsOf(calls, async (from) => {
      const outcome = await fillAndLook(trial, from, 9);
      told += outcome.full;
      return outcome;
    });
    expect(faults).toEqual([]);
    expect(told).toBeGreaterThan(calls.length);
  });
});

describe('the proof itself', () => {
  it('notices commits that are not flushed', async () => {
    const events = trial.run.events.filter(
      ({ event }) => !(event.kind === 'sync' && /-wal$/.test(event.file)),
    );
    const careless: Trial = { ...trial, run: { ...trial.run, events } };
    expect((await faultsAfterCuts(careless, 2, 60)).join('\n')).toMatch(/commit \d+ was promised/);
  });

  it('notices what is promised before it is on disk', async () => {
    const { faults } = await killAndLook(trial, lastWriteOf(trial.run, 60), 'promises before it commits');
    expect(faults.join('\n')).toContain('commit 60 was promised, 59 is the last');
  });
});
