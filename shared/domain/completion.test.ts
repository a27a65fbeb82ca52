import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Completion,
  type CountedSession,
  completionOf,
  completionReasons,
  type PassRule,
} from './completion.ts';
import { attendanceMarks } from './vocabularies.ts';

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
      reason: 'met',
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

describe('any class, any rule', () => {
  const someMark = fc.constantFrom(null, ...attendanceMarks);
  const someSession = fc.record({ hours: fc.constantFrom(0.5, 1, 2.5, 3, 6), mark: someMark });
  const someClass = fc.array(someSession, { maxLength: 20 });
  const someScore = fc.option(fc.integer({ min: 0, max: 100 }));
  const someRule: fc.Arbitrary<PassRule> = fc.record({
    attendancePercent: fc.integer({ min: 0, max: 100 }),
    postTestPercent: fc.integer({ min: 0, max: 100 }),
  });
  const rank = ({ result }: Completion): number => ['failed', 'open', 'completed'].indexOf(result);

  it('comes to a result with a reason that fits it', () => {
    const reasonsOf: Readonly<Record<Completion['result'], RegExp>> = {
      completed: /^met$/,
      failed: /_missed$/,
      open: /_open$|^no_sessions$/,
    };
    fc.assert(
      fc.property(someClass, someScore, someRule, (sessions, score, of) => {
        const { result, reason, attendance } = completionOf(sessions, score, of);
        expect(completionReasons).toContain(reason);
        expect(reason).toMatch(reasonsOf[result]);
        if (attendance !== null) expect(attendance >= 0 && attendance <= 1).toBe(true);
      }),
    );
  });

  it('is decided once nothing is missing', () => {
    const marked = fc.array(
      fc.record({ hours: fc.constantFrom(1, 3), mark: fc.constantFrom(...attendanceMarks) }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(marked, fc.integer({ min: 0, max: 100 }), someRule, (sessions, score, of) => {
        expect(completionOf(sessions, score, of).result).not.toBe('open');
      }),
    );
  });

  it('never gets worse by attending more, scoring more, or being asked for less', () => {
    fc.assert(
      fc.property(someClass, fc.nat(), someScore, someRule, fc.nat(20), (sessions, at, score, of, more) => {
        const now = rank(completionOf(sessions, score, of));
        const attended = sessions.map((each, index) =>
          index === at % sessions.length ? { ...each, mark: 'present' as const } : each,
        );
        expect(rank(completionOf(attended, score, of))).toBeGreaterThanOrEqual(now);
        if (score !== null) {
          expect(rank(completionOf(sessions, Math.min(100, score + more), of))).toBeGreaterThanOrEqual(now);
        }
        const milder = {
          attendancePercent: Math.max(0, of.attendancePercent - more),
          postTestPercent: Math.max(0, of.postTestPercent - more),
        };
        expect(rank(completionOf(sessions, score, milder))).toBeGreaterThanOrEqual(now);
      }),
    );
  });

  it('is never taken back by marks and scores that were still missing', () => {
    fc.assert(
      fc.property(
        someClass,
        fc.array(fc.constantFrom(...attendanceMarks), { minLength: 20, maxLength: 20 }),
        someScore,
        fc.nat(100),
        someRule,
        (sessions, later, score, given, of) => {
          const before = completionOf(sessions, score, of).result;
          if (before === 'open') return;
          const after = sessions.map((each, index) => ({
            ...each,
            mark: each.mark ?? later[index] ?? 'absent',
          }));
          expect(completionOf(after, score ?? given, of).result).toBe(before);
        },
      ),
    );
  });
});
