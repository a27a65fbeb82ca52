import { parentPort, workerData } from 'node:worker_threads';
import { OutpostError } from '#shared/errors.ts';
import { createRandom } from '#shared/sample/random.ts';
import { brokenParsers } from './broken-parsers.ts';
import type { FuzzNews, FuzzTask, HostileParser } from './hostile-parser.ts';
import { hostileInput } from './mutations.ts';
import { hostileParsers } from './parsers.ts';

/** Of buffers, which the limits of a thread leave out, bytes. */
const mostBytes = 500 * 1024 * 1024;

const { parsers, seed, first, end, from, progress }: FuzzTask = workerData;
say({ type: 'begin' });
for (let parser = from.parser; parser < parsers.length; parser++) {
  await meetInputs(parser, parser === from.parser ? from.input : first);
}
say({ type: 'end' });

async function meetInputs(parser: number, begin: number): Promise<void> {
  const hostile = [...hostileParsers, ...brokenParsers].find(({ name }) => name === parsers[parser]);
  if (!hostile) throw new Error(`There is no parser ${parsers[parser]}.`);
  let count = 0;
  for (let input = begin; input < end; input++) {
    const bytes = hostileInput(createRandom(seed * 1_000_003 + input), hostile);
    Atomics.store(progress, 0, parser);
    Atomics.store(progress, 1, input);
    Atomics.add(progress, 2, 1);
    const outcome = await outcomeOf(hostile, bytes);
    if (outcome === 'taken') count++;
    else if (outcome !== 'refused') say({ type: 'fault', parser, input, what: outcome.fault });
  }
  say({ type: 'taken', parser, count });
}

async function outcomeOf(
  { parse }: HostileParser,
  bytes: Uint8Array,
): Promise<'taken' | 'refused' | { readonly fault: string }> {
  const before = process.memoryUsage().arrayBuffers;
  try {
    await parse(bytes);
  } catch (thrown) {
    if (thrown instanceof OutpostError && thrown.code !== 'internal') return within(before, 'refused');
    return { fault: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) };
  }
  return within(before, 'taken');
}

function within<T>(before: number, outcome: T): T | { readonly fault: string } {
  const taken = process.memoryUsage().arrayBuffers - before;
  return taken > mostBytes ? { fault: `it took ${taken} bytes of buffers` } : outcome;
}

function say(news: FuzzNews): void {
  parentPort?.postMessage(news);
}
