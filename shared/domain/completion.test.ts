import { describe, expect, it } from 'vitest';
import { type CountedSession, completionOf } from './completion.ts';

const rule = { attendancePercent: 80, postTestPercent: 60 };
const marks = (...list: CountedSession['mark'][]): CountedSession[] =>
  list.map((mark) => ({ hours: 3, mark }));

describe('the completion rule', () => {
  it('passes at exactly 80 % of the hours and exactly the pass mark', () => {
    const sessions = marks('present', 'late', 'present', 'present', 'absent');
    expect(completionOf(sessions, 60, rule)).toEqual({
      attendance: 0.8,
      attendanceRule: 'met',
      testRule: 'met',
      result: 'completed',
    });
  });

  it('counts hours, not sessions', () => {
    const sessions: CountedSession[] = [
      { hours: 6, mark: 'present' },
      { hours: 1, mark: 'absent' },
    ];
    expect(completionOf(sessions, 90, rule).result).toBe('completed');
    expect(completionOf([...sessions, { hours: 2, mark: 'excused' }], 90, rule).result).toBe('failed');
  });

  it('stays open while a mark or the test can still decide', () => {
    expect(completionOf(marks('present', null), 90, rule)).toMatchObject({
      attendance: 1,
      attendanceRule: 'open',
      result: 'open',
    });
    expect(completionOf(marks('present', 'present'), null, rule).result).toBe('open');
    expect(completionOf([], 90, rule).result).toBe('open');
  });

  it('fails as soon as the rule cannot be met any more', () => {
    expect(completionOf(marks('absent', 'absent', null, null), null, rule).result).toBe('failed');
    expect(completionOf(marks('present'), 59.9, rule).result).toBe('failed');
  });

  it('does not fail anyone by a rounding error of decimal hours', () => {
    const tenths = Array.from(
      { length: 10 },
      (_, i) => ({ hours: 0.1, mark: i < 8 ? 'present' : 'absent' }) as const,
    );
    expect(completionOf(tenths, 100, rule).result).toBe('completed');
  });

  it('asks for no test where the course has none', () => {
    expect(completionOf(marks('present'), null, { ...rule, postTestPercent: 0 }).result).toBe('completed');
  });
});
