import { expect, it } from 'vitest';
import { addMonths } from './follow-up.ts';

it.each([
  ['2026-03-05', 3, '2026-06-05'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2026-12-31', 6, '2027-06-30'],
  ['2026-01-28', 1, '2026-02-28'],
])('a follow-up after %s in %i months is due on %s', (day, months, due) => {
  expect(addMonths(day, months)).toBe(due);
});
