import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PlainFailure, runTool } from '#build/plain-failure.ts';
import { commitCount, type WorkFault, workFaults } from './field-work.ts';
import { cutPower, cutsAfterPromises, spreadCuts } from './power-cuts.ts';
import { callsAfterVault, sampleOf } from './samples.ts';
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

/** A line of the closing table, and of what `--report FILE` writes. */
interface Tally {
  readonly what: string;
  tried: number;
  violations: number;
  /** How often the user was told that the disk is full. */
  full: number;
  ms: number;
}

interface DurabilityOptions {
  readonly kills: number;
  readonly cuts: number;
  readonly full: number;
  readonly fault: WorkFault | undefined;
  readonly report: string | undefined;
}

const usage = `npm run durability -- [--kills all|N] [--cuts 2000] [--full 100] [--fault NAME] [--report FILE]
  --kills   calls that change the disk at which the work is killed, spread over all of them
  --cuts    power cuts with writes dropped, torn and out of order; those after promises come on top
  --full    calls from which on the disk is full for a while
  --fault   do something wrong, to see that it is noticed
  --report  write the closing table as JSON
  --help    print this
Faults: ${workFaults.map((name) => `"${name}"`).join(', ')}`;
const mostShown = 20;
/** Calls in a row that are refused: one, those of a commit, those of several tries. */
const lengthsOfFull = [1, 9, 60] as const;

await runTool(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(usage);
    return;
  }
  const trial = await beginTrial(options.fault);
  try {
    const calls = callsOf(trial.run);
    console.log(`${commitCount} commits and what goes with them change the disk by ${calls.length} calls.`);
    const tallies = [
      await powerCuts(trial, options),
      await fullDisks(trial, options),
      await kills(trial, options),
    ];
    console.table(
      tallies.map(({ what, tried, violations, full, ms }) => ({
        what,
        tried,
        'told of a full disk': full,
        seconds: Math.round(ms / 1000),
        violations,
      })),
    );
    if (options.report !== undefined) {
      mkdirSync(path.dirname(path.resolve(options.report)), { recursive: true });
      const report = { commits: commitCount, calls: calls.length, fault: options.fault ?? null, tallies };
      writeFileSync(options.report, `${JSON.stringify(report, null, 2)}\n`);
    }
    if (tallies.some(({ violations }) => violations > 0)) process.exitCode = 1;
  } finally {
    endTrial(trial);
  }
});

async function powerCuts(trial: Trial, { cuts }: DurabilityOptions): Promise<Tally> {
  const all = [...spreadCuts(trial.run, cuts), ...cutsAfterPromises(trial.run, 1)];
  const count = counter('power cuts', all.length);
  for await (const { cut, faults } of cutPower(trial, all))
    count.add({ what: `power cut after event ${cut.after}, seed ${cut.seed}`, faults, full: 0 });
  return count.end();
}

async function fullDisks(trial: Trial, { full }: DurabilityOptions): Promise<Tally> {
  const all = sampleOf(callsAfterVault(trial.run, 'pwrite64'), full);
  const count = counter('full disks', all.length);
  const tries = all.map((from, index) => ({
    from,
    length: lengthsOfFull[index % lengthsOfFull.length] ?? 1,
  }));
  await inParallel(
    tries,
    availableParallelism(),
    ({ from, length }) => fillAndLook(trial, from, length),
    count.add,
  );
  return count.end();
}

async function kills(trial: Trial, options: DurabilityOptions): Promise<Tally> {
  const all = sampleOf(callsOf(trial.run), options.kills);
  const count = counter('kills', all.length);
  await inParallel(all, availableParallelism(), (at) => killAndLook(trial, at, options.fault), count.add);
  return count.end();
}

/** Counts outcomes, prints how far it is and what is wrong. */
function counter(what: string, all: number): { add(outcome: Outcome): void; end(): Tally } {
  const started = performance.now();
  const tally: Tally = { what, tried: 0, violations: 0, full: 0, ms: 0 };
  return {
    add: (outcome) => {
      tally.tried++;
      tally.full += outcome.full;
      if (outcome.faults.length > 0 && tally.violations++ < mostShown)
        console.log(`${outcome.what}: ${outcome.faults.join('; ')}`);
      if (process.stderr.isTTY) process.stderr.write(`\r${what}: ${tally.tried} of ${all}`);
      else if (tally.tried % 100 === 0) console.log(`${what}: ${tally.tried} of ${all}`);
    },
    end: () => {
      if (process.stderr.isTTY) process.stderr.write('\n');
      return { ...tally, ms: Math.round(performance.now() - started) };
    },
  };
}

/** Undefined: somebody asks how it is used. */
function readOptions(given: readonly string[]): DurabilityOptions | undefined {
  const { values } = parse(given);
  if (values.help) return undefined;
  const fault = workFaults.find((name) => name === values.fault);
  if (values.fault !== undefined && fault === undefined)
    throw new PlainFailure(`There is no fault ${values.fault}.\n${usage}`);
  return {
    kills: values.kills === 'all' ? Number.POSITIVE_INFINITY : (countOf('kills', values.kills) ?? 200),
    cuts: countOf('cuts', values.cuts) ?? 2000,
    full: countOf('full', values.full) ?? 100,
    fault,
    report: values.report,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: {
        kills: { type: 'string' },
        cuts: { type: 'string' },
        full: { type: 'string' },
        fault: { type: 'string' },
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
