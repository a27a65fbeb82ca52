import { z } from 'zod';
import {
  actionSides,
  actionStatuses,
  issueStatuses,
  scaleDirections,
  sensitivities,
  severities,
  visitModes,
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

const longText = z.string().max(20_000).nullable().default(null);

export const visitInput = z.object({
  programme,
  institutionId: id,
  day,
  startTime: clockTime.nullable().default(null),
  endTime: clockTime.nullable().default(null),
  mode: z.enum(visitModes),
  cancelReason: z.string().max(500).nullable().default(null),
  interpreter: z.string().max(300).nullable().default(null),
  objectives: longText,
  activities: longText,
  observations: longText,
  recommendations: longText,
  equipmentSeen: longText,
  trainingNeeds: longText,
  nextVisit: day.nullable().default(null),
  sensitivity: z.enum(sensitivities),
});
export type VisitInput = z.input<typeof visitInput>;

export const visitSummary = z.object({
  id,
  day,
  programme,
  institutionId: id,
  institution: bilingual,
  mode: z.enum(visitModes),
  sensitivity: z.enum(sensitivities),
  advisors: z.array(z.string()),
  openActions: z.int(),
  /** First words of what was done; null when nothing was written or the reader may not see it (then `hidden`). */
  excerpt: z.string().nullable(),
  /** A confidential visit of others, without the permission: its text and lists stay empty and cannot be changed. */
  hidden: z.boolean(),
  state: recordState,
});
export type VisitSummary = z.infer<typeof visitSummary>;

export const counterpartView = z.object({
  id,
  personId: id.nullable(),
  name: z.string().nullable(),
  rankCode: z.string().nullable(),
  post: z.string().nullable(),
});
export const issueView = z.object({
  id,
  description: z.string().min(1).max(20_000),
  severity: z.enum(severities),
  status: z.enum(issueStatuses),
});
export const ratingView = z.object({
  areaCode: z.string(),
  area: bilingual,
  scaleCode: z.string(),
  direction: z.enum(scaleDirections),
  level: z.int().nullable(),
  levelName: bilingual.nullable(),
  evidence: z.string(),
  /** The rating before this visit on the same scale. */
  previous: z.object({ level: z.int(), levelName: bilingual, day, evidence: z.string() }).nullable(),
});
export type RatingView = z.infer<typeof ratingView>;

export const actionView = z.object({
  id,
  description: z.string(),
  owner: z.string(),
  side: z.enum(actionSides),
  due: day.nullable(),
  status: z.enum(actionStatuses),
  closedOn: day.nullable(),
  evidence: z.string().nullable(),
  visitId: id.nullable(),
  findingId: id.nullable(),
  inspectionId: id.nullable(),
  institutionId: id.nullable(),
  institution: bilingual.nullable(),
  programme,
  overdue: z.boolean(),
  state: recordState,
});
export type ActionView = z.infer<typeof actionView>;

export const visitDetail = z.object({
  summary: visitSummary,
  input: visitInput,
  advisorIds: z.array(id),
  topics: z.array(z.object({ id, topic: z.string() })),
  counterparts: z.array(counterpartView),
  issues: z.array(issueView),
  ratings: z.array(ratingView),
  actions: z.array(actionView),
});
export type VisitDetail = z.infer<typeof visitDetail>;

export const actionInput = z.object({
  description: z.string().trim().min(1).max(20_000),
  owner: z.string().trim().max(300),
  side: z.enum(actionSides),
  due: day.nullable(),
  programme,
  visitId: id.nullable().default(null),
  findingId: id.nullable().default(null),
  institutionId: id.nullable().default(null),
});
export type ActionInput = z.input<typeof actionInput>;

export const mentoringChannels = {
  'mentoring.list': channel(
    z.object({
      programme: programme.optional(),
      institutionId: id.optional(),
      text: z.string().max(200).default(''),
    }),
    z.array(visitSummary),
  ),
  'mentoring.get': channel(z.object({ visitId: id }), visitDetail),
  'mentoring.create': channel(visitInput, created),
  'mentoring.update': channel(z.object({ visitId: id, patch: patchOf(visitInput) }), nothing),
  'mentoring.remove': channel(z.object({ visitId: id }), nothing),
  'mentoring.restore': channel(z.object({ visitId: id }), nothing),
  'mentoring.setAdvisors': channel(z.object({ visitId: id, advisorIds: z.array(id).max(20) }), nothing),
  'mentoring.setTopics': channel(
    z.object({ visitId: id, topics: z.array(z.string().trim().min(1).max(300)).max(50) }),
    nothing,
  ),
  'mentoring.saveCounterpart': channel(
    z.object({ visitId: id, counterpart: counterpartView.omit({ id: true }).extend({ id: id.optional() }) }),
    created,
  ),
  'mentoring.removeCounterpart': channel(z.object({ id }), nothing),
  'mentoring.saveIssue': channel(
    z.object({ visitId: id, issue: issueView.omit({ id: true }).extend({ id: id.optional() }) }),
    created,
  ),
  'mentoring.removeIssue': channel(z.object({ id }), nothing),
  /** Evidence is required with a level; a null level takes the rating back. */
  'mentoring.rate': channel(
    z.object({
      visitId: id,
      areaCode: z.string(),
      level: z.int().nullable(),
      evidence: z.string().max(20_000),
    }),
    nothing,
  ),
  'actions.list': channel(
    z.object({
      status: z.enum(['open', 'overdue', 'closed', 'all']).default('open'),
      side: z.enum(actionSides).optional(),
      institutionId: id.optional(),
      text: z.string().max(200).default(''),
    }),
    z.array(actionView),
  ),
  'actions.create': channel(actionInput, created),
  'actions.update': channel(
    z.object({
      id,
      patch: patchOf(actionInput),
    }),
    nothing,
  ),
  /** Closing asks for evidence. */
  'actions.setStatus': channel(
    z.object({
      id,
      status: z.enum(actionStatuses),
      evidence: z.string().max(20_000).nullable(),
      closedOn: day.nullable(),
    }),
    nothing,
  ),
  'actions.remove': channel(z.object({ id }), nothing),
  'actions.restore': channel(z.object({ id }), nothing),
} as const;
