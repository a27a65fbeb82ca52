import { ActionIcon, Anchor, Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { VisitDetail } from '#shared/ipc/mentoring.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import { CounterpartName } from './counterpart-name.tsx';
import { EntryNote, PartEnd, PartTable } from './part-table.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

type Counterpart = VisitDetail['counterparts'][number];

/** What is typed of somebody new. */
const nobody = { rankCode: '', post: '', name: '', personId: null as number | null };

/** Whom the advisors met: rank and post are enough. */
export function Counterparts({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const save = useCall('mentoring.saveCounterpart');
  const visitId = visit.summary.id;
  const { entry, kept, change, clear } = useKeptEntry(`visit:${visitId}/new-counterpart`, nobody);
  const [tried, setTried] = useState(false);
  const empty = entry.rankCode === '' && entry.post.trim() === '' && entry.name.trim() === '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (empty) return;
    const counterpart = {
      personId: entry.personId,
      rankCode: entry.rankCode || null,
      post: entry.post.trim() || null,
      name: entry.name.trim() || null,
    };
    await save.mutateAsync({ visitId, counterpart });
    clear();
    setTried(false);
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      noValidate
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('mentoring.counterpart.add')}
    >
      {visit.counterparts.length === 0 ? (
        <Text size="sm" c="dimmed" mb="xs">
          {translate('mentoring.counterpart.none')}
        </Text>
      ) : null}
      {visit.counterparts.length === 0 && disabled ? null : (
        <PartTable
          label={translate('mentoring.section.met')}
          columns={[
            { key: 'rank', title: translate('mentoring.counterpart.rank'), width: '13rem' },
            { key: 'post', title: translate('mentoring.counterpart.post') },
            { key: 'name', title: translate('mentoring.counterpart.name') },
            { key: 'end', title: '', width: '4.5rem' },
          ]}
        >
          {visit.counterparts.map((counterpart) => (
            <CounterpartRow
              key={counterpart.id}
              visit={visit}
              counterpart={counterpart}
              disabled={disabled}
            />
          ))}
          {disabled ? null : (
            <tr data-fields>
              <td>
                <Rank value={entry.rankCode} onChange={(rankCode) => change({ rankCode })} />
              </td>
              <td>
                <TextInput
                  aria-label={translate('mentoring.counterpart.post')}
                  dir="auto"
                  value={entry.post}
                  error={tried && empty ? translate('mentoring.counterpart.missing') : undefined}
                  onChange={(event) => change({ post: event.currentTarget.value })}
                />
              </td>
              <td>
                <CounterpartName name={entry.name} onChange={change} />
              </td>
              <td>
                <PartEnd>
                  <Button type="submit" variant="default" loading={save.isPending}>
                    {translate('shell.action.add')}
                  </Button>
                </PartEnd>
              </td>
            </tr>
          )}
        </PartTable>
      )}
      {disabled ? null : <EntryNote kept={kept} />}
      {save.error ? <ErrorAlert error={save.error} /> : null}
    </form>
  );
}

interface CounterpartRowProps extends VisitPartProps {
  readonly counterpart: Counterpart;
}

function CounterpartRow({ visit, counterpart, disabled }: CounterpartRowProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
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
  const name = counterpart.name ?? counterpart.post ?? (rank ? format.name(rank.name) : '');
  return (
    <tr>
      <td>{rank ? <BilingualName name={rank.name} /> : null}</td>
      <td>
        <UserText>{counterpart.post}</UserText>
      </td>
      <td>
        {counterpart.personId === null ? (
          <UserText>{counterpart.name}</UserText>
        ) : (
          <Anchor size="sm" href={hrefOf(paths.person(counterpart.personId))}>
            <UserText>{counterpart.name}</UserText>
          </Anchor>
        )}
      </td>
      <td>
        {disabled ? null : (
          <PartEnd>
            <ActionIcon
              translate="no"
              aria-label={translate('mentoring.counterpart.remove', { name })}
              onClick={() => take().catch(showError)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </PartEnd>
        )}
      </td>
    </tr>
  );
}

function Rank(props: { readonly value: string; readonly onChange: (code: string) => void }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const ranks = useReply('reference.options', { list: 'rank' }).data ?? [];
  return (
    <NativeSelect
      aria-label={translate('mentoring.counterpart.rank')}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      data={[
        { value: '', label: translate('mentoring.counterpart.noRank') },
        ...ranks.map(({ value, name }) => ({ value, label: format.name(name) })),
      ]}
    />
  );
}
