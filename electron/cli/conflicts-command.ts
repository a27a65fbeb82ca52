import type { Command } from 'commander';
import { fieldKey, recordKey, valueInWords } from '#shared/conflicts/in-words.ts';
import type { ConflictDecision } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import { createTranslate } from '#shared/i18n/translate.ts';
import type { ConflictSide, ConflictView } from '#shared/ipc/conflicts.ts';
import type { CommandRunner } from './runner.ts';

const translate = createTranslate('en');

/** What may be said for a decision, besides the names that the channel has. */
const spoken: ReadonlyMap<string, (conflict: ConflictView) => ConflictDecision> = new Map<
  string,
  (conflict: ConflictView) => ConflictDecision
>([
  ['standing', () => 'keep_standing'],
  ['fallen', () => 'take_fallen'],
  ['both', () => 'both'],
  ['mine', (conflict) => decisionFor(conflict, 'mine')],
  ['theirs', (conflict) => decisionFor(conflict, 'theirs')],
]);

/** `conflicts`: what two people entered without knowing of each other. */
export function addConflictsCommand(program: Command, run: CommandRunner): void {
  const conflicts = program
    .command('conflicts')
    .description('values that two people entered without knowing of each other');
  conflicts
    .command('list')
    .description('what waits for a decision')
    .option('--decided', 'what was decided instead')
    .action(
      run<{ decided?: boolean }>(async (context, { decided }) => {
        await context.unlock();
        const found = await context.call('conflicts.list', { state: decided ? 'decided' : 'open' });
        context.print(found, found.length === 0 ? ['Nothing to review.'] : found.flatMap(linesOf));
      }),
    );
  conflicts
    .command('decide')
    .description('decide one of them')
    .argument('<id>', 'as `conflicts list` prints it')
    .argument('<choice>', `${[...spoken.keys()].join(', ')}`)
    .action(
      run(async (context, _options, [id = '', choice = '']) => {
        const decide = spoken.get(choice);
        if (!decide) {
          throw new OutpostError('invalid_request', `Choose one of: ${[...spoken.keys()].join(', ')}.`, {
            details: { field: 'choice' },
          });
        }
        await context.unlock();
        const decision = decide(await context.call('conflicts.get', { id }));
        await context.call('conflicts.decide', { id, decision });
        context.print(await context.call('conflicts.get', { id }), [
          translate(`vocabulary.conflictDecisions.${decision}`),
        ]);
      }),
    );
  conflicts
    .command('undo')
    .description('take a decision back')
    .argument('<id>', 'as `conflicts list --decided` prints it')
    .action(
      run(async (context, _options, [id = '']) => {
        await context.unlock();
        await context.call('conflicts.undo', { id });
        context.print(await context.call('conflicts.get', { id }), [translate('conflicts.reopened')]);
      }),
    );
}

function decisionFor({ mine }: ConflictView, whose: 'mine' | 'theirs'): ConflictDecision {
  if (mine === null) {
    throw new OutpostError('invalid_request', 'Neither value is this person’s: say standing or fallen.', {
      details: { field: 'choice' },
    });
  }
  return (mine === 'standing') === (whose === 'mine') ? 'keep_standing' : 'take_fallen';
}

function linesOf(conflict: ConflictView): readonly string[] {
  const { id, table, record, fields, standing, fallen, decision, decidedBy, withheld } = conflict;
  const about = [translate(recordKey(table)), record.name?.en, record.about?.en, record.day];
  const head = [id, about.filter(Boolean).join(' · ')].join('\t');
  const values = fields.map(({ field, base, ...sides }) => {
    const key = fieldKey(table, field);
    const words = (side: 'standing' | 'fallen'): string =>
      valueInWords(sides[side], translate, ({ en }) => en);
    const before = base
      ? valueInWords(base, translate, ({ en }) => en)
      : translate('conflicts.value.unknown');
    return (
      `  ${key ? translate(key) : field}: stands “${words('standing')}” (${authorOf(standing)}), ` +
      `other “${words('fallen')}” (${authorOf(fallen)}), before “${before}”`
    );
  });
  const hidden = withheld ? [`  ${translate('conflicts.value.withheld')}`] : [];
  const decided = decision
    ? [`  ${translate(`vocabulary.conflictDecisions.${decision}`)} (${decidedBy ?? '?'})`]
    : [];
  return [head, ...values, ...hidden, ...decided];
}

function authorOf({ author, laptop, at }: ConflictSide): string {
  return [author ?? translate('conflicts.author.unknown'), laptop, at.slice(0, 16).replace('T', ' ')]
    .filter(Boolean)
    .join(', ');
}
