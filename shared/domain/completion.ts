import type { AttendanceMarkCode } from './vocabularies.ts';

/** What a course asks for, in percent. */
export interface PassRule {
  /** Share of hours present or late. */
  readonly attendancePercent: number;
  /** Lowest post-test score that passes; 0: the course has no test. */
  readonly postTestPercent: number;
}

/** A session as the rule sees it: cancelled ones are left out. */
export interface CountedSession {
  readonly hours: number;
  /** The trainee's mark, null while there is none. */
  readonly mark: AttendanceMarkCode | null;
}

/** Why a result is what it is; each is put in words by the catalogues. */
export const completionReasons = [
  'met',
  'attendance_missed',
  'test_missed',
  'both_missed',
  'no_sessions',
  'attendance_open',
  'test_open',
  'both_open',
] as const;
export type CompletionReason = (typeof completionReasons)[number];

export interface Completion {
  /** Hours present or late over the hours marked so far, 0 to 1; null before the first mark. */
  readonly attendance: number | null;
  /** Whether attendance already meets the rule over all hours, can no longer meet it, or is still open. */
  readonly attendanceRule: 'met' | 'missed' | 'open';
  readonly testRule: 'met' | 'missed' | 'open';
  readonly result: 'completed' | 'failed' | 'open';
  readonly reason: CompletionReason;
}

/**
 * Applies the completion rule of a course: by default at least 80 % of the hours present or late, and a post-test at or
 * above the pass mark. An excused absence is an absence: the hours were missed.
 *
 * @param sessions all sessions of the event that are not cancelled, with the trainee's marks
 * @param postTest post-test score in percent, null when not taken yet
 * @param rule what the course asks for
 * @returns where the trainee stands
 */
export function completionOf(
  sessions: readonly CountedSession[],
  postTest: number | null,
  rule: PassRule,
): Completion {
  const hours = sum(sessions);
  const marked = sum(sessions.filter((session) => session.mark !== null));
  const attended = sum(sessions.filter(({ mark }) => mark === 'present' || mark === 'late'));
  const needed = (hours * rule.attendancePercent) / 100;
  // Hours are decimals: the sum of thirds must not fail a trainee by a rounding error.
  const tolerance = 1e-9 * Math.max(1, hours);
  const reachable = attended + (hours - marked);
  const attendanceRule =
    hours === 0
      ? 'open'
      : attended + tolerance >= needed
        ? 'met'
        : reachable + tolerance < needed
          ? 'missed'
          : 'open';
  const testRule = testStanding(postTest, rule.postTestPercent);
  return {
    attendance: marked === 0 ? null : attended / marked,
    attendanceRule,
    testRule,
    result: resultOf(attendanceRule, testRule),
    reason: hours === 0 && testRule !== 'missed' ? 'no_sessions' : reasonOf(attendanceRule, testRule),
  };
}

function sum(sessions: readonly CountedSession[]): number {
  return sessions.reduce((total, session) => total + session.hours, 0);
}

function testStanding(postTest: number | null, passMark: number): Completion['testRule'] {
  if (passMark === 0) return 'met';
  if (postTest === null) return 'open';
  return postTest >= passMark ? 'met' : 'missed';
}

function resultOf(
  attendance: Completion['attendanceRule'],
  test: Completion['testRule'],
): Completion['result'] {
  if (attendance === 'missed' || test === 'missed') return 'failed';
  return attendance === 'met' && test === 'met' ? 'completed' : 'open';
}

function reasonOf(attendance: Completion['attendanceRule'], test: Completion['testRule']): CompletionReason {
  if (attendance === 'missed') return test === 'missed' ? 'both_missed' : 'attendance_missed';
  if (test === 'missed') return 'test_missed';
  if (attendance === 'open') return test === 'open' ? 'both_open' : 'attendance_open';
  return test === 'open' ? 'test_open' : 'met';
}
