import { ActionIcon, Button, NativeSelect, Text, TextInput } from '@mantine/core';
import {
  type Icon,
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
  IconTrash,
} from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Severity, severities } from '#shared/domain/vocabularies.ts';
import type { VisitDetail } from '#shared/ipc/mentoring.ts';
import { useCall } from '../../app/queries.ts';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import { EntryNote, FieldAndButton, PartEnd, PartTable } from './part-table.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

const looks: Readonly<Record<Severity, readonly [Tone, Icon]>> = {
  critical: ['alarm', IconAlertOctagon],
  major: ['watch', IconAlertTriangle],
  minor: ['neutral', IconInfoCircle],
};

type Issue = VisitDetail['issues'][number];

/** What is typed of a new issue. */
const nothing: { readonly description: string; readonly severity: Severity } = {
  description: '',
  severity: 'major',
};

/** What stood in the way, and how grave it is. */
export function Issues({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const save = useCall('mentoring.saveIssue');
  const visitId = visit.summary.id;
  const { entry, kept, change, clear } = useKeptEntry(`visit:${visitId}/new-issue`, nothing);
  const [tried, setTried] = useState(false);
  const description = entry.description.trim();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (description === '') return;
    await save.mutateAsync({ visitId, issue: { description, severity: entry.severity, status: 'open' } });
    clear();
    setTried(false);
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      noValidate
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('mentoring.issue.add')}
    >
      {visit.issues.length === 0 && disabled ? (
        <Text size="sm" c="dimmed">
          {translate('mentoring.issue.none')}
        </Text>
      ) : (
        <PartTable
          label={translate('mentoring.section.issues')}
          columns={[
            { key: 'severity', title: translate('mentoring.issue.severity'), width: '8rem' },
            { key: 'issue', title: translate('mentoring.issue.description') },
            { key: 'end', title: '', width: '12rem' },
          ]}
        >
          {visit.issues.map((issue) => (
            <IssueLine key={issue.id} visit={visit} issue={issue} disabled={disabled} />
          ))}
          {disabled ? null : (
            <tr data-fields>
              <td>
                <NativeSelect
                  aria-label={translate('mentoring.issue.severity')}
                  value={entry.severity}
                  onChange={(event) =>
                    change({
                      severity: severities.find((code) => code === event.currentTarget.value) ?? 'major',
                    })
                  }
                  data={severities.map((value) => ({
                    value,
                    label: translate(`vocabulary.severities.${value}`),
                  }))}
                />
              </td>
              <td colSpan={2}>
                <FieldAndButton>
                  <TextInput
                    aria-label={translate('mentoring.issue.description')}
                    placeholder={translate('mentoring.issue.hint')}
                    dir="auto"
                    value={entry.description}
                    error={tried && description === '' ? translate('mentoring.issue.missing') : undefined}
                    onChange={(event) => change({ description: event.currentTarget.value })}
                  />
                  <Button type="submit" variant="default" loading={save.isPending}>
                    {translate('mentoring.issue.add')}
                  </Button>
                </FieldAndButton>
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

function IssueLine({ visit, issue, disabled }: VisitPartProps & { readonly issue: Issue }): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const save = useCall('mentoring.saveIssue');
  const remove = useCall('mentoring.removeIssue');
  const visitId = visit.summary.id;
  const open = issue.status === 'open';
  const [tone, icon]: readonly [Tone, Icon] = open ? looks[issue.severity] : ['ok', IconCircleCheck];
  const { id, ...words } = issue;
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ id });
    offerUndo({
      message: translate('mentoring.issue.removed'),
      undo: () => save.mutateAsync({ visitId, issue: words }),
    });
  };
  return (
    <tr>
      <td>
        <StatusBadge tone={tone} icon={icon}>
          {translate(
            open ? `vocabulary.severities.${issue.severity}` : `vocabulary.issueStatuses.${issue.status}`,
          )}
        </StatusBadge>
      </td>
      <td>
        <UserText>{issue.description}</UserText>
      </td>
      <td>
        {disabled ? null : (
          <PartEnd>
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
          </PartEnd>
        )}
      </td>
    </tr>
  );
}
