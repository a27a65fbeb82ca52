import { z } from 'zod';
import { completionReasons } from '../domain/completion.ts';
import {
  attendanceMarks,
  enrolmentStatuses,
  followUpOutcomes,
  instructorRoles,
  sessionSlots,
  sessionStatuses,
  trainingLanguages,
  trainingStatuses,
} from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import {
  bilingual,
  clockTime,
  created,
  day,
  id,
  nothing,
  patchOf,
  programme,
  recordState,
} from './common.ts';
import { personSummary } from './people.ts';

export const trainingSummary = z.object({
  id,
  courseCode: z.string(),
  course: bilingual,
  runNumber: z.int(),
  programme,
  venue: z.string(),
  startDate: day,
  endDate: day,
  status: z.enum(trainingStatuses),
  enrolled: z.int(),
  sessions: z.int(),
  /** Sessions before today that still have unmarked trainees. */
  unmarkedSessions: z.int(),
  /** Share of marks that are present or late, 0 to 1; null without marks. */
  attendance: z.number().nullable(),
  state: recordState,
});
export type TrainingSummary = z.infer<typeof trainingSummary>;

export const trainingInput = z.object({
  courseCode: z.string().min(1),
  programme,
  venue: z.string().trim().min(1).max(300),
  startDate: day,
  endDate: day,
  language: z.enum(trainingLanguages),
  provider: z.string().max(300).nullable().default(null),
  funding: z.string().max(300).nullable().default(null),
  interpreter: z.string().max(300).nullable().default(null),
  governorateCode: z.string().nullable().default(null),
  capacity: z.int().min(1).max(2000).nullable().default(null),
});
export type TrainingInput = z.input<typeof trainingInput>;

export const sessionInput = z.object({
  day,
  slot: z.enum(sessionSlots),
  startTime: clockTime.nullable().default(null),
  endTime: clockTime.nullable().default(null),
  hours: z.number().positive().max(24),
  topic: z.string().trim().max(300),
  instructor: z.string().max(300).nullable().default(null),
});
export type SessionInput = z.input<typeof sessionInput>;

export const sessionView = z.object({
  ...sessionInput.shape,
  startTime: clockTime.nullable(),
  endTime: clockTime.nullable(),
  instructor: z.string().nullable(),
  id,
  eventId: id,
  status: z.enum(sessionStatuses),
  /** Why it is cancelled; null unless it is. */
  cancelReason: z.string().nullable(),
});
export type SessionView = z.infer<typeof sessionView>;

/** Where a trainee stands by the completion rule, and what was decided against it. */
export const traineeResult = z.object({
  result: z.enum(['completed', 'failed', 'open']),
  reason: z.enum(completionReasons),
  /** Hours present or late over hours marked, 0 to 1; null before the first mark. */
  attendance: z.number().nullable(),
  override: z.object({ result: z.enum(['completed', 'failed']), reason: z.string() }).nullable(),
});
export type TraineeResult = z.infer<typeof traineeResult>;

/** Kirkpatrick level 3 of one trainee; null: not due, because they did not complete. */
export const followUpView = z.object({
  due: day,
  done: day.nullable(),
  outcome: z.enum(followUpOutcomes).nullable(),
  note: z.string().nullable(),
});
export type FollowUpView = z.infer<typeof followUpView>;

export const traineeView = z.object({
  person: personSummary,
  position: z.int(),
  status: z.enum(enrolmentStatuses),
  preTest: z.number().nullable(),
  postTest: z.number().nullable(),
  practical: z.number().nullable(),
  vettingOverride: z.boolean(),
  /** Not vetted, or vetting not valid on the first day, and no override. */
  vettingWarning: z.boolean(),
  /** Why they may take part all the same; null without an override, and for those who may not see it. */
  vettingReason: z.string().nullable(),
  standing: traineeResult,
  followUp: followUpView.nullable(),
});
export type TraineeView = z.infer<typeof traineeView>;

export const markCode = z.enum(attendanceMarks);
export const markView = z.object({
  sessionId: id,
  personId: id,
  mark: markCode.nullable(),
  minutes: z.int().min(0).max(600).nullable(),
});
export type MarkView = z.infer<typeof markView>;

export const instructorView = z.object({
  id,
  role: z.enum(instructorRoles),
  advisorId: id.nullable(),
  name: z.string(),
});
export type InstructorView = z.infer<typeof instructorView>;

/** Somebody or something that another training needs at the same time. */
export const clashView = z.object({
  kind: z.enum(['trainee', 'trainer', 'room']),
  /** The other training. */
  eventId: id,
  course: bilingual,
  runNumber: z.int(),
  /** First day on which they meet. */
  day,
  who: z.array(bilingual),
});
export type ClashView = z.infer<typeof clashView>;

export const trainingDetail = z.object({
  summary: trainingSummary,
  input: trainingInput,
  report: z.string().nullable(),
  /** Why it is cancelled; null unless it is. */
  cancelReason: z.string().nullable(),
  passRule: z.object({ attendancePercent: z.int(), postTestPercent: z.int() }),
  sessions: z.array(sessionView),
  trainees: z.array(traineeView),
  marks: z.array(markView),
  instructors: z.array(instructorView),
  clashes: z.array(clashView),
});
export type TrainingDetail = z.infer<typeof trainingDetail>;

