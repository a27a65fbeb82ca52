import { getDay, parseISO } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mostSessions, plannedSessions } from './session-plan.ts';

describe('the sessions of a new training', () => {
  it('fill the work week from Sunday to Thursday and leave Friday and Saturday free', () => {
    // 22 November 2026 is a Sunday.
    const sessions = plannedSessions({
      startDate: '2026-11-22',
      endDate: '2026-11-29',
      slots: ['am'],
      hours: 3,
    });
    expect(sessions.map(({ day }) => day)).toEqual([
      '2026-11-22',
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-29',
    ]);
  });

  it('put the morning before the afternoon, whatever was chosen first', () => {
    const sessions = plannedSessions({
      startDate: '2026-11-24',
      endDate: '2026-11-24',
      slots: ['pm', 'am'],
      hours: 2.5,
    });
    expect(sessions).toEqual([
      { day: '2026-11-24', slot: 'am', hours: 2.5, topic: '' },
      { day: '2026-11-24', slot: 'pm', hours: 2.5, topic: '' },
    ]);
  });

  it('are none without a slot, and none when the end lies before the start', () => {
    expect(plannedSessions({ startDate: '2026-11-24', endDate: '2026-11-26', slots: [], hours: 3 })).toEqual(
      [],
    );
    expect(
      plannedSessions({ startDate: '2026-11-24', endDate: '2026-11-20', slots: ['am'], hours: 3 }),
    ).toEqual([]);
  });

  it('never fall on a free day nor outside of the dates, and never exceed what can be saved at once', () => {
    const start = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(start, fc.integer({ min: 0, max: 900 }), (date, length) => {
        const startDate = date.toISOString().slice(0, 10);
        const endDate = new Date(date.getTime() + length * 86_400_000).toISOString().slice(0, 10);
        const sessions = plannedSessions({ startDate, endDate, slots: ['am', 'pm'], hours: 3 });
        expect(sessions.length).toBeLessThanOrEqual(mostSessions);
        for (const { day } of sessions) {
          expect([5, 6]).not.toContain(getDay(parseISO(day)));
          expect(day >= startDate && day <= endDate).toBe(true);
        }
      }),
    );
  });
});
