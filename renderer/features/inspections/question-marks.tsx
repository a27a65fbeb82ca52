import { Anchor, Text } from '@mantine/core';
import { IconAlertOctagon, IconAlertTriangle, IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { QuestionView } from '#shared/ipc/inspections.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import styles from './question-line.module.css';

interface QuestionMarksProps {
  readonly inspectionId: number;
  readonly question: QuestionView;
  readonly readOnly: boolean;
}

/** Below the words of a question: its rule, how grave it is, the last visit's answer, evidence, the way to its finding. */
export function QuestionMarks({ inspectionId, question, readOnly }: QuestionMarksProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const evidence = question.evidenceUsed.map((type) => translate(`vocabulary.evidenceTypes.${type}`));
  return (
    <div className={styles.marks}>
      <Text span size="xs" c="dimmed">
        <Ltr>{question.ruleRef}</Ltr>
      </Text>
      {question.severity === 'critical' ? (
        <StatusBadge tone="neutral" icon={IconAlertOctagon}>
          {translate('inspections.question.critical')}
        </StatusBadge>
      ) : null}
      {question.restricted ? (
        <StatusBadge tone="neutral" icon={IconLock}>
          {translate('inspections.question.restricted')}
        </StatusBadge>
      ) : null}
      {question.thresholdBasis ? (
        <Text span size="xs" c="dimmed">
          {translate('inspections.question.threshold')} <UserText>{question.thresholdBasis}</UserText>
        </Text>
      ) : null}
      <Previous question={question} />
      {evidence.length > 0 ? (
        <Text span size="xs" c="dimmed">
          {translate('inspections.question.evidenceList', { list: format.list(evidence) })}
        </Text>
      ) : null}
      {question.adverse ? (
        <StatusBadge tone="alarm" icon={IconAlertTriangle}>
          {translate('inspections.question.adverse')}
        </StatusBadge>
      ) : null}
      <ToFinding inspectionId={inspectionId} question={question} readOnly={readOnly} />
    </div>
  );
}

function ToFinding({ inspectionId, question, readOnly }: QuestionMarksProps): ReactNode {
  const translate = useTranslate();
  if (question.findingId !== null) {
    return (
      <Anchor size="xs" component={Link} href={`/${inspectionId}/findings/${question.findingId}`}>
        {translate('inspections.question.toFinding')}
      </Anchor>
    );
  }
  if (!question.adverse || readOnly) return null;
  return (
    <Anchor size="xs" component={Link} href={`/${inspectionId}/findings/for-${question.code}`}>
      {translate('inspections.question.addFinding')}
    </Anchor>
  );
}

function Previous({ question }: { readonly question: QuestionView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (!question.previous) return null;
  const { value, day } = question.previous;
  return (
    <Text span size="xs" c="dimmed">
      {translate('inspections.question.previous', { day: format.day(day) })}{' '}
      {value.choice !== null ? (
        translate(`vocabulary.answerChoices.${value.choice}`)
      ) : (
        <UserText>{value.number === null ? value.words : format.number(value.number)}</UserText>
      )}
    </Text>
  );
}
