import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay, parseTime } from './parse-day.ts';

const today = '2026-11-24';

describe('a typed date', () => {
  it.each([
    ['2026-11-24', '2026-11-24'],
    ['24/11/2026', '2026-11-24'],
    ['24.11.26', '2026-11-24'],
    ['24 11 2026', '2026-11-24'],
    ['٢٤/١١/٢٠٢٦', '2026-11-24'],
    ['۲۴.۱۱', '2026-11-24'],
    ['1/2', '2027-02-01'],
    ['30.12', '2026-12-30'],
    ['29/2/2028', '2028-02-29'],
  ])('%s is understood', (typed, day) => {
    expect(parseDay(typed, today)).toBe(day);
  });

  it.each(['', '24', '31/2/2026', '29/2/2027', '11/24/2026', 'tomorrow', '24/11/202', '2026-11', '1/2/3/4'])(
    '%j is no date',
    (typed) => {
      expect(parseDay(typed, today)).toBeNull();
    },
  );

  it('reads back every day that it shows', () => {
    const anyDay = fc
      .date({ min: new Date('1930-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(anyDay, (day) => {
        const [year, month, date] = day.split('-');
        expect(parseDay(day, today)).toBe(day);
        expect(parseDay(`${date}/${month}/${year}`, today)).toBe(day);
      }),
    );
  });
});

describe('a typed time', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9:30', '09:30'],
    ['14.05', '14:05'],
    ['١٤:٠٥', '14:05'],
  ])('%s is understood', (typed, time) => {
    expect(parseTime(typed)).toBe(time);
  });

  it.each(['', '24', '9:60', '12345', 'noon'])('%j is no time', (typed) => {
    expect(parseTime(typed)).toBeNull();
  });
});
