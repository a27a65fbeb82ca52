import { z } from 'zod';
import { channel } from './channel.ts';
import { bilingual, day, id, nothing } from './common.ts';
import { inspectionSummary } from './inspections.ts';
import { actionView, visitSummary } from './mentoring.ts';

export const todayView = z.object({
  today: day,
  sessions: z.array(
    z.object({
      sessionId: id,
      eventId: id,
      day,
      slot: z.string(),
      startTime: z.string().nullable(),
      course: bilingual,
      topic: z.string(),
      venue: z.string(),
      enrolled: z.int(),
      marked: z.int(),
    }),
  ),
  /** Past sessions in which somebody has no mark. */
  unmarked: z.array(z.object({ sessionId: id, eventId: id, day, course: bilingual, missing: z.int() })),
  overdueActions: z.array(actionView),
  dueActions: z.array(actionView),
  openInspections: z.array(inspectionSummary),
  /** Visits at which the next one was agreed for the coming days. */
  nextVisits: z.array(visitSummary.extend({ nextVisit: day })),
  /** Trainings whose trainees are to be asked what they use, or should have been by now. */
  followUps: z.array(
    z.object({
      eventId: id,
      course: bilingual,
      persons: z.int(),
      due: day,
      /** Last day of the time in which to ask. */
      until: day,
      late: z.boolean(),
    }),
  ),
  withoutVetting: z.array(z.object({ eventId: id, course: bilingual, persons: z.int() })),
});
export type TodayView = z.infer<typeof todayView>;

export const searchHit = z.object({
  kind: z.enum(['person', 'training', 'visit', 'inspection', 'action', 'institution']),
  id,
  title: z.string(),
  titleAr: z.string(),
  subtitle: z.string(),
});
export type SearchHit = z.infer<typeof searchHit>;

export const todayChannels = {
  'today.get': channel(nothing, todayView),
  'search.everywhere': channel(
    z.object({ text: z.string().max(200), limit: z.int().min(1).max(100).default(20) }),
    z.array(searchHit),
  ),
} as const;
