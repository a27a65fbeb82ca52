import { Checkbox, Group } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { type EvidenceType, evidenceTypes } from '#shared/domain/vocabularies.ts';
import type { QuestionView } from '#shared/ipc/inspections.ts';
import { useCall } from '../../app/queries.ts';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { useDraftField } from '../../drafts/use-draft-field.ts';
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
  const answer = useCall('inspections.answer');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector('textarea')?.focus(), []);
  const { code: questionCode, repeat } = question;
  return (
    <div className={styles.details} ref={box}>
      <DraftTextArea
        label={translate('inspections.question.comment')}
        minRows={1}
        {...commentPlace(inspectionId, questionCode, repeat)}
        value={question.comment ?? ''}
        save={(comment) =>
          answer.mutateAsync({ inspectionId, questionCode, repeat, comment: comment || null })
        }
      />
      <Evidence inspectionId={inspectionId} question={question} />
    </div>
  );
}

/** Which kinds of evidence the answer rests on. Two marks in quick succession must both count, so they are a draft too. */
function Evidence({ inspectionId, question }: QuestionDetailsProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const answer = useCall('inspections.answer');
  const { code: questionCode, repeat } = question;
  const { recordKey } = commentPlace(inspectionId, questionCode, repeat);
  const { value, change, flush } = useDraftField<readonly EvidenceType[]>({
    recordKey,
    field: 'evidence',
    value: question.evidenceUsed,
    save: (evidenceUsed) =>
      answer
        .mutateAsync({ inspectionId, questionCode, repeat, evidenceUsed: [...evidenceUsed] })
        .catch((error: unknown) => {
          showError(error);
          throw error;
        }),
  });
  return (
    <Checkbox.Group
      label={translate('inspections.question.evidence')}
      value={[...value]}
      onChange={(chosen) => {
        change(evidenceTypes.filter((type) => chosen.includes(type)));
        flush();
      }}
    >
      <Group gap="0.3rem 1.4rem" mt={4}>
        {evidenceTypes.map((type) => (
          <Checkbox key={type} value={type} label={translate(`vocabulary.evidenceTypes.${type}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
