import { Anchor, Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type ActionSide, actionSides } from '#shared/domain/vocabularies.ts';
import { ActionStatusMark } from '../../action/action-status-mark.tsx';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/queries.ts';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { UserText } from '../../ui/user-text.tsx';
import { EntryNote, PartEnd, PartTable } from './part-table.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

interface NewAction {
  readonly description: string;
  readonly owner: string;
  readonly side: ActionSide;
  readonly due: string | null;
}

/** What is typed of a new action. */
const nothing: NewAction = { description: '', owner: '', side: 'theirs', due: null };

/** The action items of the visit; they also stand on the actions board. */
export function AgreedActions({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const create = useCall('actions.create');
  const { summary } = visit;
  const { entry, kept, change, clear } = useKeptEntry(`visit:${summary.id}/new-action`, nothing);
  const [tried, setTried] = useState(false);
  const description = entry.description.trim();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (description === '') return;
    await create.mutateAsync({
      ...entry,
      description,
      owner: entry.owner.trim(),
      programme: summary.programme,
      visitId: summary.id,
      institutionId: summary.institutionId,
    });
    // Several things are often agreed with the same person.
    clear({ ...nothing, owner: entry.owner, side: entry.side });
    setTried(false);
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      noValidate
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('mentoring.action.add')}
    >
      {visit.actions.length === 0 ? (
        <Text size="sm" c="dimmed" mb={disabled ? 0 : 'xs'}>
          {translate('mentoring.action.none')}
        </Text>
      ) : null}
      {visit.actions.length === 0 && disabled ? null : (
        <PartTable
          label={translate('mentoring.section.agreed')}
          columns={[
            { key: 'action', title: translate('mentoring.action.description') },
            { key: 'owner', title: translate('mentoring.action.owner'), width: '22%' },
            { key: 'side', title: translate('mentoring.action.side'), width: '6.5rem' },
            { key: 'due', title: translate('mentoring.action.due'), width: '9rem' },
            { key: 'end', title: '', width: '8.5rem' },
          ]}
        >
          {visit.actions.map((action) => (
            <ActionLine key={action.id} action={action} />
          ))}
          {disabled ? null : (
            <EntryLine
              entry={entry}
              change={change}
              missing={tried && description === ''}
              pending={create.isPending}
            />
          )}
        </PartTable>
      )}
      {disabled ? null : <EntryNote kept={kept} />}
      {create.error ? <ErrorAlert error={create.error} /> : null}
    </form>
  );
}

function ActionLine({ action }: { readonly action: VisitPartProps['visit']['actions'][number] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <tr>
      <td>
        <Anchor size="sm" href={hrefOf(paths.action(action.id))}>
          <UserText>{action.description}</UserText>
        </Anchor>
      </td>
      <td>
        <UserText>{action.owner}</UserText>
      </td>
      <td>{translate(`vocabulary.actionSides.${action.side}`)}</td>
      <td>{action.due ? format.day(action.due) : translate('actions.noDue')}</td>
      <td>
        <PartEnd>
          <ActionStatusMark action={action} />
        </PartEnd>
      </td>
    </tr>
  );
}

interface EntryLineProps {
  readonly entry: NewAction;
  readonly change: (part: Partial<NewAction>) => void;
  readonly missing: boolean;
  readonly pending: boolean;
}

function EntryLine({ entry, change, missing, pending }: EntryLineProps): ReactNode {
  const translate = useTranslate();
  return (
    <tr data-fields>
      <td>
        <TextInput
          aria-label={translate('mentoring.action.description')}
          placeholder={translate('mentoring.action.hint')}
          dir="auto"
          value={entry.description}
          error={missing ? translate('mentoring.action.missing') : undefined}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
      </td>
      <td>
        <TextInput
          aria-label={translate('mentoring.action.owner')}
          dir="auto"
          value={entry.owner}
          onChange={(event) => change({ owner: event.currentTarget.value })}
        />
      </td>
      <td>
        <NativeSelect
          aria-label={translate('mentoring.action.side')}
          value={entry.side}
          onChange={(event) =>
            change({ side: actionSides.find((code) => code === event.currentTarget.value) ?? 'theirs' })
          }
          data={actionSides.map((value) => ({ value, label: translate(`vocabulary.actionSides.${value}`) }))}
        />
      </td>
      <td>
        <DateField
          label={translate('mentoring.action.due')}
          inTable
          value={entry.due}
          onChange={(due) => change({ due })}
        />
      </td>
      <td>
        <PartEnd>
          <Button type="submit" variant="default" loading={pending}>
            {translate('mentoring.action.add')}
          </Button>
        </PartEnd>
      </td>
    </tr>
  );
}
