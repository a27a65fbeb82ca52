import { Anchor, Button, Group, List, Text, TextInput, Title } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { FindingView, InspectionDetail } from '#shared/ipc/inspections.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/queries.ts';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { UserText } from '../../ui/user-text.tsx';

interface CorrectiveActionsProps {
  readonly inspection: InspectionDetail;
  readonly finding: FindingView;
  readonly readOnly: boolean;
}

/** What must be done about a finding; each also stands on the actions board. */
export function CorrectiveActions({ inspection, finding, readOnly }: CorrectiveActionsProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <div>
      <Title order={3} mt="sm" mb={4}>
        {translate('inspections.finding.actions')}
      </Title>
      {finding.actions.length === 0 ? (
        <Text size="sm" c="dimmed">
          {translate('inspections.finding.noActions')}
        </Text>
      ) : (
        <List size="sm" spacing={2}>
          {finding.actions.map((action) => (
            <List.Item key={action.id}>
              <Anchor size="sm" href={hrefOf(paths.action(action.id))}>
                <UserText>{action.description}</UserText>
              </Anchor>{' '}
              <Text span size="xs" c="dimmed">
                {action.owner ? (
                  <>
                    <UserText>{action.owner}</UserText> ·{' '}
                  </>
                ) : null}
                {action.due ? `${format.day(action.due)} · ` : ''}
                {action.overdue
                  ? translate('actions.overdue')
                  : translate(`vocabulary.actionStatuses.${action.status}`)}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {readOnly ? null : <AddCorrectiveAction inspection={inspection} findingId={finding.id} />}
    </div>
  );
}

interface AddCorrectiveActionProps {
  readonly inspection: InspectionDetail;
  readonly findingId: number;
}

interface Entry {
  readonly description: string;
  readonly owner: string;
  readonly due: string | null;
}

const blank: Entry = { description: '', owner: '', due: null };

/** The form opens on demand, and by itself when something typed is left in it. */
function AddCorrectiveAction({ inspection, findingId }: AddCorrectiveActionProps): ReactNode {
  const translate = useTranslate();
  const create = useCall('actions.create');
  const { entry, kept, change, clear } = useKeptEntry(`finding:${findingId}/new-action`, blank);
  const [asked, setAsked] = useState(false);
  const [left, setLeft] = useState(false);
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = entry.description.trim();
    setMissing(text === '');
    if (text === '') return;
    await create.mutateAsync({
      description: text,
      owner: entry.owner.trim(),
      side: 'theirs',
      due: entry.due,
      programme: 'corrections',
      findingId,
      institutionId: inspection.summary.facilityId,
    });
    close();
  };
  const close = (): void => {
    setAsked(false);
    setLeft(true);
    setMissing(false);
    clear();
  };
  if (!asked && !kept) {
    return (
      <Button
        variant="subtle"
        mt={4}
        autoFocus={left}
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setAsked(true)}
      >
        {translate('inspections.action.add')}
      </Button>
    );
  }
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('inspections.action.add')}
    >
      <Group align="start" gap="xs" mt={6}>
        <TextInput
          label={translate('inspections.action.description')}
          dir="auto"
          flex={1}
          miw="14rem"
          autoFocus={asked}
          value={entry.description}
          error={missing ? translate('inspections.action.missing') : undefined}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        <TextInput
          label={translate('inspections.action.owner')}
          dir="auto"
          value={entry.owner}
          onChange={(event) => change({ owner: event.currentTarget.value })}
        />
        <DateField
          label={translate('inspections.action.due')}
          value={entry.due}
          onChange={(due) => change({ due })}
        />
      </Group>
      {create.error ? <ErrorAlert error={create.error} /> : null}
      <Group gap="xs" mt="xs" justify="end">
        <Button variant="default" onClick={close}>
          {translate('shell.action.cancel')}
        </Button>
        <Button type="submit" loading={create.isPending}>
          {translate('inspections.action.save')}
        </Button>
      </Group>
    </form>
  );
}
