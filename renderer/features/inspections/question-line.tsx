import { Text } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { AnswerValue, QuestionView } from '#shared/ipc/inspections.ts';
import { useCall } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { AnswerField } from './answer-field.tsx';
import { QuestionDetails } from './question-details.tsx';
import { focusAnswer } from './question-focus.ts';
import styles from './question-line.module.css';
import { QuestionMarks } from './question-marks.tsx';
import { QuestionPhotos, useQuestionPhotos } from './question-photos.tsx';

interface QuestionLineProps {
  readonly inspectionId: number;
  readonly question: QuestionView;
  readonly readOnly: boolean;
}

/** One question: its words, its answer, what the last visit said; comment and evidence open by C and close by Escape. */
export function QuestionLine({ inspectionId, question, readOnly }: QuestionLineProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const answer = useCall('inspections.answer');
  const [open, setOpen] = useState(false);
  const wordsId = useId();
  const { code: questionCode, repeat } = question;
  const writable = !question.hidden && !readOnly && question.responseType !== 'calculate';
  const photos = useQuestionPhotos(inspectionId, questionCode, writable);
  const save = (value: AnswerValue | null): Promise<unknown> =>
    answer.mutateAsync({ inspectionId, questionCode, repeat, value });
  const openOrClose = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape' && open) {
      setOpen(false);
      focusAnswer(event.currentTarget);
    } else if (isCommentKey(event) && writable) {
      event.preventDefault();
      setOpen(true);
    }
  };
  return (
    <li
      className={styles.line}
      data-question={questionCode}
      data-repeat={repeat || undefined}
      data-adverse={question.adverse || undefined}
      data-over={photos.target.over || undefined}
      {...photos.target.handlers}
      onKeyDown={openOrClose}
    >
      <div>
        <Text size="sm" id={wordsId}>
          <Ltr>{questionCode}</Ltr> <BilingualName name={question.label} />
        </Text>
        {question.hint ? (
          <Text size="xs" c="dimmed">
            <BilingualName name={question.hint} />
          </Text>
        ) : null}
        <QuestionMarks inspectionId={inspectionId} question={question} readOnly={readOnly} />
        {question.comment && !open ? (
          <Text size="xs" className={styles.comment}>
            <IconMessage
              size={14}
              stroke={1.8}
              role="img"
              aria-label={translate('inspections.question.comment')}
            />
            <UserText>{question.comment}</UserText>
          </Text>
        ) : null}
      </div>
      <fieldset className={styles.answer} data-answer aria-labelledby={wordsId}>
        {question.hidden ? (
          <Text size="sm" c="dimmed">
            {translate('inspections.question.hidden')}
          </Text>
        ) : (
          <AnswerField
            inspectionId={inspectionId}
            question={question}
            readOnly={readOnly || question.readOnly}
            save={save}
            onError={showError}
          />
        )}
        {writable ? (
          <button
            type="button"
            className={styles.more}
            aria-expanded={open}
            aria-keyshortcuts="C"
            onClick={() => setOpen(!open)}
          >
            {translate(open ? 'inspections.question.closeComment' : 'inspections.question.addComment')}
          </button>
        ) : null}
      </fieldset>
      {open && writable ? <QuestionDetails inspectionId={inspectionId} question={question} /> : null}
      {question.hidden ? null : (
        <QuestionPhotos inspectionId={inspectionId} place={photos} open={open && writable} />
      )}
    </li>
  );
}

/** C by its place on the keyboard, where it is not a letter of something typed. */
function isCommentKey(event: KeyboardEvent<HTMLElement>): boolean {
  const { tagName } = event.target as HTMLElement;
  const types = tagName === 'INPUT' || tagName === 'TEXTAREA';
  return event.code === 'KeyC' && !types && !event.ctrlKey && !event.altKey && !event.metaKey;
}
