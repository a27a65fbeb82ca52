import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import { feedbackQuestions } from '#shared/domain/vocabularies.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { FeedbackTally, FeedbackView } from '#shared/ipc/evaluation.ts';
import type { Author, ReadableDb, WritableDb } from './database.ts';
import { invalidField } from './refusal.ts';
import { requireEvent } from './training-access.ts';

type FormRow = RowOf<typeof tables.feedbackForm>;

/**
 * Enters one feedback form as it was handed in.
 *
 * @param tx the transaction
 * @param author who enters it
 * @param request the training, the answers from 1 to 5, what was said besides
 * @param now the moment
 * @returns the form's id, to take it back
 * @throws OutpostError `not_found`; `invalid_request` for a form on which nothing is filled in
 */
export function addFeedbackForm(
  tx: WritableDb,
  author: Author,
  request: ParsedRequestOf<'evaluation.addForm'>,
  now: Date,
): number {
  const event = requireEvent(tx, request.eventId);
  const comment = request.comment?.trim() ?? '';
  if (comment === '' && feedbackQuestions.every((question) => request.answers[question] === null)) {
    throw invalidField('answers', 'The form is empty.');
  }
  const id = tx.newId();
  tx.insert(tables.feedbackForm, {
    id,
    site: event.site,
    event_id: event.id,
    ...request.answers,
    comment: comment === '' ? null : comment,
    entered_by: author.advisorId,
    entered_at: now.toISOString(),
  });
  return id;
}

/**
 * @param tx the transaction
 * @param formId a form that was entered by mistake
 * @throws OutpostError `not_found`
 */
export function removeFeedbackForm(tx: WritableDb, formId: number): void {
  tx.remove(tables.feedbackForm, { id: formId });
}

/**
 * Counts the feedback of a training.
 *
 * @param read the open database
 * @param eventId the training
 * @returns how each question was answered, and what was said
 * @throws OutpostError `not_found`
 */
export function readFeedback(read: ReadableDb, eventId: number): FeedbackView {
  requireEvent(read, eventId);
  const forms = read.all<FormRow>(
    'SELECT * FROM feedback_form WHERE event_id = ? AND deleted = 0 ORDER BY entered_at DESC, id DESC',
    eventId,
  );
  return {
    forms: forms.length,
    tally: feedbackQuestions.map((question) =>
      tallyOf(
        question,
        forms.map((form) => form[question]),
      ),
    ),
    comments: forms.flatMap(({ id, comment }) => (comment === null ? [] : [{ formId: id, comment }])),
  };
}

function tallyOf(question: FeedbackTally['question'], answers: readonly (number | null)[]): FeedbackTally {
  const given = answers.filter((answer) => answer !== null);
  const counts = [1, 2, 3, 4, 5].map((score) => given.filter((answer) => answer === score).length);
  const sum = given.reduce((total, answer) => total + answer, 0);
  return {
    question,
    counts,
    empty: answers.length - given.length,
    mean: given.length === 0 ? null : sum / given.length,
  };
}
