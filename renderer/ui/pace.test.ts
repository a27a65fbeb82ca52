import { expect, it } from 'vitest';
import { paceOf, type Sample, withSample } from './pace.ts';

const run = (...samples: readonly Sample[]): readonly Sample[] =>
  samples.reduce<readonly Sample[]>((known, next) => withSample(known, next), []);

it('tells how long work will take from how it went so far', () => {
  const pace = paceOf(run({ share: 0, at: 0 }, { share: 0.25, at: 10_000 }));
  expect(pace).toEqual({ sharePerMinute: 1.5, leftMs: 30_000 });
});

it('says nothing before it can know', () => {
  expect(paceOf(run({ share: 0.1, at: 0 }))).toBeUndefined();
  expect(paceOf(run({ share: 0.1, at: 0 }, { share: 0.2, at: 500 }))).toBeUndefined();
  expect(paceOf(run({ share: 0.1, at: 0 }, { share: 0.1, at: 5000 }))).toBeUndefined();
});

it('forgets how it was before the link changed', () => {
  const samples = run({ share: 0, at: 0 }, { share: 0.5, at: 10_000 }, { share: 0.51, at: 45_000 });
  expect(paceOf(samples)).toBeUndefined();
});

it('begins anew when the work does', () => {
  expect(run({ share: 0.9, at: 0 }, { share: 0.1, at: 1000 })).toEqual([{ share: 0.1, at: 1000 }]);
});
