import { ActionIcon, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { AnswerValue, QuestionView } from '#shared/ipc/inspections.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { UserText } from '../../ui/user-text.tsx';

interface ListedAnswerProps {
  readonly question: QuestionView;
  readonly readOnly: boolean;
  readonly save: (value: AnswerValue | null) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

const acknowledged = 'OK';

/** An answer that is chosen rather than typed: from a list, in an order, a time, or "read". It is shown at once. */
export function ListedAnswer({ question, readOnly, save, onError }: ListedAnswerProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const stored = question.value?.words ?? '';
  // What was chosen stands until the core has it, so that two choices in quick succession both count.
  const [pending, setPending] = useState<string | null>(null);
  const words = pending ?? stored;
  const take = (next: string): void => {
    setPending(next);
    save(next === '' ? null : { choice: null, number: null, words: next })
      .catch(onError)
      .finally(() => setPending((latest) => (latest === next ? null : latest)));
  };
  const label = translate('inspections.question.answer');
  const choices = question.choices.map(({ name, label: own }) => ({
    value: name,
    label: own ? format.name(own) : translate('inspections.question.other'),
  }));
  const chosen = words === '' ? [] : words.split(' ');
  switch (question.responseType) {
    case 'select_multiple':
      return (
        <Checkbox.Group
          aria-label={label}
          value={chosen}
          onChange={(marks) =>
            take(choices.flatMap(({ value }) => (marks.includes(value) ? [value] : [])).join(' '))
          }
        >
          <Stack gap={6}>
            {choices.map(({ value, label: text }) => (
              <Checkbox key={value} value={value} disabled={readOnly} label={<UserText>{text}</UserText>} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case 'rank':
      return <Ranking choices={choices} chosen={chosen} readOnly={readOnly} onChange={take} />;
    case 'acknowledge':
      return (
        <Checkbox
          label={translate('inspections.question.acknowledge')}
          checked={words === acknowledged}
          disabled={readOnly}
          onChange={(event) => take(event.currentTarget.checked ? acknowledged : '')}
        />
      );
    case 'time':
    case 'date_time':
      return (
        <TextInput
          aria-label={label}
          type={question.responseType === 'time' ? 'time' : 'datetime-local'}
          dir="ltr"
          value={words}
          disabled={readOnly}
          onChange={(event) => take(event.currentTarget.value)}
        />
      );
    default:
      return (
        <NativeSelect
          aria-label={label}
          miw="12rem"
          maw="22rem"
          value={words}
          disabled={readOnly}
          data={[{ value: '', label: translate('inspections.question.choose') }, ...choices]}
          onChange={(event) => take(event.currentTarget.value)}
        />
      );
  }
}

interface RankingProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly readOnly: boolean;
  readonly onChange: (words: string) => void;
}

/** The choices from first to last; the first move ranks them all. */
function Ranking({ choices, chosen, readOnly, onChange }: RankingProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const known = chosen.filter((name) => choices.some(({ value }) => value === name));
  const order = [...known, ...choices.map(({ value }) => value).filter((name) => !known.includes(name))];
  const swap = (index: number, by: 1 | -1): void => {
    const next = [...order];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(index + by, 0, moved);
    onChange(next.join(' '));
  };
  return (
    <Stack component="ol" gap={4} m={0} p={0}>
      {order.map((name, index) => {
        const text = choices.find(({ value }) => value === name)?.label ?? name;
        return (
          <Group key={name} component="li" gap="xs" wrap="nowrap">
            <Text size="sm" {...(known.length === 0 ? { c: 'dimmed' } : {})}>
              {format.number(index + 1)}. <UserText>{text}</UserText>
            </Text>
            <ActionIcon
              variant="default"
              disabled={readOnly || index === 0}
              aria-label={translate('inspections.question.rankUp', { name: text })}
              onClick={() => swap(index, -1)}
            >
              <IconArrowUp size={14} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              disabled={readOnly || index === order.length - 1}
              aria-label={translate('inspections.question.rankDown', { name: text })}
              onClick={() => swap(index, 1)}
            >
              <IconArrowDown size={14} aria-hidden />
            </ActionIcon>
          </Group>
        );
      })}
    </Stack>
  );
}

/** What was worked out or photographed, and is not typed. */
export function ShownAnswer({ question }: { readonly question: QuestionView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { value, responseType } = question;
  if (responseType === 'image') {
    const photos = Number(value?.words ?? 0);
    return (
      <Text size="sm" {...(photos === 0 ? { c: 'dimmed' } : {})}>
        {translate('inspections.question.photos', { count: photos })}
      </Text>
    );
  }
  return (
    <Text size="sm" fw={600}>
      {value ? (
        <UserText>{value.number === null ? value.words : format.number(value.number)}</UserText>
      ) : (
        translate('inspections.question.notKnown')
      )}
    </Text>
  );
}
