import type { Command } from 'commander';
import { recordKey } from '#shared/conflicts/in-words.ts';
import { createTranslate } from '#shared/i18n/translate.ts';
import { type KeptChange, type KeptRecord, knownReason } from '#shared/ipc/quarantine.ts';
import type { CommandContext } from './context.ts';
import type { CommandRunner } from './runner.ts';
import { endOfSync } from './sync-command.ts';

const translate = createTranslate('en');

/** `quarantine`: what headquarters keeps aside, and asking it once more. */
export function addQuarantineCommand(program: Command, run: CommandRunner): void {
  program
    .command('quarantine')
    .description('changes of this laptop that headquarters keeps aside')
    .option('--retry <seq...>', 'ask headquarters to look at these once more, by number; `all`: at every one')
    .action(
      run<{ retry?: string[] }>(async (context, { retry }) => {
        await context.unlock();
        if (retry) await endOfSync(context, () => context.call('sync.retry', { seqs: numbersOf(retry) }));
        const kept = await context.call('sync.quarantine', undefined);
        print(context, kept);
      }),
    );
}

function numbersOf(given: readonly string[]): number[] {
  return given.includes('all') ? [] : given.map(Number);
}

function print(context: CommandContext, kept: KeptChange[]): void {
  const lines = kept.map(({ seq, reason, at, author, records }) => {
    const known = knownReason(reason);
    const why =
      known === 'other'
        ? translate('quarantine.reason.other', { code: reason })
        : translate(`quarantine.reason.${known}`);
    return `${seq}  ${at}  ${author ?? ''}  ${records.map(inWords).join(', ')}: ${why}.`;
  });
  context.print(kept, lines.length > 0 ? lines : [translate('quarantine.empty')]);
}

function inWords({ table, record, fields }: KeptRecord): string {
  const kind = translate(recordKey(table));
  const faults = fields.filter(({ fault }) => fault).map(({ field }) => field);
  return [record.name ? `${record.name.en} (${kind})` : kind, ...faults].join(' ');
}
