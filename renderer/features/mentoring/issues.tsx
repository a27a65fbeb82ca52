import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import {
  type Icon,
  IconAlertOctagon,
  IconAlertTriangle,
  IconInfoCircle,
  IconTrash,
} from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Severity, severities } from '#shared/domain/vocabularies.ts';
import type { VisitDetail } from '#shared/ipc/mentoring.ts';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

const looks: Readonly<Record<Severity, readonly [Tone, Icon]>> = {
  critical: ['alarm', IconAlertOctagon],
  major: ['watch', IconAlertTriangle],
  minor: ['neutral', IconInfoCircle],
};

type Issue = VisitDetail['issues'][number];

/** What stood in the way, and how grave it is. */
export function Issues({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  return (
    <>
      {visit.issues.length === 0 ? (
        <Text size="sm" c="dimmed">
          {translate('mentoring.issue.none')}
        </Text>
      ) : (
        <Stack gap={6} component="ul" m={0} p={0}>
          {visit.issues.map((issue) => (
            <IssueLine key={issue.id} visit={visit} issue={issue} disabled={disabled} />
          ))}
        </Stack>
      )}
      {disabled ? null : <AddIssue visitId={visit.summary.id} />}
    </>
  );
}

function IssueLine({ visit, issue, disabled }: VisitPartProps & { readonly issue: Issue }): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const save = useCall('mentoring.saveIssue');
  const remove = useCall('mentoring.removeIssue');
  const visitId = visit.summary.id;
  const [tone, icon] = looks[issue.severity];
  const open = issue.status === 'open';
  const { id, ...words } = issue;
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ id });
    offerUndo({
      message: translate('mentoring.issue.removed'),
      undo: () => save.mutateAsync({ visitId, issue: words }),
    });
  };
  return (
    <Group component="li" wrap="nowrap" justify="space-between" align="start">
      <Group gap="xs" wrap="nowrap" align="start">
        <StatusBadge tone={tone} icon={icon}>
          {translate(`vocabulary.severities.${issue.severity}`)}
        </StatusBadge>
        <Text size="sm" td={open ? undefined : 'line-through'}>
          <UserText>{issue.description}</UserText>
        </Text>
      </Group>
      {disabled ? null : (
        <Group gap={4} wrap="nowrap">
          <Button
            variant="subtle"
            onClick={() =>
              save
                .mutateAsync({ visitId, issue: { ...issue, status: open ? 'resolved' : 'open' } })
                .catch(showError)
            }
          >
            {translate(open ? 'mentoring.issue.resolve' : 'mentoring.issue.reopen')}
          </Button>
          <ActionIcon
            aria-label={translate('mentoring.issue.remove')}
            onClick={() => take().catch(showError)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </Group>
  );
}

function AddIssue({ visitId }: { readonly visitId: number }): ReactNode {
  const translate = useTranslate();
  const save = useCall('mentoring.saveIssue');
  const [description, setDescription] = useState('');
  const [severity, setSeverity] = useState<Severity>('major');
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const text = description.trim();
    setMissing(text === '');
    if (text === '') return;
    await save.mutateAsync({ visitId, issue: { description: text, severity, status: 'open' } });
    setDescription('');
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('mentoring.issue.add')}
    >
      <Group align="end" gap="xs">
        <TextInput
          label={translate('mentoring.issue.description')}
          dir="auto"
          flex={1}
          value={description}
          error={missing ? translate('mentoring.issue.missing') : undefined}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <NativeSelect
          label={translate('mentoring.issue.severity')}
          value={severity}
          onChange={(event) =>
            setSeverity(severities.find((code) => code === event.currentTarget.value) ?? 'major')
          }
          data={severities.map((value) => ({ value, label: translate(`vocabulary.severities.${value}`) }))}
        />
        <Button type="submit" variant="default" loading={save.isPending}>
          {translate('mentoring.issue.add')}
        </Button>
      </Group>
      {save.error ? <ErrorAlert error={save.error} /> : null}
    </form>
  );
}
