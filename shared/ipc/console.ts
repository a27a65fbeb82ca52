import { z } from 'zod';
import {
  actionSides,
  actionStatuses,
  answerChoices,
  attendanceMarks,
  conflictStates,
  enrolmentStatuses,
  feedbackQuestions,
  findingRecurrences,
  followUpOutcomes,
  inspectionStatuses,
  instructorRoles,
  issueStatuses,
  programmes,
  roles,
  sensitivities,
  severities,
  trainingStatuses,
  visitModes,
} from '../domain/vocabularies.ts';
import { bilingual, day, id, moment, programme } from './common.ts';
import { conflictFacts } from './conflicts.ts';
import { templatePreview, templateRow, uploadedForm } from './console-templates.ts';
import { scoreView } from './inspections.ts';
import { keptChange } from './quarantine.ts';

/**
 * The admin API of headquarters, as the console and support scripts use it. Every reply is JSON; a refusal is
 * `{ error: ErrorShape }` with an HTTP status. Requests go by `consoleCall`; everything but `session.*` needs the
 * session cookie, and every POST the header `x-outpost-csrf` with the token that `session.get` or `session.signIn` gave.
 */
export interface ConsoleRoute<Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  readonly method: 'GET' | 'POST';
  /** `:name` stands for the request's field of that name. */
  readonly path: string;
  readonly request: Q;
  readonly reply: A;
}

/** Header that carries the session's token on every POST, so that another site cannot make the browser act. */
export const csrfHeader = 'x-outpost-csrf';

const route = <Q extends z.ZodType, A extends z.ZodType>(
  method: 'GET' | 'POST',
  path: string,
  request: Q,
  reply: A,
): ConsoleRoute<Q, A> => ({ method, path, request, reply });

// Query strings carry text only, so numbers and flags are read from text.
const listRequest = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
  /** Words that must all occur. */
  text: z.string().trim().max(200).optional(),
  site: z.string().max(80).optional(),
  programme: programme.optional(),
};
const period = { from: day.optional(), to: day.optional() };
const oneRecord = z.object({ id: z.coerce.number().int().positive() });
const nothing = z.object({});
const listOf = <T extends z.ZodType>(row: T) => z.object({ total: z.int(), rows: z.array(row) });

export const adminView = z.object({ id: z.int(), name: z.string() });
export const sessionView = z.object({ admin: adminView.nullable(), csrf: z.string().nullable() });
export type SessionView = z.infer<typeof sessionView>;

export const certificateFacts = z.object({
  number: z.string(),
  /** As they stand on the paper. */
  nameAr: z.string().nullable(),
  nameLatin: z.string().nullable(),
  course: bilingual,
  runNumber: z.int().nullable(),
  venue: z.string().nullable(),
  startDate: day.nullable(),
  endDate: day.nullable(),
  site: bilingual,
  issuedOn: day,
  issuedBy: z.string().nullable(),
  withdrawnOn: day.nullable(),
  withdrawnReason: z.string().nullable(),
  /** What the roster says of the trainee now; null when they are not on it any more. */
  result: z.string().nullable(),
  /** How often it was printed. */
  copies: z.int(),
});
export type CertificateFacts = z.infer<typeof certificateFacts>;

/** What headquarters says of a paper. Its facts are given only to whoever has its check code. */
export const certificateVerdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('valid'), certificate: certificateFacts }),
  z.object({ verdict: z.literal('withdrawn'), certificate: certificateFacts }),
  z.object({ verdict: z.literal('wrong_code') }),
  z.object({
    verdict: z.literal('unknown'),
    /** The laptop whose block the number is of: it may not have sent its work yet. */
    laptop: z.object({ number: z.int(), label: z.string(), lastSeenAt: moment.nullable() }).nullable(),
  }),
]);
export type CertificateVerdict = z.infer<typeof certificateVerdict>;

/** How many live records of each kind headquarters holds. */
export const recordCounts = z.object({
  trainings: z.int(),
  sessions: z.int(),
  attendanceMarks: z.int(),
  visits: z.int(),
  actionItems: z.int(),
  inspections: z.int(),
  answers: z.int(),
  findings: z.int(),
});
export type RecordCounts = z.infer<typeof recordCounts>;

