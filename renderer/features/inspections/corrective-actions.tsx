import { Anchor, Button, Group, List, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { FindingView, InspectionDetail } from '#shared/ipc/inspections.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/queries.ts';
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
    <section aria-label={translate('inspections.finding.actions')}>
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
                <UserText>{action.owner}</UserText>
                {action.due ? ` · ${format.day(action.due)}` : ''} ·{' '}
                {action.overdue
                  ? translate('actions.overdue')
                  : translate(`vocabulary.actionStatuses.${action.status}`)}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
      {readOnly ? null : <AddCorrectiveAction inspection={inspection} findingId={finding.id} />}
    </section>
  );
}

interface AddCorrectiveActionProps {
  readonly inspection: InspectionDetail;
  readonly findingId: number;
}

function AddCorrectiveAction({ inspection, findingId }: AddCorrectiveActionProps): ReactNode {
  const translate = useTranslate();
  const create = useCall('actions.create');
  const [description, setDescription] = useState('');
  const [owner, setOwner] = useState('');
  const [due, setDue] = useState<string | null>(null);
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = description.trim();
    setMissing(text === '');
    if (text === '') return;
    await create.mutateAsync({
      description: text,
      owner: owner.trim(),
      side: 'theirs',
      due,
      programme: 'corrections',
      findingId,
      institutionId: inspection.summary.facilityId,
    });
    setDescription('');
    setDue(null);
  };
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
          miw="12rem"
          value={description}
          error={missing ? translate('inspections.action.missing') : undefined}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <TextInput
          label={translate('inspections.action.owner')}
          dir="auto"
          value={owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
        />
        <DateField label={translate('inspections.action.due')} value={due} onChange={setDue} />
        <Button type="submit" variant="default" loading={create.isPending} mt="1.45rem">
          {translate('inspections.action.add')}
        </Button>
      </Group>
      {create.error ? <ErrorAlert error={create.error} /> : null}
    </form>
  );
}
