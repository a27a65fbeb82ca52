import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { OutpostError } from '#shared/errors.ts';
import { type RosterField, rosterFields } from '#shared/ipc/imports.ts';
import { likelySheet } from '#shared/roster/likely-sheet.ts';
import { readInput } from './input-file.ts';
import type { CommandRunner } from './runner.ts';

interface ImportOptions {
  readonly event: string;
  readonly sheet?: string;
  readonly headerRow?: string;
  readonly map: readonly string[];
  readonly withHidden?: boolean;
  readonly dryRun?: boolean;
}

/** `import roster`: a spreadsheet's people onto the roster of a training. */
export function addImportCommand(program: Command, run: CommandRunner): void {
  program
    .command('import')
    .description('bring in files')
    .command('roster')
    .description('put the people of an XLSX, XLS or CSV file on the roster of a training: all or nothing')
    .argument('<file>')
    .requiredOption('--event <id>', 'the training')
    .option('--sheet <name>', 'sheet of the file; the one that looks most like a roster when left out')
    .option('--header-row <number>', 'row of the titles, 0 for none; found when left out')
    .option(
      '--map <column=field>',
      'what a column holds, repeatable; guessed from its header when left out',
      collect,
      [],
    )
    .option('--with-hidden', 'take in the rows that the spreadsheet hides')
    .option('--dry-run', 'only say what would happen')
    .action(
      run<ImportOptions>(async (context, options, [file = '']) => {
        const bytes = new Uint8Array(await readInput(file, (name) => readFile(name)));
        await context.unlock();
        const inspected = await context.call('import.inspect', { fileName: path.basename(file), bytes });
        const sheet = options.sheet
          ? inspected.sheets.find(({ name }) => name === options.sheet)
          : likelySheet(inspected.sheets);
        if (!sheet) throw new OutpostError('sheet_missing', `The file has no sheet ${options.sheet ?? ''}.`);
        const request = {
          importId: inspected.importId,
          sheet: sheet.name,
          headerRow: Number(options.headerRow ?? sheet.headerRow ?? 1),
          mapping: { ...guessedMapping(sheet.headers), ...parseMapping(options.map) },
          eventId: Number(options.event),
          withHidden: options.withHidden ?? false,
        };
        const preview = await context.call('import.preview', request);
        for (const issue of preview.issues) {
          context.tell(
            `${issue.severity}: ${issue.sheet}!${issue.column}${issue.row}: ${issue.code} ${issue.value}`,
          );
        }
        if (options.dryRun) {
          return context.print(preview, [`${preview.creatable} new people, ${preview.matched} known ones.`]);
        }
        const { importId, eventId } = request;
        const done = await context.call('import.commit', { importId, eventId, decisions: {} });
        context.print(done, [
          `${done.enrolled} on the roster: ${done.created} new, ${done.matched} known, ${done.skipped} left out.`,
        ]);
      }),
    );
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function guessedMapping(
  headers: readonly { readonly column: string; readonly guess: RosterField | null }[],
): Record<string, RosterField> {
  return Object.fromEntries(
    headers.flatMap(({ column, guess }) => (guess ? [[column, guess] as const] : [])),
  );
}

function parseMapping(pairs: readonly string[]): Record<string, RosterField> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [column = '', name = ''] = pair.split('=');
      const field = rosterFields.find((known) => known === name);
      if (!/^[A-Z]+$/.test(column) || !field) {
        throw new OutpostError(
          'invalid_request',
          `${pair} is no column and field; fields: ${rosterFields.join(', ')}.`,
        );
      }
      return [column, field];
    }),
  );
}
