import { feedbackQuestions } from '#shared/domain/vocabularies.ts';
import type { FeedbackAnswers } from '#shared/ipc/evaluation.ts';
import { westernDigits } from '../../../ui/western-digits.ts';

/** A form while it is typed in: which question comes next, and the answers so far. */
export interface FormEntry {
  readonly at: number;
  readonly answers: FeedbackAnswers;
}

/** A form on which nothing is typed yet. */
export const emptyForm: FormEntry = {
  at: 0,
  answers: {
    relevance: null,
    clarity: null,
    trainers: null,
    practice: null,
    interpretation: null,
    organisation: null,
  },
};

/**
 * What a key does to the form that is typed in: 1 to 5 (in any digits) answers the question and goes to the next one,
 * 0 or the space bar leaves it empty, Backspace goes back and takes the answer away, arrows only go.
 *
 * @param entry the form
 * @param key the key, as the event names it
 * @returns the form afterwards, or null when the key does nothing
 */
export function afterFormKey(entry: FormEntry, key: string): FormEntry | null {
  const { at, answers } = entry;
  const last = feedbackQuestions.length - 1;
  const question = feedbackQuestions[at];
  if (key === 'Backspace') {
    // The question is empty already: the mistake was the one before.
    const target = question && answers[question] !== null ? at : Math.max(0, at - 1);
    const taken = feedbackQuestions[target];
    return taken ? { at: target, answers: { ...answers, [taken]: null } } : null;
  }
  if (key === 'ArrowDown') return { ...entry, at: Math.min(last, at + 1) };
  if (key === 'ArrowUp') return { ...entry, at: Math.max(0, at - 1) };
  const digit = key === ' ' ? '0' : westernDigits(key);
  if (!question || !/^[0-5]$/.test(digit)) return null;
  const answer = digit === '0' ? null : Number(digit);
  return { at: at + 1, answers: { ...answers, [question]: answer } };
}

/**
 * @param entry the form
 * @returns whether there is anything on it
 */
export function isFilled({ answers }: FormEntry): boolean {
  return feedbackQuestions.some((question) => answers[question] !== null);
}
