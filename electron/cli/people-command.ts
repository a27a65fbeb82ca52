import type { Command } from 'commander';
import type { CommandRunner } from './runner.ts';

/** `people search`: find somebody by any spelling. */
export function addPeopleCommand(program: Command, run: CommandRunner): void {
  program
    .command('people')
    .description('people in the records')
    .command('search')
    .description('find people by name or number, in either script')
    .argument('<text...>')
    .action(async (words: readonly string[], options: object, command: Command) => {
      const action = run(async (context) => {
        await context.unlock();
        const found = await context.call('people.search', { text: words.join(' ') });
        context.print(
          found,
          found.map(({ id, nameLatin, nameAr, unit }) => [id, nameLatin, nameAr, unit ?? ''].join('\t')),
        );
      });
      await action(options, command);
    });
}
