import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { PlainFailure } from '#build/plain-failure.ts';
import { step } from '#build/progress.ts';
import { measureFolder } from './folder.ts';
import { measureRoster, type RosterFigures } from './roster.ts';

/** What is imported at once, and what has to be read in three seconds. */
const usualRows = 2000;
/** Who is known on a laptop that has been at one site for years. */
const usualPeople = 20_000;

/**
 * A roster from file to records, beside plain inserts of the same rows into the same kind of encrypted file in the same
 * run; and what the ugly files of the tests take at most.
 *
 * @param given the arguments after `import`: `--rows COUNT`, `--people COUNT` who are known before
 * @throws PlainFailure for arguments that are none
 */
export async function benchImport(given: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...given],
    options: { rows: { type: 'string' }, people: { type: 'string' } },
  });
  const rows = Number(values.rows ?? usualRows);
  const people = Number(values.people ?? usualPeople);
  if (!(Number.isInteger(rows) && rows >= 1 && rows <= 5000))
    throw new PlainFailure('--rows takes 1 to 5000.');
  if (!(Number.isInteger(people) && people >= 0)) throw new PlainFailure('--people takes a whole number.');
  // First, so that the memory is theirs alone.
  const ugly = await step('The ugly files of the tests', measureFolder);
  const figures = await step(`${rows} rows, ${people} people known`, () => measureRoster(rows, people));
  print(rows, figures);
  console.log(
    `Ugly files: ${ugly.files} read or refused, the slowest (${ugly.slowest}) in ${ugly.longest.toFixed(0)} ms, ` +
      `memory of the whole process at most ${ugly.memory.toFixed(0)} MB.`,
  );
}

function print(rows: number, { read, preview, commit, plain }: RosterFigures): void {
  const table = new Table({
    head: ['import', 'ms', 'rows a second', 'plain inserts of the same rows', 'ratio'],
    style: { head: [], border: [] },
  });
  const whole = read + preview + commit;
  const line = (what: string, ms: number): void => {
    const rate = (time: number): string => ((rows * 1000) / time).toFixed(0);
    table.push([what, ms.toFixed(0), rate(ms), rate(plain), (plain / ms).toFixed(2)]);
  };
  line('file to rows (XLSX, in its thread)', read);
  line('check, match with who is known', preview);
  line('commit', commit);
  line('from file to records', whole);
  console.log(table.toString());
}
