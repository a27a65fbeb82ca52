import { Worker } from 'node:worker_threads';
import type { FuzzNews, FuzzTask, InputPlace } from './hostile-parser.ts';

/** Longest that one input may take, ms. */
const patienceMs = 2000;
/** Longest that a thread may take to begin, ms. */
const startMs = 60_000;
/** Most memory that a parser may fill, MB. */
const roomMb = 500;

/** How a parser stood its inputs. */
export interface FuzzResult {
  readonly parser: string;
  readonly inputs: number;
  /** How many it took as right; the others it refused. */
  taken: number;
  /** Those that it did not stand. */
  readonly faults: { readonly input: number; readonly what: string }[];
}

/** Which inputs. */
export interface FuzzInputs {
  /** The same seed gives the same ones. */
  readonly seed: number;
  readonly inputs: number;
  /** Number of the first; 0 unless some are to be met again. */
  readonly first?: number;
}

/**
 * Gives parsers hostile inputs, in a thread with little memory that is ended when it hangs; the next thread goes on with
 * the next input.
 *
 * @param parsers names in `hostileParsers` or `brokenParsers`
 * @param wanted which inputs each of them meets
 * @returns how each stood them, in the same order
 * @throws Error when a thread cannot start
 */
export async function fuzzParsers(
  parsers: readonly string[],
  { seed, inputs, first = 0 }: FuzzInputs,
): Promise<readonly FuzzResult[]> {
  const results = parsers.map((parser): FuzzResult => ({ parser, inputs, taken: 0, faults: [] }));
  const task = { parsers, seed, first, end: first + inputs };
  for (let from: InputPlace | undefined = { parser: 0, input: first }; from; ) {
    from = await runThread({ ...task, from }, results);
  }
  return results;
}

/** Gives the place at which the next thread goes on, unless all is done. */
function runThread(
  task: Omit<FuzzTask, 'progress'>,
  results: readonly FuzzResult[],
): Promise<InputPlace | undefined> {
  const progress = new Int32Array(new SharedArrayBuffer(12));
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData: { ...task, progress } satisfies FuzzTask,
    resourceLimits: { maxOldGenerationSizeMb: roomMb, maxYoungGenerationSizeMb: 64 },
  });
  return new Promise((resolve, reject) => {
    let begun = -1;
    const watch = (): void => {
      const now = Atomics.load(progress, 2);
      if (now === begun) {
        broken(`it took longer than ${patienceMs} ms`);
        return;
      }
      begun = now;
      timer = setTimeout(watch, patienceMs);
    };
    let timer = setTimeout(watch, startMs);
    const broken = (what: string): void => {
      const place = { parser: Atomics.load(progress, 0), input: Atomics.load(progress, 1) };
      results[place.parser]?.faults.push({ input: place.input, what });
      end({ ...place, input: place.input + 1 });
    };
    const end = (next: InputPlace | undefined): void => {
      clearTimeout(timer);
      void worker.terminate().then(() => resolve(next));
    };
    worker.on('message', (news: FuzzNews) => {
      if (news.type === 'begin') {
        clearTimeout(timer);
        watch();
        return;
      }
      if (news.type === 'end') {
        end(undefined);
        return;
      }
      const result = results[news.parser];
      if (news.type === 'fault') result?.faults.push({ input: news.input, what: news.what });
      else if (result) result.taken += news.count;
    });
    worker.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        broken(`it filled ${roomMb} MB`);
        return;
      }
      clearTimeout(timer);
      reject(error);
    });
  });
}