/** Where sessions and the dates of their training are. */
export const sessionPlaces = z.object({
  eventId: id,
  startDate: day,
  endDate: day,
  sessions: z
    .array(
      z.object({
        sessionId: id,
        day,
        slot: z.enum(sessionSlots),
        startTime: clockTime.nullable(),
        endTime: clockTime.nullable(),
      }),
    )
    .max(400),
});

export const trainingChannels = {
  'training.list': channel(
    z.object({
      status: z.enum(trainingStatuses).optional(),
      programme: programme.optional(),
      text: z.string().max(200).default(''),
    }),
    z.array(trainingSummary),
  ),
  'training.get': channel(z.object({ eventId: id }), trainingDetail),
  'training.create': channel(
    z.object({ event: trainingInput, sessions: z.array(sessionInput).max(400).default([]) }),
    created,
  ),
  'training.update': channel(z.object({ eventId: id, patch: patchOf(trainingInput) }), nothing),
  'training.setStatus': channel(
    z.object({ eventId: id, status: z.enum(trainingStatuses), reason: z.string().max(500).nullable() }),
    nothing,
  ),
  'training.setReport': channel(z.object({ eventId: id, report: z.string().max(20_000) }), nothing),
  'training.addSession': channel(z.object({ eventId: id, session: sessionInput }), created),
  'training.updateSession': channel(z.object({ sessionId: id, patch: patchOf(sessionInput) }), nothing),
  'training.removeSession': channel(z.object({ sessionId: id }), nothing),
  'training.restoreSession': channel(z.object({ sessionId: id }), nothing),
  /** Moves a session, and where asked those after it. Replies with where everything was, for `takeBackMove`. */
  'training.moveSession': channel(
    z.object({
      sessionId: id,
      day,
      slot: z.enum(sessionSlots),
      startTime: clockTime.nullable().default(null),
      endTime: clockTime.nullable().default(null),
      later: z.boolean().default(false),
    }),
    sessionPlaces,
  ),
  'training.takeBackMove': channel(sessionPlaces, nothing),
  /** A null reason: it takes place after all. */
  'training.cancelSession': channel(
    z.object({ sessionId: id, reason: z.string().max(500).nullable() }),
    nothing,
  ),
  'training.copy': channel(z.object({ eventId: id, startDate: day, withRoster: z.boolean() }), created),
  'training.addInstructor': channel(
    z.object({
      eventId: id,
      role: z.enum(instructorRoles),
      advisorId: id.nullable().default(null),
      name: z.string().max(300).nullable().default(null),
    }),
    created,
  ),
  'training.removeInstructor': channel(z.object({ instructorId: id }), nothing),
  /**
   * Puts people on the roster. Of those whose vetting does not cover the first day, `hold` lets nobody on and replies
   * with them, `wait` puts them on the list as not cleared, and a reason of a supervisor lets them take part.
   */
  'training.enrol': channel(
    z.object({
      eventId: id,
      personIds: z.array(id).min(1).max(2000),
      unvetted: z
        .union([z.literal('hold'), z.literal('wait'), z.object({ reason: z.string().max(500) })])
        .default('wait'),
    }),
    z.object({ added: z.int(), held: z.array(id) }),
  ),
  'training.overrideVetting': channel(
    z.object({
      eventId: id,
      personIds: z.array(id).min(1).max(2000),
      /** Null takes it back. */
      reason: z.string().max(500).nullable(),
    }),
    nothing,
  ),
  /** Decides against the completion rule; a null result gives it back to the rule. */
  'training.overrideResult': channel(
    z.object({
      eventId: id,
      personId: id,
      result: z.enum(['completed', 'failed']).nullable(),
      reason: z.string().max(500).nullable(),
    }),
    nothing,
  ),
  /** Somebody stands at the door: by badge, or as the person that was looked up. */
  'training.checkIn': channel(
    z.object({
      sessionId: id,
      who: z.union([z.object({ badge: z.string().max(200) }), z.object({ personId: id })]),
      /** From this time on somebody is late; null: nobody is. */
      lateAfter: clockTime.nullable().default(null),
    }),
    z.object({
      outcome: z.enum(['in', 'already', 'not_on_roster', 'several', 'unknown']),
      person: personSummary.nullable(),
      mark: markCode.nullable(),
      minutes: z.int().nullable(),
      /** The mark as it was, for undo. */
      before: markView.nullable(),
      /** False: vetting does not cover the first day, and nobody let them take part. */
      cleared: z.boolean(),
    }),
  ),
  'training.setEnrolment': channel(
    z.object({
      eventId: id,
      personId: id,
      status: z.enum(enrolmentStatuses).optional(),
      preTest: z.number().min(0).max(100).nullable().optional(),
      postTest: z.number().min(0).max(100).nullable().optional(),
      practical: z.number().min(0).max(100).nullable().optional(),
    }),
    nothing,
  ),
  /** One mark or many (mark all, undo): all or nothing. Replies with the marks as they were, for undo. */
  'training.mark': channel(
    z.object({ marks: z.array(markView).min(1).max(5000) }),
    z.object({ before: z.array(markView) }),
  ),
} as const;
