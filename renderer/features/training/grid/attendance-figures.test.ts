import { describe, expect, it } from 'vitest';
import type { AttendanceMarkCode } from '#shared/domain/vocabularies.ts';
import { attendanceShare, sessionCount } from './attendance-figures.ts';

const sessions = (...hours: number[]): { id: number; hours: number; status: string }[] =>
  hours.map((each, index) => ({ id: index + 1, hours: each, status: 'planned' }));
const marks =
  (...list: (AttendanceMarkCode | null)[]) =>
  (id: number): AttendanceMarkCode | null =>
    list[id - 1] ?? null;

describe('the running share of a trainee', () => {
  it('is present and late over what was marked; what is not marked yet does not count', () => {
    const share = attendanceShare(sessions(3, 3, 3, 3), marks('present', 'late', 'absent', null), 80);
    expect(share).toEqual({ share: 0.667, belowRule: true });
  });

  it('counts hours, as the completion rule does', () => {
    expect(attendanceShare(sessions(6, 2), marks('present', 'absent'), 80).share).toBe(0.75);
  });

  it('meets a rule of 80 % with four of five', () => {
    const four = marks('present', 'present', 'present', 'present', 'excused');
    expect(attendanceShare(sessions(3, 3, 3, 3, 3), four, 80)).toEqual({ share: 0.8, belowRule: false });
  });

  it('is unknown, and below no rule, before the first mark', () => {
    expect(attendanceShare(sessions(3), marks(null), 80)).toEqual({ share: null, belowRule: false });
  });

  it('leaves cancelled sessions out', () => {
    const [first, second] = sessions(3, 3);
    const cancelled = [first, { ...second, status: 'cancelled' }].filter((each) => each !== undefined);
    expect(
      attendanceShare(
        cancelled as { id: number; hours: number; status: string }[],
        marks('present', 'absent'),
        80,
      ).share,
    ).toBe(1);
  });
});

describe('the counts of a session', () => {
  it('say who came and whose mark is missing', () => {
    expect(sessionCount(['present', 'late', 'absent', 'excused', null, null])).toEqual({
      attended: 2,
      missing: 2,
    });
  });
});
