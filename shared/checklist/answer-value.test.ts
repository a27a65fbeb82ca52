import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AnswerProblem, type AnswerValue, checkAnswer } from './answer-value.ts';
import { type ResponseType, responseTypes } from './response-type.ts';

/** Nobody types what is calculated, or shown by a photo. */
const answered = responseTypes.filter((type) => type !== 'calculate' && type !== 'image');
const nothing: AnswerValue = { choice: null, number: null, words: null };

test.each<[ResponseType, string | null, Partial<AnswerValue>, AnswerProblem | null]>([
  ['yes_partial_no_na', null, { choice: 'partial' }, null],
  ['yes_partial_no_na', null, { number: 1 }, 'wrong_kind'],
  ['yes_partial_no_na', null, { choice: 'yes', words: 'x' }, 'wrong_kind'],
  ['yes_no_na', null, { choice: 'partial' }, 'not_offered'],
  ['yes_no_na', null, { choice: 'no' }, null],
  ['integer', 'persons', { number: 0 }, null],
  ['integer', 'persons', { number: 1.5 }, 'not_whole'],
  ['integer', 'persons', { number: -1 }, 'negative'],
  ['integer', 'persons', { choice: 'na' }, null],
  ['integer', 'persons', { choice: 'yes' }, 'wrong_kind'],
  ['integer', 'persons', { number: 2e9 }, 'too_large'],
  ['decimal', 'degC', { number: -4.5 }, null],
  ['decimal', 'hours', { number: 24 }, null],
  ['decimal', 'hours', { number: 24.5 }, 'too_large'],
  ['decimal', 'hours/week', { number: 40 }, null],
  ['decimal', 'm2', { number: Number.NaN }, 'wrong_kind'],
  ['percent', null, { number: 100 }, null],
  ['percent', null, { number: 101 }, 'out_of_percent'],
  ['date', null, { words: '2008-02-29' }, null],
  ['date', null, { words: '2007-02-29' }, 'not_a_date'],
  ['date', null, { words: '29/02/2008' }, 'not_a_date'],
  ['date', null, { words: '2008-07-01' }, 'after_inspection'],
  ['text', null, { words: 'Spoke to the deputy director.' }, null],
  ['text', null, { words: 'x'.repeat(20_001) }, 'too_long'],
  ['text', null, { number: 3 }, 'wrong_kind'],
])('%s in %s answered by %o: %s', (responseType, unit, value, problem) => {
  expect(checkAnswer({ responseType, unit }, { ...nothing, ...value }, '2008-06-30')).toBe(problem);
});

test('an answer may always be taken back, and "not applicable" is always possible', () => {
  fc.assert(
    fc.property(fc.constantFrom(...responseTypes), (responseType) => {
      const rules = { responseType, unit: null };
      expect(checkAnswer(rules, nothing, '2008-06-30')).toBeNull();
      expect(checkAnswer(rules, { ...nothing, choice: 'na' }, '2008-06-30')).toBeNull();
    }),
  );
});

test('never more than one of choice, number and words', () => {
  const value = fc.record({
    choice: fc.constantFrom(null, 'yes' as const, 'na' as const),
    number: fc.constantFrom(null, 3),
    words: fc.constantFrom(null, '2008-01-01'),
  });
  fc.assert(
    fc.property(fc.constantFrom(...answered), value, (responseType, given) => {
      const filled = Object.values(given).filter((part) => part !== null).length;
      const problem = checkAnswer({ responseType, unit: null }, given, '2008-06-30');
      if (filled > 1) expect(problem).toBe('wrong_kind');
    }),
  );
});
