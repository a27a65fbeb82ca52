import { feedbackQuestions } from '../domain/vocabularies.ts';
import type { FeedbackAnswers } from '../ipc/evaluation.ts';
import { command, type SampleCommand } from './command.ts';
import type { Random } from './random.ts';

const comments = [
  'التمارين العملية كانت أفيد من المحاضرات.',
  'More time for the practical exercise, please.',
  'نحتاج إلى دورة ثانية متقدمة.',
] as const;

/**
 * What brings a training to its end: tests, feedback forms as they were handed in, and its completion.
 *
 * @param random the draws
 * @param eventId the training, all of whose sessions are marked
 * @param personIds its trainees
 * @returns the commands
 */
export function finishTraining(
  random: Random,
  eventId: number,
  personIds: readonly number[],
): readonly SampleCommand[] {
  return [
    ...personIds.map((personId) => {
      const preTest = random.between(25, 60);
      return command('training.setEnrolment', {
        eventId,
        personId,
        preTest,
        postTest: Math.min(98, preTest + random.between(8, 40)),
      });
    }),
    ...Array.from({ length: Math.ceil(personIds.length / 2) }, () =>
      command('evaluation.addForm', {
        eventId,
        answers: sampleAnswers(random),
        comment: random.chance(0.2) ? random.pick(comments) : null,
      }),
    ),
    command('training.setStatus', { eventId, status: 'completed', reason: null }),
  ];
}

/** Most are content; some leave a question empty. */
function sampleAnswers(random: Random): FeedbackAnswers {
  const entries = feedbackQuestions.map((question, index) => {
    const empty = index > 0 && random.chance(0.05);
    return [question, empty ? null : random.between(2, 5)] as const;
  });
  return Object.fromEntries(entries) as FeedbackAnswers;
}