export const siteOverview = z.object({
  code: z.string(),
  name: bilingual,
  devices: z.int(),
  /** Last exchange of any of its laptops; null before the first. */
  lastContact: moment.nullable(),
  trainings: z.int(),
  visits: z.int(),
  inspections: z.int(),
  openActions: z.int(),
  overdueActions: z.int(),
});
export type SiteOverview = z.infer<typeof siteOverview>;

export const overview = z.object({
  headquarters: z.object({
    id: z.string(),
    epoch: z.string(),
    publicUrl: z.string(),
    version: z.string(),
    startedAt: moment,
  }),
  counts: recordCounts,
  people: z.int(),
  openActions: z.int(),
  overdueActions: z.int(),
  criticalFindings: z.int(),
  /** Ops and bytes of frames that ever arrived. */
  received: z.object({ ops: z.int(), frames: z.int(), bytes: z.int(), lastAt: moment.nullable() }),
  conflictsOpen: z.int(),
  quarantined: z.int(),
  sites: z.array(siteOverview),
});
export type Overview = z.infer<typeof overview>;

export const trainingRow = z.object({
  id,
  site: z.string(),
  programme,
  course: z.object({ code: z.string(), name: bilingual }),
  runNumber: z.int(),
  venue: z.string(),
  startDate: day,
  endDate: day,
  status: z.enum(trainingStatuses),
  enrolled: z.int(),
  sessions: z.int(),
  attendance: z.object({
    present: z.int(),
    late: z.int(),
    excused: z.int(),
    absent: z.int(),
    unmarked: z.int(),
  }),
  /** Hours present or late over hours held, 0 to 1; null before the first mark. */
  attendanceRate: z.number().nullable(),
});
export type TrainingRow = z.infer<typeof trainingRow>;

export const trainingDetail = z.object({
  training: trainingRow,
  provider: z.string().nullable(),
  language: z.string(),
  capacity: z.int().nullable(),
  report: z.string().nullable(),
  enteredBy: z.string().nullable(),
  enteredAt: moment,
  sessions: z.array(
    z.object({
      id,
      day,
      slot: z.string(),
      hours: z.number(),
      topic: z.string(),
      status: z.string(),
      /** Null unless it is cancelled. */
      cancelReason: z.string().nullable(),
    }),
  ),
  instructors: z.array(z.object({ name: z.string(), role: z.enum(instructorRoles) })),
  feedback: z.object({
    forms: z.int(),
    questions: z.array(
      z.object({
        question: z.enum(feedbackQuestions),
        /** 1 to 5; null while nobody answered. */
        mean: z.number().nullable(),
        answers: z.int(),
      }),
    ),
  }),
  followUps: z.object({
    due: z.int(),
    outcomes: z.array(z.object({ outcome: z.enum(followUpOutcomes), count: z.int() })),
  }),
  roster: z.array(
    z.object({
      personId: id,
      position: z.int(),
      name: bilingual,
      rank: bilingual.nullable(),
      institution: bilingual.nullable(),
      status: z.enum(enrolmentStatuses),
      preTest: z.number().nullable(),
      postTest: z.number().nullable(),
      /** One mark per session, in the order of `sessions`; null: not marked. */
      marks: z.array(z.enum(attendanceMarks).nullable()),
    }),
  ),
});
export type TrainingDetail = z.infer<typeof trainingDetail>;

export const visitRow = z.object({
  id,
  site: z.string(),
  programme,
  day,
  institution: bilingual,
  mode: z.enum(visitModes),
  sensitivity: z.enum(sensitivities),
  advisors: z.array(z.string()),
  issues: z.int(),
  openActions: z.int(),
  actions: z.int(),
  /** First words of what was done; null for a confidential visit. */
  excerpt: z.string().nullable(),
});
export type VisitRow = z.infer<typeof visitRow>;

