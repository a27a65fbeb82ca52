import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { PlainFailure } from '#build/plain-failure.ts';
import { step } from '#build/progress.ts';
import { type Inhabitant, population } from './population.ts';
import { fillRegistry, measureSearch, type SearchFigures } from './search.ts';

const everybody = 200_000;

/**
 * The search for people among 200,000, key by key, beside plain FTS5 over the same names in the same encrypted file and
 * the same run.
 *
 * @param given the arguments after `people`: `--people COUNT` for a smaller registry
 * @throws PlainFailure for arguments that are none
 */
export async function benchPeople(given: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...given], options: { people: { type: 'string' } } });
  const count = Number(values.people ?? everybody);
  if (!(Number.isInteger(count) && count >= 1000)) throw new PlainFailure('--people takes 1000 or more.');
  const people: readonly Inhabitant[] = [...population(count, 2009)];
  const registry = await step(`A registry of ${count} people`, async () => fillRegistry(people));
  try {
    const figures = await step('Search, key by key', async () => measureSearch(registry, people));
    print(figures);
  } finally {
    registry.dispose();
  }
}

function print(figures: readonly SearchFigures[]): void {
  const table = new Table({
    head: ['search', 'Outpost', 'plain FTS5', 'ratio'],
    style: { head: [], border: [] },
  });
  const ms = (value: number): string => value.toFixed(2);
  for (const { what, keys, ours, plain } of figures) {
    table.push(
      [`${what}: ms, p50 of ${keys} keys`, ms(ours.p50), ms(plain.p50), (ours.p50 / plain.p50).toFixed(2)],
      [`${what}: ms, p95`, ms(ours.p95), ms(plain.p95), (ours.p95 / plain.p95).toFixed(2)],
      [
        `${what}: in the first five`,
        share(ours.found),
        share(plain.found),
        (ours.found / plain.found).toFixed(2),
      ],
    );
  }
  console.log(table.toString());
}

function share(value: number): string {
  return `${(value * 100).toFixed(0)} %`;
}
