import { Alert, Box, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { useLocation } from 'wouter';
import type { FindingView, InspectionDetail } from '#shared/ipc/inspections.ts';
import { RecordPhotos } from '../../photo/record-photos.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { CorrectiveActions } from './corrective-actions.tsx';
import { FindingForm } from './finding-form.tsx';
import styles from './findings-tab.module.css';
import { SeverityMark } from './inspection-marks.tsx';
import type { InspectionTabProps } from './inspection-tab.ts';

const newFinding = 'new';
const forQuestion = 'for-';

/** What was found, gravest first, with what must be done about it. */
export function FindingsTab({ inspection, part, readOnly }: InspectionTabProps): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const base = `/${inspection.summary.id}/findings`;
  const close = (): void => go(base, { replace: true });
  const questionCode = part?.startsWith(forQuestion) ? part.slice(forQuestion.length) : null;
  const adding = !readOnly && (part === newFinding || questionCode !== null);
  const add =
    readOnly || adding ? null : (
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go(`${base}/${newFinding}`)}>
        {translate('inspections.finding.add')}
      </Button>
    );
  return (
    <Stack gap="sm">
      <div className={styles.head}>
        <Alert color="gray" icon={<IconInfoCircle size={18} aria-hidden />} py="xs" flex={1}>
          {translate('inspections.finding.report')}
        </Alert>
        {add}
      </div>
      {adding ? (
        <Paper withBorder p="md">
          <FindingForm inspection={inspection} questionCode={questionCode} onDone={close} />
        </Paper>
      ) : null}
      {inspection.findings.length === 0 && !adding ? (
        <EmptyState
          icon={IconAlertTriangle}
          title={translate('inspections.finding.none')}
          hint={translate('inspections.finding.noneHint')}
        />
      ) : null}
      {inspection.findings.map((finding) => (
        <FindingCard
          key={finding.id}
          inspection={inspection}
          finding={finding}
          readOnly={readOnly}
          editing={!readOnly && part === String(finding.id)}
          onEdit={() => go(`${base}/${finding.id}`)}
          onDone={close}
        />
      ))}
    </Stack>
  );
}

interface FindingCardProps {
  readonly inspection: InspectionDetail;
  readonly finding: FindingView;
  readonly readOnly: boolean;
  readonly editing: boolean;
  readonly onEdit: () => void;
  readonly onDone: () => void;
}

function FindingCard(props: FindingCardProps): ReactNode {
  const { inspection, finding, readOnly, editing, onEdit, onDone } = props;
  const headingId = useId();
  const translate = useTranslate();
  const name = editing
    ? { 'aria-label': translate('inspections.finding.edit') }
    : { 'aria-labelledby': headingId };
  return (
    <Paper withBorder p="md" component="article" {...name}>
      {editing ? (
        <FindingForm
          inspection={inspection}
          finding={finding}
          questionCode={finding.questionCode}
          onDone={onDone}
        />
      ) : (
        <Finding finding={finding} headingId={headingId} onEdit={readOnly ? undefined : onEdit} />
      )}
      <Box my="sm">
        <RecordPhotos
          owner={{ kind: 'finding', findingId: finding.id }}
          scope={{ kind: 'inspection', inspectionId: inspection.summary.id }}
          readOnly={readOnly}
        />
      </Box>
      <CorrectiveActions inspection={inspection} finding={finding} readOnly={readOnly} />
    </Paper>
  );
}

interface FindingProps {
  readonly finding: FindingView;
  readonly headingId: string;
  readonly onEdit: (() => void) | undefined;
}

function Finding({ finding, headingId, onEdit }: FindingProps): ReactNode {
  const translate = useTranslate();
  const facts = [
    translate(`vocabulary.findingRecurrences.${finding.recurrence}`),
    translate(`vocabulary.administrationReplies.${finding.reply}`),
  ].join(' · ');
  return (
    <div className={styles.finding}>
      <div>
        <Group gap="xs" mb={6}>
          <SeverityMark severity={finding.severity} />
          <Text span size="xs" c="dimmed">
            {finding.ruleRef ? (
              <>
                <Ltr>{finding.ruleRef}</Ltr> ·{' '}
              </>
            ) : null}
            {facts}
          </Text>
          {finding.evidenceMissing ? (
            <StatusBadge tone="watch" icon={IconAlertTriangle}>
              {translate('inspections.finding.evidenceMissing')}
            </StatusBadge>
          ) : null}
        </Group>
        <Title order={2} size="h3" fw={500} id={headingId}>
          <UserText>{finding.description}</UserText>
        </Title>
        {finding.question ? (
          <Text size="xs" c="dimmed" mt={2}>
            <Ltr>{finding.questionCode}</Ltr> <BilingualName name={finding.question} />
          </Text>
        ) : null}
        <Reply finding={finding} />
      </div>
      {onEdit ? (
        <Button variant="default" onClick={onEdit} aria-label={translate('inspections.finding.edit')}>
          {translate('shell.action.edit')}
        </Button>
      ) : null}
    </div>
  );
}

/** What the administration said, when it said something. */
function Reply({ finding }: { readonly finding: FindingView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (!finding.replyText) return null;
  return (
    <Text size="xs" mt={4}>
      {translate('inspections.finding.reply')}
      {finding.replyOn ? ` (${format.day(finding.replyOn)})` : ''}: <UserText>{finding.replyText}</UserText>
    </Text>
  );
}
