import { describe, expect, it } from 'vitest';
import { feedbackQuestions } from '#shared/domain/vocabularies.ts';
import { afterFormKey, emptyForm, type FormEntry, isFilled } from './feedback-entry.ts';

const type = (keys: readonly string[], from: FormEntry = emptyForm): FormEntry =>
  keys.reduce((entry, key) => afterFormKey(entry, key) ?? entry, from);
const answersOf = ({ answers }: FormEntry) => feedbackQuestions.map((question) => answers[question]);

describe('a feedback form that is typed in', () => {
  it('takes one key a question, in either digits, and leaves questions empty with 0 or the space bar', () => {
    const entry = type(['5', '٤', '0', ' ', '1', '3']);
    expect(answersOf(entry)).toEqual([5, 4, null, null, 1, 3]);
    expect(entry.at).toBe(feedbackQuestions.length);
    expect(afterFormKey(entry, '5')).toBeNull();
  });

  it('goes back over a slip, also after the last question', () => {
    expect(answersOf(type(['5', '5', 'Backspace', '2'])).slice(0, 2)).toEqual([5, 2]);
    const whole = type(['1', '1', '1', '1', '1', '1', 'Backspace']);
    expect(answersOf(whole)).toEqual([1, 1, 1, 1, 1, null]);
    expect(whole.at).toBe(5);
    expect(type(['ArrowDown', '4']).answers.clarity).toBe(4);
    expect(type(['3', 'ArrowUp', '2']).answers.relevance).toBe(2);
  });

  it('has no answers above 5, and nothing on it until one is given', () => {
    expect(afterFormKey(emptyForm, '6')).toBeNull();
    expect(afterFormKey(emptyForm, 'x')).toBeNull();
    expect(isFilled(type(['0', '0']))).toBe(false);
    expect(isFilled(type(['0', '2']))).toBe(true);
  });
});
