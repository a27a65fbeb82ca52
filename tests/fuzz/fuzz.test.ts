import { expect, it } from 'vitest';
import { brokenParsers } from './broken-parsers.ts';
import { fuzzParsers } from './fuzz-parsers.ts';
import { hostileParsers } from './parsers.ts';

it('whatever bytes come in, they are taken or refused in words: no parser breaks, hangs or fills the memory', async () => {
  const names = hostileParsers.map(({ name }) => name);
  const results = await fuzzParsers(names, { seed: 1, inputs: 100 });
  expect(results.filter(({ faults }) => faults.length > 0)).toEqual([]);
  // Inputs that are all refused at their first byte would show nothing.
  expect(results.filter(({ taken }) => taken > 0).length).toBeGreaterThan(names.length / 2);
});

it('a parser that breaks, one that hangs and one that fills the memory are noticed', async () => {
  const results = await fuzzParsers(
    brokenParsers.map(({ name }) => name),
    { seed: 1, inputs: 4 },
  );
  expect(results.map(({ faults }) => faults.length > 0)).toEqual([true, true, true]);
  expect(results.map(({ faults }) => faults[0]?.what.split('\n')[0])).toEqual([
    'TypeError: Cannot read properties of undefined',
    'it took longer than 2000 ms',
    'it filled 500 MB',
  ]);
});
