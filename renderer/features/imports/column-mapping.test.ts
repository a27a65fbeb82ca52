import { describe, expect, it } from 'vitest';
import type { SheetPreview } from '#shared/ipc/training.ts';
import { columnsOf, guessedMapping, hasNames, withColumn } from './column-mapping.ts';

const sheet: SheetPreview = {
  name: 'Roster',
  rows: 64,
  headerRow: 4,
  headers: [
    { column: 'A', title: 'No.', guess: null },
    { column: 'B', title: 'الاسم', guess: 'name_ar' },
    { column: 'C', title: 'الاسم الكامل', guess: 'name_ar' },
    { column: 'D', title: '', guess: null },
  ],
  sample: [
    ['No.', 'الاسم', 'الاسم الكامل', ''],
    ['1', 'علي حسين', 'علي حسين كاظم', ''],
    ['2', 'زينب عباس', '', ''],
  ],
};

describe('the columns of a roster file', () => {
  it('are shown with their title and examples; empty ones are left out', () => {
    expect(columnsOf(sheet, 4)).toEqual([
      { letters: 'A', title: 'No.', examples: ['1', '2'] },
      { letters: 'B', title: 'الاسم', examples: ['علي حسين', 'زينب عباس'] },
      { letters: 'C', title: 'الاسم الكامل', examples: ['علي حسين كاظم'] },
    ]);
  });

  it('take their titles from another row when that one is chosen', () => {
    expect(columnsOf(sheet, 5)[1]).toEqual({ letters: 'B', title: 'علي حسين', examples: ['زينب عباس'] });
  });

  it('are guessed once for each field', () => {
    expect(guessedMapping(sheet)).toEqual({ B: 'name_ar' });
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
