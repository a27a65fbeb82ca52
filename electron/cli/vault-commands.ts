import { type Command, Option } from 'commander';
import { languages } from '#shared/domain/vocabularies.ts';
import { readPassphrase } from './passphrase.ts';
import type { CommandRunner } from './runner.ts';

/** `vault create`, `vault unlock-check`, `vault info`. */
export function addVaultCommands(program: Command, run: CommandRunner): void {
  const vault = program.command('vault').description('the encrypted vault of this laptop');

  vault
    .command('create')
    .description('make the vault; prints the recovery code once')
    .requiredOption('--label <name>', 'name of the person who will unlock it')
    .addOption(new Option('--language <code>', 'language of the screens').choices(languages).default('en'))
    .action(
      run<{ label: string; language: 'en' | 'ar' }>(async (context, { label, language }) => {
        const passphrase = await readPassphrase('New passphrase');
        const made = await context.call('vault.create', { label, passphrase, language });
        context.print(made, [
          'The vault is made. Write the recovery code down and keep it away from the laptop:',
          `  ${made.recoveryCode}`,
        ]);
      }),
    );

  vault
    .command('unlock-check')
    .description('see whether the passphrase opens the vault')
    .action(
      run(async (context) => {
        const session = await context.unlock();
        context.print({ opens: true, person: session.label }, [
          `The passphrase of ${session.label} opens the vault.`,
        ]);
      }),
    );

  vault
    .command('info')
    .description('what this laptop is; with OUTPOST_PASSPHRASE also what the vault knows')
    .action(
      run(async (context) => {
        const status = await context.call('vault.status', undefined);
        const knowsMore = status.state === 'locked' && process.env.OUTPOST_PASSPHRASE !== undefined;
        const session = knowsMore ? await context.unlock() : null;
        const sync = session ? await context.call('sync.status', undefined) : null;
        context.print({ status, session, sync }, [
          `Vault: ${status.state}${status.sample ? ' (sample mode was opened)' : ''}`,
          `People: ${status.people.map(({ label }) => label).join(', ') || 'none'}`,
          ...(session
            ? [`Device: ${session.device ?? 'not enrolled'}`, `Site: ${session.site?.en ?? '-'}`]
            : []),
          ...(sync ? [`To send: ${sync.toSend}`, `Last sync: ${sync.lastSuccessAt ?? 'never'}`] : []),
        ]);
      }),
    );
}
