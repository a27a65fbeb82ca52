import { Button, Group, Text, Textarea, Title } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { feedbackQuestions } from '#shared/domain/vocabularies.ts';
import type { FeedbackView } from '#shared/ipc/evaluation.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { SavedNote } from '../../../drafts/saved-note.tsx';
import { useKeptEntry } from '../../../drafts/use-kept-entry.ts';
import { useAnnounce } from '../../../ui/announcer.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { Reply } from '../../../ui/reply.tsx';
import { useUndoToast } from '../../../ui/toast.tsx';
import styles from './evaluation-tab.module.css';
import { afterFormKey, emptyForm, isFilled } from './feedback-entry.ts';
import { FeedbackTallyTable } from './feedback-tally.tsx';

/** The whole form takes the keys: no field of it has the focus for itself. */
const takesKeys = { tabIndex: 0 } as const;

interface FeedbackFormsProps {
  readonly eventId: number;
  readonly readOnly: boolean;
}

/** The feedback forms of a training: typed in one key a question, counted as they come. */
export function FeedbackForms({ eventId, readOnly }: FeedbackFormsProps): ReactNode {
  const translate = useTranslate();
  const reply = useReply('evaluation.feedback', { eventId });
  return (
    <section className={styles.part} aria-labelledby="feedback-title">
      <Title order={2} id="feedback-title">
        {translate('evaluation.feedback')}
      </Title>
      {readOnly ? null : <FormEntryField eventId={eventId} />}
      <Reply of={reply}>{(feedback: FeedbackView) => <FeedbackTallyTable feedback={feedback} />}</Reply>
    </section>
  );
}

function FormEntryField({ eventId }: { readonly eventId: number }): ReactNode {
  const translate = useTranslate();
  const announce = useAnnounce();
  const offerUndo = useUndoToast();
  const add = useCall('evaluation.addForm');
  const remove = useCall('evaluation.removeForm');
  const start = useRef<HTMLFieldSetElement>(null);
  const [empty] = useState(() => ({ form: emptyForm, comment: '' }));
  const { entry, kept, change, clear } = useKeptEntry(`training:${eventId}/new-feedback`, empty);
  const { form, comment } = entry;
  const sendable = isFilled(form) || comment.trim() !== '';
  const send = async (): Promise<void> => {
    if (!sendable || add.isPending) return;
    const { id } = await add.mutateAsync({
      eventId,
      answers: { ...form.answers },
      comment: comment.trim() === '' ? null : comment.trim(),
    });
    clear();
    start.current?.focus();
    offerUndo({
      message: translate('evaluation.form.added'),
      undo: () => remove.mutateAsync({ formId: id }),
    });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      // A failed save shows below; there is nothing else to do with it here.
      send().catch(() => undefined);
      return;
    }
    const next = afterFormKey(form, event.key);
    if (!next) return;
    event.preventDefault();
    change({ form: next });
    const question = feedbackQuestions[next.at];
    announce(
      question ? translate(`vocabulary.feedbackQuestions.${question}`) : translate('evaluation.form.full'),
    );
  };
  return (
    <div className={styles.entry}>
      <Text size="sm" c="dimmed">
        {translate('evaluation.form.hint')}
      </Text>
      <fieldset
        {...takesKeys}
        ref={start}
        className={styles.keys}
        aria-label={translate('evaluation.form')}
        onKeyDown={onKeyDown}
      >
        {feedbackQuestions.map((question, index) => (
          <div key={question} className={styles.question} data-at={index === form.at || undefined}>
            <span>{translate(`vocabulary.feedbackQuestions.${question}`)}</span>
            <fieldset
              className={styles.scores}
              aria-label={translate(`vocabulary.feedbackQuestions.${question}`)}
            >
              {[1, 2, 3, 4, 5].map((score) => (
                <button
                  key={score}
                  type="button"
                  tabIndex={-1}
                  className={styles.score}
                  aria-pressed={form.answers[question] === score}
                  onClick={() => {
                    const next = form.answers[question] === score ? null : score;
                    change({ form: { at: index + 1, answers: { ...form.answers, [question]: next } } });
                  }}
                >
                  {score}
                </button>
              ))}
            </fieldset>
          </div>
        ))}
      </fieldset>
      <Textarea
        label={translate('evaluation.form.comment')}
        dir="auto"
        autosize
        minRows={1}
        maxLength={2000}
        value={comment}
        onChange={(event) => change({ comment: event.currentTarget.value })}
      />
      {add.error ? <ErrorAlert error={add.error} /> : null}
      <Group justify="flex-end">
        <SavedNote status="draft" kept={kept} />
        <Button disabled={!sendable} loading={add.isPending} onClick={() => send().catch(() => undefined)}>
          {translate('evaluation.form.add')}
        </Button>
      </Group>
    </div>
  );
}
