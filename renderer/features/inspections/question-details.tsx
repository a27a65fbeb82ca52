import { Checkbox, Group } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { evidenceTypes } from '#shared/domain/vocabularies.ts';
import type { QuestionView } from '#shared/ipc/inspections.ts';
import { useCall } from '../../app/queries.ts';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { commentPlace } from './comment-place.ts';
import styles from './question-line.module.css';

interface QuestionDetailsProps {
  readonly inspectionId: number;
  readonly question: QuestionView;
}

/** Comment and evidence of one question, opened by the person: the comment has the focus. */
export function QuestionDetails({ inspectionId, question }: QuestionDetailsProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const answer = useCall('inspections.answer');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('textarea')?.focus(), []);
  const questionCode = question.code;
  return (
    <div className={styles.details} ref={box}>
      <DraftTextArea
        label={translate('inspections.question.comment')}
        minRows={1}
        {...commentPlace(inspectionId, questionCode)}
        value={question.comment ?? ''}
        save={(comment) => answer.mutateAsync({ inspectionId, questionCode, comment: comment || null })}
      />
      <Checkbox.Group
        label={translate('inspections.question.evidence')}
        value={[...question.evidenceUsed]}
        onChange={(chosen) => {
          const evidenceUsed = evidenceTypes.filter((type) => chosen.includes(type));
          answer.mutateAsync({ inspectionId, questionCode, evidenceUsed }).catch(showError);
        }}
      >
        <Group gap="0.3rem 1.4rem" mt={4}>
          {evidenceTypes.map((type) => (
            <Checkbox key={type} value={type} label={translate(`vocabulary.evidenceTypes.${type}`)} />
          ))}
        </Group>
      </Checkbox.Group>
    </div>
  );
}
