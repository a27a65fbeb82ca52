import { ActionIcon, Button, Group, NativeSelect, Table, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { VisitDetail } from '#shared/ipc/mentoring.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

type Counterpart = VisitDetail['counterparts'][number];

/** Whom the advisors met: rank and post are enough. */
export function Counterparts({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  return (
    <>
      {visit.counterparts.length === 0 ? (
        <Text size="sm" c="dimmed">
          {translate('mentoring.counterpart.none')}
        </Text>
      ) : (
        <Table verticalSpacing={4} aria-label={translate('mentoring.section.met')}>
          <Table.Tbody>
            {visit.counterparts.map((counterpart) => (
              <CounterpartRow
                key={counterpart.id}
                visit={visit}
                counterpart={counterpart}
                disabled={disabled}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {disabled ? null : <AddCounterpart visitId={visit.summary.id} />}
    </>
  );
}

interface CounterpartRowProps extends VisitPartProps {
  readonly counterpart: Counterpart;
}

function CounterpartRow({ visit, counterpart, disabled }: CounterpartRowProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const ranks = useReply('reference.options', { list: 'rank' }).data ?? [];
  const remove = useCall('mentoring.removeCounterpart');
  const save = useCall('mentoring.saveCounterpart');
  const rank = ranks.find(({ value }) => value === counterpart.rankCode);
  const { id, ...words } = counterpart;
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ id });
    offerUndo({
      message: translate('mentoring.counterpart.removed'),
      undo: () => save.mutateAsync({ visitId: visit.summary.id, counterpart: words }),
    });
  };
  return (
    <Table.Tr>
      <Table.Td>{rank ? <BilingualName name={rank.name} /> : null}</Table.Td>
      <Table.Td>
        <UserText>{counterpart.post}</UserText>
      </Table.Td>
      <Table.Td>
        <UserText>{counterpart.name}</UserText>
      </Table.Td>
      <Table.Td w="3rem">
        {disabled ? null : (
          <ActionIcon
            aria-label={translate('mentoring.counterpart.remove', {
              name: counterpart.name ?? counterpart.post ?? rank?.name.en ?? '',
            })}
            onClick={() => take().catch(showError)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function AddCounterpart({ visitId }: { readonly visitId: number }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const save = useCall('mentoring.saveCounterpart');
  const ranks = useReply('reference.options', { list: 'rank' }).data ?? [];
  const [entry, setEntry] = useState({ rankCode: '', post: '', name: '' });
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const counterpart = {
      personId: null,
      rankCode: entry.rankCode || null,
      post: entry.post.trim() || null,
      name: entry.name.trim() || null,
    };
    const empty = !counterpart.rankCode && !counterpart.post && !counterpart.name;
    setMissing(empty);
    if (empty) return;
    await save.mutateAsync({ visitId, counterpart });
    setEntry({ rankCode: '', post: '', name: '' });
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('mentoring.counterpart.add')}
    >
      <Group align="end" gap="xs">
        <NativeSelect
          label={translate('mentoring.counterpart.rank')}
          value={entry.rankCode}
          onChange={(event) => setEntry({ ...entry, rankCode: event.currentTarget.value })}
          data={[
            { value: '', label: translate('mentoring.counterpart.noRank') },
            ...ranks.map(({ value, name }) => ({ value, label: format.name(name) })),
          ]}
        />
        <TextInput
          label={translate('mentoring.counterpart.post')}
          dir="auto"
          flex={1}
          value={entry.post}
          error={missing ? translate('mentoring.counterpart.missing') : undefined}
          onChange={(event) => setEntry({ ...entry, post: event.currentTarget.value })}
        />
        <TextInput
          label={translate('mentoring.counterpart.name')}
          dir="auto"
          flex={1}
          value={entry.name}
          onChange={(event) => setEntry({ ...entry, name: event.currentTarget.value })}
        />
        <Button type="submit" variant="default" loading={save.isPending}>
          {translate('mentoring.counterpart.add')}
        </Button>
      </Group>
      {save.error ? <ErrorAlert error={save.error} /> : null}
    </form>
  );
}
