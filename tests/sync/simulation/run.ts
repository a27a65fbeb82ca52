import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PlainFailure, runTool } from '#build/plain-failure.ts';
import { knownBugs } from './known-bugs.ts';
import { type SeedSummary, sumOf, WorldThreads } from './many-seeds.ts';
import type { Counts } from './world.ts';

/** What `npm run sim -- --report FILE` writes. */
interface SimulationReport extends Counts {
  readonly seeds: number;
  readonly violations: number;
  readonly bug: string | null;
  readonly ms: number;
  readonly failed: readonly Pick<SeedSummary, 'seed' | 'violations'>[];
}

interface SimulationOptions {
  readonly seeds: number;
  readonly seed: number | undefined;
  readonly steps: number;
  readonly bug: string | undefined;
  readonly report: string | undefined;
}

const usage = `npm run sim -- [--seeds 500] [--steps 500] [--seed N] [--bug NAME] [--report FILE]
  --seeds   worlds to live through, from seed 1 on
  --steps   things that happen in each
  --seed    live through one world alone and print what happens in it
  --bug     build in a bug, to see that it is noticed
  --report  write the closing line as JSON
  --help    print this
Bugs: ${knownBugs.map(({ name }) => name).join(', ')}`;
const mostShown = 20;

await runTool(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(usage);
    return;
  }
  const started = performance.now();
  const summaries =
    options.seed === undefined ? await manySeeds(options) : await oneSeed(options, options.seed);
  const failed = summaries.filter(({ violations }) => violations.length > 0);
  const sum = sumOf(summaries);
  const violations = failed.reduce((total, one) => total + one.violations.length, 0);
  const { steps, ops, cuts, crashes, restores, conflicts } = sum;
  const line = { seeds: summaries.length, steps, ops, cuts, crashes, restores, conflicts, violations };
  console.log(
    Object.entries(line)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
  );
  if (options.report !== undefined) {
    const ms = Math.round(performance.now() - started);
    const report: SimulationReport = {
      ...sum,
      ...line,
      bug: options.bug ?? null,
      ms,
      failed: failed.map((one) => ({ seed: one.seed, violations: one.violations })),
    };
    mkdirSync(path.dirname(path.resolve(options.report)), { recursive: true });
    writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
  }
  if (violations > 0) process.exitCode = 1;
});

async function manySeeds({ seeds, steps, bug }: SimulationOptions): Promise<readonly SeedSummary[]> {
  let shown = 0;
  let done = 0;
  const threads = new WorldThreads(seeds);
  try {
    return await threads.liveMany({
      seeds: Array.from({ length: seeds }, (_, index) => index + 1),
      steps,
      bug,
      onSeed: (summary) => {
        done++;
        if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${seeds}`);
        const [first] = summary.violations;
        if (first && shown++ < mostShown)
          console.log(`seed ${summary.seed}, step ${first.step}: ${first.what}`);
        if (done === seeds && process.stderr.isTTY) process.stderr.write('\r');
      },
    });
  } finally {
    await threads.close();
  }
}

async function oneSeed({ steps, bug }: SimulationOptions, seed: number): Promise<readonly SeedSummary[]> {
  // Several at once have threads of their own: only here is anything loaded.
  const { simulate } = await import('./simulate.ts');
  const result = await simulate(seed, { steps, bug });
  for (const line of result.trace) console.log(line);
  for (const { step, what } of result.violations) console.log(`violation at step ${step}: ${what}`);
  console.log(`fingerprint ${result.fingerprint}`);
  return [result];
}

/** Undefined: somebody asks how it is used. */
function readOptions(given: readonly string[]): SimulationOptions | undefined {
  const { values } = parse(given);
  if (values.help) return undefined;
  const { bug, report } = values;
  if (bug !== undefined && !knownBugs.some(({ name }) => name === bug)) {
    throw new PlainFailure(`There is no bug ${bug}.\n${usage}`);
  }
  return {
    seeds: countOf('seeds', values.seeds) ?? 500,
    seed: countOf('seed', values.seed),
    steps: countOf('steps', values.steps) ?? 500,
    bug,
    report,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        seeds: { type: 'string' },
        seed: { type: 'string' },
        steps: { type: 'string' },
        bug: { type: 'string' },
        report: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new PlainFailure(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function countOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new PlainFailure(`--${name} must be a whole number from 1 on, not ${text}.`);
}
