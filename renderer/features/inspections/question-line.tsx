import { Anchor, Checkbox, Group, Text } from '@mantine/core';
import { IconAlertOctagon, IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { evidenceTypes } from '#shared/domain/vocabularies.ts';
import type { AnswerValue, QuestionView } from '#shared/ipc/inspections.ts';
import { useCall } from '../../app/queries.ts';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { AnswerField } from './answer-field.tsx';
import styles from './question-line.module.css';

interface QuestionLineProps {
  readonly inspectionId: number;
  readonly question: QuestionView;
  readonly readOnly: boolean;
}

/** One question: its words, its answer, what the last visit said, comment and evidence. */
export function QuestionLine({ inspectionId, question, readOnly }: QuestionLineProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const answer = useCall('inspections.answer');
  const [open, setOpen] = useState(false);
  const questionCode = question.code;
  const save = (value: AnswerValue | null): Promise<unknown> =>
    answer.mutateAsync({ inspectionId, questionCode, value });
  const details = open || question.comment !== null || question.evidenceUsed.length > 0;
  return (
    <li className={styles.line} data-question={questionCode} data-adverse={question.adverse || undefined}>
      <div className={styles.words}>
        <Text size="sm">
          <Ltr>{questionCode}</Ltr> <BilingualName name={question.label} />
        </Text>
        <Marks inspectionId={inspectionId} question={question} readOnly={readOnly} />
      </div>
      <div className={styles.answer} data-answer>
        {question.hidden ? (
          <Text size="sm" c="dimmed">
            {translate('inspections.question.hidden')}
          </Text>
        ) : (
          <AnswerField
            inspectionId={inspectionId}
            question={question}
            readOnly={readOnly}
            save={save}
            onError={showError}
          />
        )}
        {question.hidden || details || readOnly ? null : (
          <button type="button" className={styles.more} onClick={() => setOpen(true)}>
            {translate('inspections.question.addComment')}
          </button>
        )}
      </div>
      {details && !question.hidden ? (
        <Details inspectionId={inspectionId} question={question} readOnly={readOnly} />
      ) : null}
    </li>
  );
}

function Marks({ inspectionId, question, readOnly }: QuestionLineProps): ReactNode {
  const translate = useTranslate();
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
          {translate('inspections.question.threshold', { basis: question.thresholdBasis })}
        </Text>
      ) : null}
      <Previous question={question} />
      {question.adverse ? (
        <StatusBadge tone="alarm" icon={IconAlertTriangle}>
          {translate('inspections.question.adverse')}
        </StatusBadge>
      ) : null}
      {question.findingId !== null ? (
        <Anchor size="xs" component={Link} href={`/${inspectionId}/findings/${question.findingId}`}>
          {translate('inspections.question.toFinding')}
        </Anchor>
      ) : question.adverse && !readOnly ? (
        <Anchor size="xs" component={Link} href={`/${inspectionId}/findings/for-${question.code}`}>
          {translate('inspections.question.addFinding')}
        </Anchor>
      ) : null}
    </div>
  );
}

function Previous({ question }: { readonly question: QuestionView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (!question.previous) return null;
  const { value, day } = question.previous;
  const words =
    value.choice !== null
      ? translate(`vocabulary.answerChoices.${value.choice}`)
      : value.number !== null
        ? format.number(value.number)
        : (value.words ?? '');
  return (
    <Text span size="xs" c="dimmed">
      <UserText>
        {translate('inspections.question.previous', { day: format.day(day), answer: words })}
      </UserText>
    </Text>
  );
}

function Details({ inspectionId, question, readOnly }: QuestionLineProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const answer = useCall('inspections.answer');
  const questionCode = question.code;
  return (
    <div className={styles.details}>
      <DraftTextArea
        label={translate('inspections.question.comment')}
        minRows={1}
        recordKey={`answer:${inspectionId}:${questionCode}`}
        field="comment"
        value={question.comment ?? ''}
        save={(comment) => answer.mutateAsync({ inspectionId, questionCode, comment: comment || null })}
        disabled={readOnly}
      />
      <Checkbox.Group
        label={translate('inspections.question.evidence')}
        value={[...question.evidenceUsed]}
        onChange={(chosen) => {
          const evidenceUsed = evidenceTypes.filter((type) => chosen.includes(type));
          answer.mutateAsync({ inspectionId, questionCode, evidenceUsed }).catch(showError);
        }}
      >
        <Group gap="sm" mt={4}>
          {evidenceTypes.map((type) => (
            <Checkbox
              key={type}
              value={type}
              disabled={readOnly}
              label={translate(`vocabulary.evidenceTypes.${type}`)}
            />
          ))}
        </Group>
      </Checkbox.Group>
    </div>
  );
}
