import { addMonths, followUpMonths } from '#shared/domain/follow-up.ts';
import type { TodayView } from '#shared/ipc/today.ts';
import type { ReadableDb } from './database.ts';

type FollowUpsDue = TodayView['followUps'][number];

interface DueRow {
  readonly eventId: number;
  readonly endDate: string;
  readonly due: string;
  readonly persons: number;
  readonly code: string;
  readonly en: string | null;
  readonly ar: string | null;
}

/** Parameter: today. */
export const followUpsDueSql = `SELECT t.id AS eventId, t.end_date AS endDate, min(e.follow_up_due) AS due,
    count(*) AS persons, t.course_code AS code, c.name_en AS en, c.name_ar AS ar
  FROM enrolment e JOIN training_event t ON t.id = e.event_id AND t.deleted = 0 AND t.status IS NOT 'cancelled'
  LEFT JOIN course c ON c.code = t.course_code
  WHERE e.follow_up_due <= ? AND e.follow_up_done IS NULL AND e.deleted = 0 AND e.status = 'completed'
    AND t.end_date IS NOT NULL AND t.course_code IS NOT NULL
  GROUP BY t.id ORDER BY due, t.id LIMIT 50`;

/**
 * Trainings whose trainees are to be asked what they use at work: three to six months after the end.
 *
 * @param read the open database
 * @param today today in this laptop's zone, `YYYY-MM-DD`
 * @returns one entry a training, the longest due first; they stay until they were made
 */
export function followUpsDue(read: ReadableDb, today: string): readonly FollowUpsDue[] {
  return read.all<DueRow>(followUpsDueSql, today).map(({ code, en, ar, endDate, ...row }) => {
    const until = addMonths(endDate, followUpMonths.until);
    return { ...row, course: { en: en ?? code, ar: ar ?? code }, until, late: until < today };
  });
}