export const actionRow = z.object({
  id,
  site: z.string(),
  programme,
  /** Null when it stems from a confidential visit or a restricted question. */
  description: z.string().nullable(),
  owner: z.string(),
  side: z.enum(actionSides),
  due: day.nullable(),
  status: z.enum(actionStatuses),
  overdue: z.boolean(),
  closedOn: day.nullable(),
  institution: bilingual.nullable(),
  visitId: id.nullable(),
  findingId: id.nullable(),
  inspectionId: id.nullable(),
});
export type ActionRow = z.infer<typeof actionRow>;

/** A photo of a record; its files are at `photoFilePath`. Photos of what is restricted are left out. */
export const consolePhoto = z.object({
  id,
  questionCode: z.string().nullable(),
  findingId: id.nullable(),
  caption: z.string().nullable(),
  /** By the camera's clock. */
  takenOn: day.nullable(),
  takenTime: z.string().nullable(),
  addedBy: z.string().nullable(),
  addedAt: moment,
  /** Its picture has arrived, whole and verified. */
  arrived: z.boolean(),
});
export type ConsolePhoto = z.infer<typeof consolePhoto>;

/**
 * @param photoId of the photo
 * @param part the picture or its thumbnail
 * @returns address of the JPEG
 */
export function photoFilePath(photoId: number | string, part: string): string {
  return `/api/photos/${photoId}/${part}`;
}

export const visitDetail = z.object({
  visit: visitRow,
  startTime: z.string().nullable(),
  endTime: z.string().nullable(),
  /** True for a confidential visit: its notes are left out. */
  withheld: z.boolean(),
  notes: z.object({
    objectives: z.string().nullable(),
    activities: z.string().nullable(),
    observations: z.string().nullable(),
    recommendations: z.string().nullable(),
    equipmentSeen: z.string().nullable(),
    trainingNeeds: z.string().nullable(),
  }),
  nextVisit: day.nullable(),
  /** Rank and post; names are left out. */
  counterparts: z.array(z.object({ rank: bilingual.nullable(), post: z.string().nullable() })),
  topics: z.array(z.string()),
  issues: z.array(
    z.object({ description: z.string(), severity: z.enum(severities), status: z.enum(issueStatuses) }),
  ),
  ratings: z.array(z.object({ area: bilingual, level: z.int(), levelName: bilingual.nullable() })),
  actions: z.array(actionRow),
  photos: z.array(consolePhoto),
  enteredBy: z.string().nullable(),
  enteredAt: moment,
});
export type VisitDetail = z.infer<typeof visitDetail>;

export const inspectionRow = z.object({
  id,
  site: z.string(),
  facility: bilingual,
  template: z.object({ code: z.string(), version: z.int(), title: bilingual }),
  startDate: day,
  endDate: day.nullable(),
  announced: z.boolean(),
  status: z.enum(inspectionStatuses),
  inspectors: z.array(z.string()),
  score: scoreView,
  findings: z.object({ critical: z.int(), major: z.int(), minor: z.int() }),
});
export type InspectionRow = z.infer<typeof inspectionRow>;

export const inspectionDetail = z.object({
  inspection: inspectionRow,
  summary: z.string().nullable(),
  submittedAt: moment.nullable(),
  sections: z.array(
    z.object({
      code: z.string(),
      name: bilingual,
      score: scoreView,
      questions: z.array(
        z.object({
          code: z.string(),
          label: bilingual,
          severity: z.string(),
          ruleRef: z.string(),
          unit: z.string().nullable(),
          /** A restricted question: its answer and comment are left out. */
          restricted: z.boolean(),
          answered: z.boolean(),
          choice: z.enum(answerChoices).nullable(),
          number: z.number().nullable(),
          words: z.string().nullable(),
          comment: z.string().nullable(),
          evidence: z.array(z.string()),
        }),
      ),
    }),
  ),
  findings: z.array(
    z.object({
      id,
      questionCode: z.string().nullable(),
      severity: z.enum(severities),
      /** Null when it stems from a restricted question. */
      description: z.string().nullable(),
      ruleRef: z.string(),
      recurrence: z.enum(findingRecurrences),
      reply: z.string(),
      actions: z.int(),
    }),
  ),
  photos: z.array(consolePhoto),
  enteredBy: z.string().nullable(),
  enteredAt: moment,
});
export type ConsoleInspectionDetail = z.infer<typeof inspectionDetail>;

