import { z } from 'zod';
import {
  attendanceMarks,
  enrolmentStatuses,
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
});
export type SessionView = z.infer<typeof sessionView>;

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

export const trainingDetail = z.object({
  summary: trainingSummary,
  input: trainingInput,
  report: z.string().nullable(),
  passRule: z.object({ attendancePercent: z.int(), postTestPercent: z.int() }),
  sessions: z.array(sessionView),
  trainees: z.array(traineeView),
  marks: z.array(markView),
});
export type TrainingDetail = z.infer<typeof trainingDetail>;

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
  'training.enrol': channel(
    z.object({ eventId: id, personIds: z.array(id).min(1).max(2000) }),
    z.object({ added: z.int() }),
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

/** Fields of a roster that a column of a file can be mapped to. */
export const rosterFields = [
  'name_ar',
  'name_latin',
  'badge',
  'rank',
  'unit',
  'sex',
  'birth_date',
  'phone',
  'governorate',
  'vetting_status',
  'pre_test',
  'post_test',
] as const;
export type RosterField = (typeof rosterFields)[number];

export const sheetPreview = z.object({
  name: z.string(),
  rows: z.int(),
  /** 1-based row of the header as found, or null. */
  headerRow: z.int().nullable(),
  headers: z.array(
    z.object({ column: z.string(), title: z.string(), guess: z.enum(rosterFields).nullable() }),
  ),
  sample: z.array(z.array(z.string())),
});
export type SheetPreview = z.infer<typeof sheetPreview>;

export const cellIssue = z.object({
  sheet: z.string(),
  /** 1-based row as the spreadsheet shows it. */
  row: z.int(),
  /** Column letter as the spreadsheet shows it. */
  column: z.string(),
  severity: z.enum(['error', 'warning']),
  /** Key of the catalogue: `import.issue.<code>`. */
  code: z.string(),
  value: z.string(),
});
export type CellIssue = z.infer<typeof cellIssue>;

export const rosterRow = z.object({
  row: z.int(),
  values: z.record(z.string(), z.string()),
  /** Known people that this row may be, best first. */
  matches: z.array(z.object({ person: personSummary, score: z.number(), reasons: z.array(z.string()) })),
  /** What import does unless told otherwise. */
  proposal: z.enum(['create', 'use_existing', 'skip']),
});
export type RosterRow = z.infer<typeof rosterRow>;

export const importChannels = {
  /** Reads a spreadsheet or CSV. The bytes stay in the core until committed, discarded or locked. */
  'import.inspect': channel(
    z.object({
      fileName: z.string().max(300),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
    z.object({ importId: z.string(), fileName: z.string(), sheets: z.array(sheetPreview) }),
  ),
  'import.preview': channel(
    z.object({
      importId: z.string(),
      sheet: z.string(),
      headerRow: z.int().min(1),
      /** Column letter → field. */
      mapping: z.record(z.string(), z.enum(rosterFields)),
      eventId: id,
    }),
    z.object({ rows: z.array(rosterRow), issues: z.array(cellIssue), creatable: z.int(), matched: z.int() }),
  ),
  'import.commit': channel(
    z.object({
      importId: z.string(),
      eventId: id,
      /** Row number → decision, where it differs from the proposal. */
      decisions: z.record(
        z.string(),
        z.union([z.literal('create'), z.literal('skip'), z.object({ use: id })]),
      ),
    }),
    z.object({
      created: z.int(),
      matched: z.int(),
      enrolled: z.int(),
      skipped: z.int(),
      undoToken: z.string(),
    }),
  ),
  'import.undo': channel(z.object({ undoToken: z.string() }), nothing),
  'import.discard': channel(z.object({ importId: z.string() }), nothing),
} as const;
