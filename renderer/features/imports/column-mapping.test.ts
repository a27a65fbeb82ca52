import { describe, expect, it } from 'vitest';
import type { RosterHeader } from '#shared/ipc/imports.ts';
import { guessedMapping, hasNames, withColumn } from './column-mapping.ts';

const headers: readonly RosterHeader[] = [
  { column: 'A', title: 'No.', guess: null, examples: ['1', '2'] },
  { column: 'B', title: 'الاسم', guess: 'name_ar', examples: [] },
  { column: 'C', title: 'الاسم الكامل', guess: 'name_ar', examples: [] },
];

describe('the columns of a roster file', () => {
  it('are guessed once for each field', () => {
    expect(guessedMapping(headers)).toEqual({ B: 'name_ar' });
  });

  it('hold each field once: choosing it for another column takes it from the first', () => {
    expect(withColumn({ B: 'name_ar', A: 'badge' }, 'C', 'name_ar')).toEqual({ A: 'badge', C: 'name_ar' });
    expect(withColumn({ B: 'name_ar' }, 'B', null)).toEqual({});
  });

  it('need one that holds names', () => {
    expect(hasNames({ A: 'badge' })).toBe(false);
    expect(hasNames({ C: 'name_latin' })).toBe(true);
  });
});