export const deviceRow = z.object({
  number: z.int(),
  label: z.string(),
  /** Where it is at home. */
  site: z.string(),
  /** The sites that it may see and write, and the version of that grant. */
  sites: z.array(z.string()),
  grantVersion: z.int(),
  role: z.enum(roles),
  programme,
  app: z.string(),
  enrolledAt: moment,
  lastContact: moment.nullable(),
  /** Ops received from it so far. */
  headSeq: z.int(),
  /** Ops that it had when it was here last, and that have not arrived. */
  waiting: z.int(),
  /** The number under which it wrote before, and the one under which it went on; null: none. */
  formerly: z.int().nullable(),
  continuedAs: z.int().nullable(),
  /** How many ms its clock is ahead of headquarters' clock. */
  skewMs: z.number().nullable(),
  quarantined: z.int(),
  revokedAt: moment.nullable(),
});
export type DeviceRow = z.infer<typeof deviceRow>;

/** What a laptop may see and write from now on. */
export const deviceGrant = z.object({ version: z.int(), sites: z.array(z.string()) });
export type DeviceGrant = z.infer<typeof deviceGrant>;

/** A change that is kept aside, with its laptop. */
export const keptRow = keptChange.extend({
  /** `<device>-<seq>`. */
  id: z.string(),
  device: z.int(),
  laptop: z.string(),
  site: z.string(),
  /** The laptop was revoked. */
  revoked: z.boolean(),
  /** Table and field of the first objection, never a value. */
  detail: z.string(),
  /** When and by whom it was taken in; null while it is kept aside. */
  released: z.object({ at: moment, by: z.string() }).nullable(),
});
export type KeptRow = z.infer<typeof keptRow>;

/** Whether a change was taken in; if not, what stands in its way. */
export const keptVerdict = z.object({
  taken: z.boolean(),
  reason: z.string().nullable(),
  detail: z.string().nullable(),
});
export type KeptVerdict = z.infer<typeof keptVerdict>;

export const enrolmentRow = z.object({
  id: z.int(),
  label: z.string(),
  site: z.string(),
  role: z.enum(roles),
  programme,
  createdAt: moment,
  createdBy: z.string(),
  expiresAt: moment,
  usedBy: z.int().nullable(),
  state: z.enum(['open', 'used', 'expired']),
});
export type EnrolmentRow = z.infer<typeof enrolmentRow>;

export const enrolmentCreated = z.object({
  id: z.int(),
  /** The content of the enrolment file: shown once, never stored. */
  file: z.string(),
  fileName: z.string(),
  /** The same as one long code to paste. */
  code: z.string(),
  expiresAt: moment,
});
export type EnrolmentCreated = z.infer<typeof enrolmentCreated>;

