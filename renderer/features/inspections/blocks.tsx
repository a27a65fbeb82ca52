import { Button, Group, Text, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { QuestionView } from '#shared/ipc/inspections.ts';
import { useCall } from '../../app/queries.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import styles from './blocks.module.css';

type Repeats = ReplyOf<'inspections.blocks'>;

interface QuestionHeadingProps {
  readonly question: QuestionView;
  /** The line above, if there is one. */
  readonly before: QuestionView | undefined;
  readonly repeats: Repeats;
}

/** Names the block or the group that begins with a question; nothing within one. */
export function QuestionHeading({ question, before, repeats }: QuestionHeadingProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const path = (of: QuestionView | undefined): string =>
    JSON.stringify([of?.repeat, of?.groups.map(({ en }) => en)]);
  if (path(question) === path(before)) return null;
  if (question.repeat === 0 && question.groups.length === 0) return null;
  const block = blockOf(repeats, question.repeat);
  const own = question.groups.map(format.name).join(' · ');
  return (
    <li className={styles.heading}>
      <Title order={3} size="h4">
        {block
          ? translate('inspections.block.title', {
              name: format.name(block.repeat.label),
              number: format.number(block.number),
            })
          : null}
        {own !== '' ? <UserText> {own}</UserText> : null}
      </Title>
    </li>
  );
}

function blockOf(
  repeats: Repeats,
  id: number,
): { readonly repeat: Repeats[number]; readonly number: number } | undefined {
  for (const repeat of repeats) {
    const block = id === 0 ? undefined : repeat.blocks.find((each) => each.id === id);
    if (block) return { repeat, number: block.number };
  }
  return undefined;
}

interface BlocksProps {
  readonly inspectionId: number;
  readonly repeats: Repeats;
  readonly readOnly: boolean;
}

/** Adds a cell block or a room, and takes one away with what was answered in it. */
export function Blocks({ inspectionId, repeats, readOnly }: BlocksProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const showUndo = useUndoToast();
  const add = useCall('inspections.addBlock');
  const remove = useCall('inspections.removeBlock');
  const restore = useCall('inspections.restoreBlock');
  if (repeats.length === 0) return null;
  const takeAway = (blockId: number, words: string): void => {
    remove.mutate(
      { blockId },
      {
        onError: showError,
        onSuccess: () =>
          showUndo({
            message: translate('inspections.block.removed', { block: words }),
            undo: () => restore.mutateAsync({ blockId }),
          }),
      },
    );
  };
  return (
    <div className={styles.repeats}>
      {repeats.map(({ code, label, counted, blocks }) => (
        <section key={code} aria-label={format.name(label)}>
          {blocks.length === 0 ? (
            <Text size="sm" c="dimmed" mb="xs">
              {translate(counted ? 'inspections.block.noneCounted' : 'inspections.block.none', {
                name: format.name(label),
              })}
            </Text>
          ) : null}
          {readOnly || counted ? null : (
            <Group gap="xs">
              <Button
                variant="light"
                leftSection={<IconPlus size={16} aria-hidden />}
                loading={add.isPending}
                onClick={() => add.mutate({ inspectionId, repeatCode: code }, { onError: showError })}
              >
                {translate('inspections.block.add', { name: format.name(label) })}
              </Button>
              {blocks.map(({ id, number }) => {
                const words = translate('inspections.block.title', {
                  ...{ name: format.name(label), number: format.number(number) },
                });
                return (
                  <Button
                    key={id}
                    variant="subtle"
                    color="gray"
                    leftSection={<IconTrash size={16} aria-hidden />}
                    onClick={() => takeAway(id, words)}
                  >
                    {translate('inspections.block.remove', { block: words })}
                  </Button>
                );
              })}
            </Group>
          )}
        </section>
      ))}
    </div>
  );
}
