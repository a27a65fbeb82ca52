import { z } from 'zod';
import { planSlots } from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import { bilingual, day, nothing, programme } from './common.ts';

/** One session of the plan that a course comes with; `day` counts working days from 1. */
export const plannedSession = z.object({
  day: z.int().min(1),
  slot: z.enum(planSlots),
  hours: z.number(),
  topic: bilingual,
});
export type PlannedSession = z.infer<typeof plannedSession>;

/** A course of the catalogue, as headquarters has it. */
export const courseView = z.object({
  code: z.string(),
  name: bilingual,
  programme,
  audience: z.string(),
  provider: z.string(),
  duration: z.string(),
  hours: z.number().nullable(),
  /** In percent. */
  passRule: z.object({ attendancePercent: z.int(), postTestPercent: z.int() }),
  source: z.string(),
  /** Empty: it comes without a plan. */
  plan: z.array(plannedSession),
  /** How often this laptop's records have it. */
  runs: z.int(),
});
export type CourseView = z.infer<typeof courseView>;

/** The days on which sessions may be planned. */
export const workCalendar = z.object({
  /** 0 for Sunday to 6 for Saturday. */
  weekdays: z.array(z.int().min(0).max(6)),
  holidays: z.array(z.object({ day, name: bilingual })),
});
export type WorkCalendarView = z.infer<typeof workCalendar>;

export const courseChannels = {
  'courses.list': channel(nothing, z.array(courseView)),
  'courses.calendar': channel(nothing, workCalendar),
} as const;
