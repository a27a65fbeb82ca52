import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { PlainFailure, runTool } from '#build/plain-failure.ts';
import { announce } from '#build/progress.ts';
import { type FuzzResult, fuzzParsers } from './fuzz-parsers.ts';
import { hostileParsers } from './parsers.ts';

const usage = `npm run fuzz -- [--inputs 20000] [--seed 1] [--parser NAME] [--from N] [--report FILE]
  --inputs  how many hostile inputs each parser meets
  --seed    of the inputs: the same seed gives the same ones
  --parser  only this one
  --from    number of the first input, to meet one again
  --report  write the results as JSON
  --help    print this
Parsers: ${hostileParsers.map(({ name }) => name).join(', ')}`;

await runTool(async () => {
  const { values } = parse(process.argv.slice(2));
  if (values.help) {
    console.log(usage);
    return;
  }
  const [inputs, seed, from] = [
    countOf('inputs', values.inputs, 20_000),
    countOf('seed', values.seed, 1),
    countOf('from', values.from, 0),
  ];
  const chosen = hostileParsers.filter(({ name }) => (values.parser ?? name) === name);
  if (chosen.length === 0) throw new PlainFailure(`There is no parser ${values.parser}.\n${usage}`);
  const results: FuzzResult[] = [];
  for (const { name } of chosen) {
    announce(name);
    const [result] = await fuzzParsers([name], { seed, inputs, first: from });
    if (!result) continue;
    results.push(result);
    for (const { input, what } of result.faults.slice(0, 3)) console.log(`  input ${input}: ${what}`);
  }
  console.table(
    Object.fromEntries(
      results.map(({ parser, inputs: met, taken, faults }) => [
        parser,
        { inputs: met, taken, faults: faults.length },
      ]),
    ),
  );
  if (values.report !== undefined) {
    mkdirSync(path.dirname(path.resolve(values.report)), { recursive: true });
    writeFileSync(values.report, `${JSON.stringify({ seed, results }, null, 2)}\n`);
  }
  if (results.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
});

function parse(given: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...given],
      options: {
        inputs: text,
        seed: text,
        parser: text,
        from: text,
        report: text,
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new PlainFailure(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function countOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 0) return count;
  throw new PlainFailure(`--${name} must be a whole number, not ${text}.`);
}
