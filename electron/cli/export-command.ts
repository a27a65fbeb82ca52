import { rename, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { languages } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { CommandContext } from './context.ts';
import type { CommandRunner } from './runner.ts';

/** `export`: the records of this laptop as JSON, without what must not leave. */
export function addExportCommand(program: Command, run: CommandRunner): void {
  const command = program
    .command('export')
    .description('write the records as JSON, without phones, badges, birth dates and confidential visits')
    .option('--out <file>', 'where to; standard output when left out')
    .action(
      run<{ out?: string }>(async (context, { out }) => {
        const session = await context.unlock();
        if (!session.permissions.includes('records.export')) {
          throw new OutpostError('not_permitted', 'This person may not export records.');
        }
        const records = await collectRecords(context);
        if (!out) return void process.stdout.write(`${JSON.stringify(records)}\n`);
        await writeFile(`${out}.part`, JSON.stringify(records, null, 2), { mode: 0o600 });
        await rename(`${out}.part`, out);
        const counts = Object.entries(records).map(([kind, list]) => [kind, list.length] as const);
        context.print({ file: out, ...Object.fromEntries(counts) }, [
          `${out}: ${counts.map(([kind, count]) => `${count} ${kind}`).join(', ')}.`,
        ]);
      }),
    );
  addRosterExport(command, run);
}

interface RosterOptions {
  readonly event: string;
  readonly personal?: boolean;
  readonly reason?: string;
  readonly language?: string;
}

/** `export roster`: a training's roster as a file that `import roster` reads again. */
function addRosterExport(command: Command, run: CommandRunner): void {
  command
    .command('roster')
    .description('write the roster of a training as XLSX or CSV, by the name of the file')
    .argument('<file>', 'where to, ending in .xlsx or .csv')
    .requiredOption('--event <id>', 'the training')
    .option('--personal', 'with badge numbers, dates of birth and phones; wants --reason')
    .option('--reason <text>', 'what they are needed for; written down')
    .option('--language <en|ar>', 'of titles and words; that of the laptop when left out')
    .action(
      run<RosterOptions>(async (context, { event, personal, reason, language }, [out = '']) => {
        await context.unlock();
        const { bytes, rows } = await context.call('roster.export', {
          eventId: Number(event),
          format: out.toLowerCase().endsWith('.csv') ? 'csv' : 'xlsx',
          personal: personal ?? false,
          reason: reason ?? null,
          language: languages.find((known) => known === language),
        });
        await writeFile(`${out}.part`, bytes, { mode: 0o600 });
        await rename(`${out}.part`, out);
        context.print({ file: out, rows }, [`${out}: ${rows} trainees.`]);
      }),
    );
}

/** Fields of people that stay on the laptop. */
const withheld: ReadonlySet<string> = new Set(['phone', 'badge', 'birthDate', 'otherId', 'caseNumber']);

async function collectRecords(
  context: CommandContext,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const trainings: unknown[] = [];
  for (const { id } of await context.call('training.list', {})) {
    trainings.push(withoutWithheld(await context.call('training.get', { eventId: id })));
  }
  const visits: unknown[] = [];
  for (const { id, sensitivity } of await context.call('mentoring.list', {})) {
    if (sensitivity === 'confidential') continue;
    visits.push(withoutWithheld(await context.call('mentoring.get', { visitId: id })));
  }
  const inspections: unknown[] = [];
  for (const { id } of await context.call('inspections.list', {})) {
    inspections.push(await context.call('inspections.get', { inspectionId: id }));
  }
  const actions = await context.call('actions.list', { status: 'all' });
  return { trainings, visits, inspections, actions };
}

function withoutWithheld(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutWithheld);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !withheld.has(name))
      .map(([name, part]) => [name, withoutWithheld(part)]),
  );
}
