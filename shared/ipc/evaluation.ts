import { z } from 'zod';
import { feedbackQuestions, followUpOutcomes } from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import { created, day, id, nothing } from './common.ts';

const answer = z.int().min(1).max(5).nullable();

/** A feedback form as it was filled in, without a name. */
export const feedbackAnswers = z.record(z.enum(feedbackQuestions), answer);
export type FeedbackAnswers = z.infer<typeof feedbackAnswers>;

/** How one question of the feedback was answered. */
export const feedbackTally = z.object({
  question: z.enum(feedbackQuestions),
  /** How many answered 1, 2, 3, 4, 5. */
  counts: z.array(z.int()).length(5),
  /** How many left it empty. */
  empty: z.int(),
  /** Null while nobody answered. */
  mean: z.number().nullable(),
});
export type FeedbackTally = z.infer<typeof feedbackTally>;

export const feedbackView = z.object({
  forms: z.int(),
  tally: z.array(feedbackTally),
  /** Those that have words, newest first. */
  comments: z.array(z.object({ formId: id, comment: z.string() })),
});
export type FeedbackView = z.infer<typeof feedbackView>;

export const evaluationChannels = {
  'evaluation.feedback': channel(z.object({ eventId: id }), feedbackView),
  /** One form; at least one question is answered or something is said. */
  'evaluation.addForm': channel(
    z.object({
      eventId: id,
      answers: feedbackAnswers,
      comment: z.string().max(2000).nullable().default(null),
    }),
    created,
  ),
  'evaluation.removeForm': channel(z.object({ formId: id }), nothing),
  /** What was found at work months later; a null outcome takes it back. */
  'evaluation.recordFollowUp': channel(
    z.object({
      eventId: id,
      personId: id,
      outcome: z.enum(followUpOutcomes).nullable(),
      note: z.string().max(2000).nullable().default(null),
      doneOn: day.nullable().default(null),
    }),
    nothing,
  ),
} as const;
