import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import type { CommandRunner } from './runner.ts';

/** `verify`: is everything in the vault as it should be? */
export function addVerifyCommand(program: Command, run: CommandRunner): void {
  program
    .command('verify')
    .description('check the database, the chain of the journal, the search index and every photo')
    .action(
      run(async (context) => {
        await context.unlock();
        const report = await context.call('diagnostics.verify', undefined);
        context.print(
          report,
          report.checks.map(({ name, ok, detail }) => `${ok ? 'ok    ' : 'FAILED'} ${name}: ${detail}`),
        );
        if (!report.ok) process.exitCode = exitCodes.damaged;
      }),
    );
}
