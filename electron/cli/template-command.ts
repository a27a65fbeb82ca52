import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { compileForm } from '#shared/xlsform/compile-form.ts';
import type { FormProblem } from '#shared/xlsform/form-problem.ts';
import { readFormWorkbook } from '#shared/xlsform/workbook-file.ts';
import { exitCodes } from './exit-codes.ts';
import { readInput } from './input-file.ts';
import type { CommandRunner } from './runner.ts';

/** `template check`: can this workbook be used as a checklist? Needs no vault. */
export function addTemplateCommand(program: Command, run: CommandRunner): void {
  program
    .command('template')
    .description('checklist templates, written as XLSForm workbooks')
    .command('check')
    .description('read an XLSForm workbook and say what is wrong with it, by sheet, row and column')
    .argument('<file>')
    .action(async (file: string, options: object, command: Command) => {
      const action = run(async (context) => {
        const bytes = await readInput(file, (name) => readFile(name));
        const fallback = path.basename(file).replace(/\.[^.]*$/, '');
        const compiled = compileForm(readFormWorkbook(bytes), fallback);
        const { form, title, version, languages, questions, errors, warnings } = compiled;
        const ok = form !== undefined;
        const known = languages.map(({ name: language, direction }) => ({ name: language, direction }));
        context.print({ ok, title, version, languages: known, questions, errors, warnings }, [
          `${title}${version ? `, version ${version}` : ''}: ${questions} questions`,
          ...errors.map((problem) => `error    ${placeOf(problem)}: ${problem.message}`),
          ...warnings.map((problem) => `warning  ${placeOf(problem)}: ${problem.message}`),
          ok ? 'It can be used.' : 'It cannot be used until the errors are mended.',
        ]);
        if (!ok) process.exitCode = exitCodes.failed;
      });
      await action(options, command);
    });
}

function placeOf({ sheet, row, column }: FormProblem): string {
  return [sheet, row > 0 ? `row ${row}` : '', column].filter((part) => part !== '').join(', ');
}
