import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, weekdayOf } from './calendar-day.ts';
import { datedPlan, evenSessions, mostSessions, sessionsMeet, shiftedSessions } from './session-plan.ts';
import { isWorkingDay, plainCalendar, type WorkCalendar, weekdaysOf, workingDay } from './work-calendar.ts';

// 22 November 2026 is a Sunday; Tuesday is made a holiday.
const calendar: WorkCalendar = { ...plainCalendar, holidays: new Set(['2026-11-24']) };
const even = { startDate: '2026-11-22', endDate: '2026-11-29', slots: ['am'], hours: 3 } as const;

const someDay = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const someCalendar = fc
  .tuple(someDay, fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 12 }))
  .map(([first, days]) => ({ ...plainCalendar, holidays: new Set(days.map((day) => addDays(first, day))) }));

describe('the sessions of a new training', () => {
  it('fill the work week from Sunday to Thursday, and leave Friday, Saturday and holidays free', () => {
    expect(evenSessions(even, calendar).map(({ day }) => day)).toEqual([
      '2026-11-22',
      '2026-11-23',
      '2026-11-25',
      '2026-11-26',
      '2026-11-29',
    ]);
  });

  it('put the morning before the afternoon, whatever was chosen first', () => {
    const plan = { ...even, endDate: even.startDate, slots: ['pm', 'am'] as const, hours: 2.5 };
    expect(evenSessions(plan, calendar)).toEqual([
      { day: '2026-11-22', slot: 'am', hours: 2.5, topic: '' },
      { day: '2026-11-22', slot: 'pm', hours: 2.5, topic: '' },
    ]);
  });

  it('are none without a slot, and none when the end lies before the start', () => {
    expect(evenSessions({ ...even, slots: [] }, calendar)).toEqual([]);
    expect(evenSessions({ ...even, endDate: '2026-11-20' }, calendar)).toEqual([]);
  });

  it('never fall on a free day nor outside of the dates, and never exceed what can be saved at once', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 900 }), someCalendar, (startDate, length, of) => {
        const endDate = addDays(startDate, length);
        const sessions = evenSessions({ startDate, endDate, slots: ['am', 'pm'], hours: 3 }, of);
        expect(sessions.length).toBeLessThanOrEqual(mostSessions);
        for (const { day } of sessions) {
          expect([5, 6]).not.toContain(weekdayOf(day));
          expect(of.holidays.has(day)).toBe(false);
          expect(day >= startDate && day <= endDate).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('follow the plan of the course over working days', () => {
    const plan = [1, 1, 2, 3, 4, 5].map((day, index) => ({ day, topic: `part ${index + 1}` }));
    expect(datedPlan(plan, '2026-11-20', calendar).map(({ day, topic }) => `${day} ${topic}`)).toEqual([
      '2026-11-22 part 1',
      '2026-11-22 part 2',
      '2026-11-23 part 3',
      '2026-11-25 part 4',
      '2026-11-26 part 5',
      '2026-11-29 part 6',
    ]);
  });
});

describe('the sessions of a copied training', () => {
  it('keep their order and their rhythm, and fall on working days only', () => {
    fc.assert(
      fc.property(
        someDay,
        someDay,
        someCalendar,
        fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 30 }),
        (from, to, of, numbers) => {
          const days = numbers.toSorted((a, b) => a - b).map((n) => ({ n, day: workingDay(of, from, n) }));
          const moved = shiftedSessions(days, from, to, of);
          for (const { n, day } of moved) {
            expect(isWorkingDay(of, day)).toBe(true);
            expect(day).toBe(workingDay(of, to, n));
          }
          expect(shiftedSessions(moved, to, from, of)).toEqual(days);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('two sessions', () => {
  const at = (
    day: string,
    slot: 'am' | 'pm' | 'times',
    startTime: string | null = null,
    endTime: string | null = null,
  ) => ({
    day,
    slot,
    startTime,
    endTime,
  });

  it('meet on the same half of a day, or when their times overlap', () => {
    const morning = at('2026-11-22', 'am');
    expect(sessionsMeet(morning, morning)).toBe(true);
    expect(sessionsMeet(morning, at('2026-11-22', 'pm'))).toBe(false);
    expect(sessionsMeet(morning, at('2026-11-23', 'am'))).toBe(false);
    expect(sessionsMeet(morning, at('2026-11-22', 'times', '09:00', '10:00'))).toBe(true);
    expect(sessionsMeet(morning, at('2026-11-22', 'times', '13:00', '14:00'))).toBe(false);
    const nine = at('2026-11-22', 'times', '09:00', '10:00');
    expect(sessionsMeet(nine, at('2026-11-22', 'times', '10:00', '11:00'))).toBe(false);
    expect(sessionsMeet(nine, at('2026-11-22', 'times', '09:59', '11:00'))).toBe(true);
  });
});

describe('the work week', () => {
  it('is what headquarters says, and Sunday to Thursday when that says nothing', () => {
    expect(weekdaysOf('sun|mon|tue|wed|thu')).toEqual([0, 1, 2, 3, 4]);
    expect(weekdaysOf('sat|sun')).toEqual([0, 6]);
    expect(weekdaysOf('')).toEqual([0, 1, 2, 3, 4]);
  });
});
