import type { Command } from 'commander';
import type { CommandRunner } from './runner.ts';

/** `sample`: the mode to try things out, with data that can never be sent. */
export function addSampleCommand(program: Command, run: CommandRunner): void {
  program
    .command('sample')
    .description('open the sample mode and say what it holds, or remove it')
    .option('--remove', 'remove it from this laptop')
    .action(
      run<{ remove?: boolean }>(async (context, { remove }) => {
        if (remove) {
          await context.call('vault.removeSample', undefined);
          return context.print({ removed: true }, ['The sample data is removed.']);
        }
        await context.call('vault.openSample', { language: 'en' });
        const trainings = (await context.call('training.list', {})).length;
        const visits = (await context.call('mentoring.list', {})).length;
        const inspections = (await context.call('inspections.list', {})).length;
        const actions = (await context.call('actions.list', { status: 'all' })).length;
        context.print({ trainings, visits, inspections, actions }, [
          `Sample data: ${trainings} trainings, ${visits} visits, ${inspections} inspections, ${actions} actions.`,
        ]);
      }),
    );
}
