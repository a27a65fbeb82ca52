import type { AttendanceMarkCode } from '#shared/domain/vocabularies.ts';

/** A session as far as figures go. */
export interface CountedSession {
  readonly id: number;
  readonly hours: number;
  readonly status: string;
}

/** How much of what was marked a trainee attended. */
export interface AttendanceShare {
  /** Hours present or late over hours marked, 0 to 1; null without a mark. */
  readonly share: number | null;
  /** Whether it lies below the course's rule; false without a mark. */
  readonly belowRule: boolean;
}

/**
 * The running share of one trainee, by hours, as the completion rule counts them: present and late over marked.
 * Unmarked and cancelled sessions do not count.
 *
 * @param sessions the sessions of the training
 * @param markOf the mark of the trainee in a session, or null
 * @param rulePercent the least attendance of the course, in percent
 * @returns the share and whether it is below the rule
 */
export function attendanceShare(
  sessions: readonly CountedSession[],
  markOf: (sessionId: number) => AttendanceMarkCode | null,
  rulePercent: number,
): AttendanceShare {
  let marked = 0;
  let attended = 0;
  for (const { id, hours, status } of sessions) {
    const mark = status === 'cancelled' ? null : markOf(id);
    if (mark === null) continue;
    marked += hours;
    if (attends(mark)) attended += hours;
  }
  if (marked === 0) return { share: null, belowRule: false };
  // In thousandths, so that four of five sessions are 80 % and not a hair less.
  const share = Math.round((attended / marked) * 1000) / 1000;
  return { share, belowRule: share * 100 < rulePercent };
}

/** Counts of one session. */
export interface SessionCount {
  /** Present or late. */
  readonly attended: number;
  /** Without a mark. */
  readonly missing: number;
}

/**
 * @param marks one entry per trainee of the session, null without a mark
 * @returns how many came and how many have no mark
 */
export function sessionCount(marks: Iterable<AttendanceMarkCode | null>): SessionCount {
  let attended = 0;
  let missing = 0;
  for (const mark of marks) {
    if (mark === null) missing += 1;
    else if (attends(mark)) attended += 1;
  }
  return { attended, missing };
}

function attends(mark: AttendanceMarkCode): boolean {
  return mark === 'present' || mark === 'late';
}
