import type { tables } from '../domain/registry.ts';
import type { RowOf } from '../domain/table.ts';
import coursePlans from './course-plans.json' with { type: 'json' };

type CourseSessionRow = RowOf<typeof tables.courseSession>;

/**
 * The session plans that courses come with: two sessions a working day, morning and afternoon, topic after topic.
 * They are proposals; headquarters may write others.
 *
 * @returns a row a session, by course and in order
 */
export function coursePlanRows(): readonly CourseSessionRow[] {
  return coursePlans.flatMap(({ course, session_hours, topics }) =>
    topics
      .flatMap(({ sessions, ...topic }) => Array.from({ length: sessions }, () => topic))
      .map(({ name_en, name_ar }, index) => ({
        course_code: course,
        seq: index + 1,
        day: Math.floor(index / 2) + 1,
        slot: index % 2 === 0 ? ('am' as const) : ('pm' as const),
        hours: session_hours,
        topic_en: name_en,
        topic_ar: name_ar,
      })),
  );
}