export const auditRow = z.object({
  id: z.int(),
  at: moment,
  /** `admin.signIn`, `device.enrolled`, `exchange.refused`, `record.read`, … */
  action: z.string(),
  /** Name of the admin, or the device's number as text. */
  who: z.string(),
  /** What it was about: a kind and an id, never the content of a record. */
  subject: z.string(),
  /** Error code of a refusal, else null. */
  code: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type AuditRow = z.infer<typeof auditRow>;

export const consoleOptions = z.object({
  sites: z.array(z.object({ code: z.string(), name: bilingual, active: z.boolean() })),
  programmes: z.array(z.object({ code: z.enum(programmes), name: bilingual })),
});
export type ConsoleOptions = z.infer<typeof consoleOptions>;

/** Longest file for carrying that the console takes, bytes: weeks of work of a site without photos. */
export const longestCarriedFile = 32 * 1024 * 1024;

export const fileRead = z.object({
  /** The laptop that made it. */
  device: z.int(),
  label: z.string(),
  madeAt: moment,
  /** Changes that headquarters did not have. */
  newOps: z.int(),
  /** Names of the laptops whose work was in it. */
  laptops: z.array(z.string()),
  /** The file that goes back, base64, and a name for it. */
  reply: z.string(),
  replyName: z.string(),
});
export type FileRead = z.infer<typeof fileRead>;

/** Every call of the admin API. */
export const consoleRoutes = {
  'session.get': route('GET', '/api/session', nothing, sessionView),
  'session.signIn': route(
    'POST',
    '/api/session',
    z.object({ name: z.string().min(1).max(100), password: z.string().min(1).max(1000) }),
    sessionView,
  ),
  'session.signOut': route('POST', '/api/session/end', nothing, nothing),
  options: route('GET', '/api/options', nothing, consoleOptions),
  overview: route('GET', '/api/overview', z.object({ programme: programme.optional() }), overview),
  counts: route('GET', '/api/counts', nothing, recordCounts),
  'trainings.list': route(
    'GET',
    '/api/trainings',
    z.object({ ...listRequest, ...period, status: z.enum(trainingStatuses).optional() }),
    listOf(trainingRow),
  ),
  'trainings.get': route('GET', '/api/trainings/:id', oneRecord, trainingDetail),
  'visits.list': route(
    'GET',
    '/api/visits',
    z.object({ ...listRequest, ...period, mode: z.enum(visitModes).optional() }),
    listOf(visitRow),
  ),
  'visits.get': route('GET', '/api/visits/:id', oneRecord, visitDetail),
  'inspections.list': route(
    'GET',
    '/api/inspections',
    // Every inspection belongs to the corrections programme, so any other one selects none.
    z.object({ ...listRequest, ...period, status: z.enum(inspectionStatuses).optional() }),
    listOf(inspectionRow),
  ),
  'inspections.get': route('GET', '/api/inspections/:id', oneRecord, inspectionDetail),
  'actions.list': route(
    'GET',
    '/api/actions',
    z.object({
      ...listRequest,
      ...period,
      status: z.enum(actionStatuses).optional(),
      side: z.enum(actionSides).optional(),
      /** `1`: open or in progress and past its due date. */
      overdue: z.literal('1').optional(),
      /** `1`: open or in progress. */
      open: z.literal('1').optional(),
    }),
    listOf(actionRow),
  ),
  'conflicts.list': route(
    'GET',
    '/api/conflicts',
    z.object({ ...listRequest, ...period, state: z.enum(conflictStates).optional() }),
    listOf(conflictFacts),
  ),
  // By query: an id may be longer than a part of a path.
  'conflicts.get': route('GET', '/api/conflict', z.object({ id: z.string().max(2000) }), conflictFacts),
  'quarantine.list': route(
    'GET',
    '/api/quarantine',
    z.object({ ...listRequest, ...period, state: z.enum(['open', 'released']).default('open') }),
    listOf(keptRow),
  ),
  'quarantine.get': route(
    'GET',
    '/api/quarantine/:id',
    z.object({ id: z.string().regex(/^\d{1,7}-\d{1,15}$/) }),
    keptRow,
  ),
  /** Takes a change in that was kept aside, as it is or with fields corrected. */
  'quarantine.release': route(
    'POST',
    '/api/quarantine/release',
    z.object({
      device: z.int().positive(),
      seq: z.int().positive(),
      corrections: z
        .array(
          z.object({
            /** Place of the record in the change, and number of the field. */
            place: z.int().nonnegative(),
            field: z.int().positive(),
            value: z.union([z.null(), z.number(), z.string().max(20_000)]),
          }),
        )
        .max(500)
        .default([]),
    }),
    keptVerdict,
  ),
  /** Revokes a laptop, or takes that back. */
  'devices.revoke': route(
    'POST',
    '/api/devices/revoke',
    z.object({ device: z.int().positive(), revoked: z.boolean() }),
    z.object({ changed: z.boolean() }),
  ),
  'devices.list': route('GET', '/api/devices', nothing, listOf(deviceRow)),
  /** Gives a laptop other sites: further ones come with its next exchange, records of lost ones go from its disk. */
  'devices.grant': route(
    'POST',
    '/api/devices/grant',
    z.object({ device: z.int().positive(), sites: z.array(z.string().min(1).max(80)).max(1000) }),
    deviceGrant,
  ),
  'enrolments.list': route('GET', '/api/enrolments', nothing, listOf(enrolmentRow)),
  'enrolments.create': route(
    'POST',
    '/api/enrolments',
    z.object({
      site: z.string().min(1).max(80),
      label: z.string().trim().min(1).max(80),
      role: z.enum(roles),
      programme,
      /** Hours until the code expires. */
      hours: z
        .int()
        .min(1)
        .max(24 * 90)
        .default(72),
    }),
    enrolmentCreated,
  ),
  /** Compares a paper with what was issued. A POST, so that check codes stay out of addresses and logs. */
  'certificates.verify': route(
    'POST',
    '/api/certificates/verify',
    z.object({ number: z.string().min(1).max(80), code: z.string().min(1).max(20) }),
    certificateVerdict,
  ),
  'templates.list': route('GET', '/api/templates', nothing, listOf(templateRow)),
  /** Reads a workbook and says what it would become; nothing is kept. */
  'templates.check': route('POST', '/api/templates/check', uploadedForm, templatePreview),
  /** Publishes a workbook as the next version of its checklist: every laptop receives it. */
  'templates.publish': route(
    'POST',
    '/api/templates',
    uploadedForm.extend({
      titleEn: z.string().trim().min(1).max(500),
      titleAr: z.string().trim().min(1).max(500),
    }),
    z.object({ code: z.string(), version: z.int() }),
  ),
  /** The XLSForm of a version, as a workbook. */
  'templates.save': route(
    'GET',
    '/api/template-file',
    z.object({ code: z.string().max(80), version: z.coerce.number().int().positive() }),
    z.object({ fileName: z.string(), file: z.base64() }),
  ),
  /** Takes in a file that a laptop wrote, and gives the one that goes back to it. */
  'files.read': route(
    'POST',
    '/api/files',
    z.object({ file: z.base64().max(Math.ceil(longestCarriedFile / 3) * 4) }),
    fileRead,
  ),
  'audit.list': route(
    'GET',
    '/api/audit',
    z.object({
      limit: listRequest.limit,
      offset: listRequest.offset,
      action: z.string().max(80).optional(),
      refused: z.literal('1').optional(),
    }),
    listOf(auditRow),
  ),
} as const;

export type ConsoleRoutes = typeof consoleRoutes;
export type ConsoleRouteName = keyof ConsoleRoutes;
/** What a caller passes: defaults may be left out. */
export type ConsoleRequest<R extends ConsoleRouteName> = z.input<ConsoleRoutes[R]['request']>;
/** What headquarters works with, after parsing. */
export type ParsedConsoleRequest<R extends ConsoleRouteName> = z.output<ConsoleRoutes[R]['request']>;
export type ConsoleReply<R extends ConsoleRouteName> = z.output<ConsoleRoutes[R]['reply']>;

/**
 * How a call travels.
 *
 * @param name the call
 * @param request its request; absent and undefined fields are left out of the query
 * @returns method, path with query, and the JSON body of a POST (null for a GET)
 */
export function consoleCall<R extends ConsoleRouteName>(
  name: R,
  request: ConsoleRequest<R>,
): { readonly method: 'GET' | 'POST'; readonly url: string; readonly body: string | null } {
  const { method, path } = consoleRoutes[name];
  const fields = new Map(
    Object.entries(request as Record<string, unknown>).filter(([, v]) => v !== undefined),
  );
  const url = path.replace(/:(\w+)/g, (_, field: string) => {
    const value = fields.get(field);
    fields.delete(field);
    return encodeURIComponent(String(value));
  });
  if (method === 'POST') return { method, url, body: JSON.stringify(Object.fromEntries(fields)) };
  const query = [...fields]
    .map(([field, value]) => `${field}=${encodeURIComponent(String(value))}`)
    .join('&');
  return { method, url: query === '' ? url : `${url}?${query}`, body: null };
}
