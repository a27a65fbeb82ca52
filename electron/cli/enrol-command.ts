import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { readInput } from './input-file.ts';
import type { CommandRunner } from './runner.ts';

/** `enrol`: makes this laptop known to headquarters. */
export function addEnrolCommand(program: Command, run: CommandRunner): void {
  program
    .command('enrol')
    .description('enrol this laptop with the file or the code that headquarters gave')
    .argument('<file-or-code>', 'enrolment file, or a code that begins with OP1-')
    .option('--preview', 'only say what it holds')
    .action(
      run<{ preview?: boolean }>(async (context, { preview }, [given = '']) => {
        const text = given.startsWith('OP1-')
          ? given
          : await readInput(given, (file) => readFile(file, 'utf8'));
        if (!preview) await context.unlock();
        const found = await context.call('enrolment.preview', { text });
        const lines = [
          `${found.label}: site ${found.site}, headquarters ${found.hqUrl}, until ${found.expiresAt}`,
        ];
        if (preview) return context.print(found, lines);
        const session = await context.call('enrolment.complete', { text });
        context.print(session, [...lines, `Enrolled as device ${session.device}.`]);
      }),
    );
}
