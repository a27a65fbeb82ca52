import { z } from 'zod';
import {
  administrationReplies,
  ageBands,
  answerChoices,
  censusSources,
  evidenceTypes,
  findingRecurrences,
  inspectionPhases,
  inspectionStatuses,
  legalStatuses,
  severities,
  sexes,
} from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import { bilingual, created, day, id, moment, nothing, recordState } from './common.ts';
import { actionView } from './mentoring.ts';

/** A score never goes without its coverage. */
export const scoreView = z.object({
  /** 0 to 100; null when nothing scored was answered. */
  score: z.number().nullable(),
  /** Share of the questions that were answered, 0 to 1. */
  coverage: z.number(),
  answered: z.int(),
  questions: z.int(),
  band: z.enum(['none', 'poor', 'weak', 'fair', 'good']),
  /** A critical "no" caps the band. */
  capped: z.boolean(),
});
export type ScoreView = z.infer<typeof scoreView>;

export const inspectionSummary = z.object({
  id,
  facilityId: id,
  facility: bilingual,
  templateCode: z.string(),
  templateVersion: z.int(),
  template: bilingual,
  startDate: day,
  endDate: day.nullable(),
  announced: z.boolean(),
  status: z.enum(inspectionStatuses),
  score: scoreView,
  findings: z.object({ critical: z.int(), major: z.int(), minor: z.int() }),
  state: recordState,
});
export type InspectionSummary = z.infer<typeof inspectionSummary>;

export const answerValue = z.object({
  choice: z.enum(answerChoices).nullable(),
  number: z.number().nullable(),
  words: z.string().max(20_000).nullable(),
});
export type AnswerValue = z.infer<typeof answerValue>;

export const questionView = z.object({
  code: z.string(),
  seq: z.int(),
  label: bilingual,
  responseType: z.string(),
  unit: z.string().nullable(),
  ruleRef: z.string(),
  severity: z.enum(severities),
  core: z.boolean(),
  restricted: z.boolean(),
  evidence: z.array(z.string()),
  adverseWhen: z.string().nullable(),
  thresholdBasis: z.string().nullable(),
  /** The block in which it is asked, by its id; 0 outside repeats. */
  repeat: z.int(),
  hint: bilingual.nullable(),
  /** Where it stands within its section: names of the groups around it, outermost first. */
  groups: z.array(bilingual),
  /** What a list offers now. */
  choices: z.array(
    z.object({
      name: z.string(),
      /** Null: something else, which the comment says. */
      label: bilingual.nullable(),
    }),
  ),
  range: z.object({ start: z.number(), end: z.number(), step: z.number() }).nullable(),
  required: z.boolean(),
  readOnly: z.boolean(),
  /** Null when unanswered, or when the reader may not see a restricted answer (then `hidden`). */
  value: answerValue.nullable(),
  hidden: z.boolean(),
  comment: z.string().nullable(),
  evidenceUsed: z.array(z.enum(evidenceTypes)),
  adverse: z.boolean(),
  previous: z.object({ value: answerValue, day }).nullable(),
  findingId: id.nullable(),
  state: recordState,
});
export type QuestionView = z.infer<typeof questionView>;

export const findingView = z.object({
  id,
  inspectionId: id,
  questionCode: z.string().nullable(),
  question: bilingual.nullable(),
  severity: z.enum(severities),
  description: z.string(),
  ruleRef: z.string(),
  recurrence: z.enum(findingRecurrences),
  reply: z.enum(administrationReplies),
  replyText: z.string().nullable(),
  replyOn: day.nullable(),
  /** A critical finding wants at least two evidence types. */
  evidenceMissing: z.boolean(),
  actions: z.array(actionView),
});
export type FindingView = z.infer<typeof findingView>;

export const inspectionDetail = z.object({
  summary: inspectionSummary,
  met: z.string().nullable(),
  summaryText: z.string().nullable(),
  inspectorIds: z.array(id),
  phases: z.array(
    z.object({ phase: z.enum(inspectionPhases), doneAt: moment.nullable(), notes: z.string().nullable() }),
  ),
  sections: z.array(z.object({ code: z.string(), name: bilingual, score: scoreView, findings: z.int() })),
  findings: z.array(findingView),
  amendments: z.array(z.object({ reason: z.string(), madeAt: moment, madeBy: z.string() })),
  hasCensus: z.boolean(),
});
export type InspectionDetail = z.infer<typeof inspectionDetail>;

export const censusFigures = [
  'official_capacity',
  'operational_capacity',
  'net_living_area',
  'beds',
  'working_toilets',
  'working_showers',
  'water_litres',
  'foreigners',
  'disabled',
  'pregnant_or_nursing',
  'children_with_mothers',
  'untried_over_6_months',
  'held_past_release',
  'solitary',
  'solitary_over_15_days',
  'admissions_12_months',
  'releases_12_months',
  'deaths_12_months',
  'escapes_12_months',
  'erroneous_releases_12_months',
  'staff_authorised',
  'staff_on_payroll',
  'staff_present',
  'staff_female',
  'staff_medical',
  'staff_trained',
  'register_population',
  'counted_population',
] as const;

export const censusCell = z.object({
  sex: z.enum(sexes),
  ageBand: z.enum(ageBands),
  legalStatus: z.enum(legalStatuses),
  persons: z.int().min(0).max(100_000).nullable(),
});

export const indicatorView = z.object({
  /** Key of the catalogue: `census.indicator.<code>`. */
  code: z.string(),
  /** Null: unknown, because an input is missing or a denominator is zero. */
  value: z.number().nullable(),
  unit: z.enum(['percent', 'm2', 'litres', 'persons', 'per_1000', 'count']),
  flag: z.enum(['ok', 'watch', 'alarm', 'unknown']),
  source: z.string(),
});
export type IndicatorView = z.infer<typeof indicatorView>;

export const censusView = z.object({
  source: z.enum(censusSources),
  takenAt: moment,
  figures: z.record(z.enum(censusFigures), z.number().min(0).nullable()),
  cells: z.array(censusCell),
  population: z.int().nullable(),
  indicators: z.array(indicatorView),
});
export type CensusView = z.infer<typeof censusView>;

export const inspectionChannels = {
  'inspections.list': channel(
    z.object({
      status: z.enum(inspectionStatuses).optional(),
      facilityId: id.optional(),
      text: z.string().max(200).default(''),
    }),
    z.array(inspectionSummary),
  ),
  'inspections.templates': channel(
    nothing,
    z.array(z.object({ code: z.string(), version: z.int(), title: bilingual, questions: z.int() })),
  ),
  'inspections.start': channel(
    z.object({
      facilityId: id,
      templateCode: z.string(),
      templateVersion: z.int(),
      startDate: day,
      announced: z.boolean(),
    }),
    created,
  ),
  'inspections.get': channel(z.object({ inspectionId: id }), inspectionDetail),
  'inspections.update': channel(
    z.object({
      inspectionId: id,
      patch: z
        .object({
          startDate: day,
          endDate: day.nullable(),
          announced: z.boolean(),
          met: z.string().max(500).nullable(),
          summaryText: z.string().max(20_000).nullable(),
        })
        .partial(),
    }),
    nothing,
  ),
  'inspections.setPhase': channel(
    z.object({
      inspectionId: id,
      phase: z.enum(inspectionPhases),
      done: z.boolean(),
      notes: z.string().max(20_000).nullable(),
    }),
    nothing,
  ),
  'inspections.section': channel(
    z.object({ inspectionId: id, sectionCode: z.string() }),
    z.array(questionView),
  ),
  /** The repeats of a section: one block each cell block or room. */
  'inspections.blocks': channel(
    z.object({ inspectionId: id, sectionCode: z.string() }),
    z.array(
      z.object({
        code: z.string(),
        label: bilingual,
        /** Another answer says how many there are. */
        counted: z.boolean(),
        /** `number` counts them from 1. */
        blocks: z.array(z.object({ id: z.int(), number: z.int() })),
      }),
    ),
  ),
  'inspections.addBlock': channel(z.object({ inspectionId: id, repeatCode: z.string() }), created),
  'inspections.removeBlock': channel(z.object({ blockId: id }), nothing),
  'inspections.restoreBlock': channel(z.object({ blockId: id }), nothing),
  /** A null value takes the answer back. `undefined` parts stay as they are. Replies with the new score. */
  'inspections.answer': channel(
    z.object({
      inspectionId: id,
      questionCode: z.string(),
      repeat: z.int().min(0).default(0),
      value: answerValue.nullable().optional(),
      comment: z.string().max(20_000).nullable().optional(),
      evidenceUsed: z.array(z.enum(evidenceTypes)).optional(),
    }),
    z.object({ score: scoreView, section: scoreView, adverse: z.boolean() }),
  ),
  'inspections.saveFinding': channel(
    z.object({
      inspectionId: id,
      id: id.optional(),
      questionCode: z.string().nullable(),
      severity: z.enum(severities),
      description: z.string().trim().min(1).max(20_000),
      ruleRef: z.string().max(300),
      recurrence: z.enum(findingRecurrences).default('new'),
      reply: z.enum(administrationReplies).default('none'),
      replyText: z.string().max(20_000).nullable().default(null),
      replyOn: day.nullable().default(null),
    }),
    created,
  ),
  'inspections.removeFinding': channel(z.object({ findingId: id }), nothing),
  'inspections.restoreFinding': channel(z.object({ findingId: id }), nothing),
  'inspections.census': channel(z.object({ inspectionId: id }), censusView.nullable()),
  'inspections.saveCensus': channel(
    z.object({
      inspectionId: id,
      source: z.enum(censusSources),
      figures: z.partialRecord(z.enum(censusFigures), z.number().min(0).nullable()),
      cells: z.array(censusCell).default([]),
    }),
    censusView,
  ),
  /** What still stands in the way of submitting, for the review page. */
  'inspections.review': channel(
    z.object({ inspectionId: id }),
    z.object({
      unanswered: z.array(z.object({ code: z.string(), section: z.string(), label: bilingual })),
      adverseWithoutFinding: z.array(z.object({ code: z.string(), label: bilingual })),
      findingsWithoutAction: z.array(z.object({ findingId: id, description: z.string() })),
      evidenceMissing: z.array(z.object({ findingId: id, description: z.string() })),
      /** Findings of the last visit whose question has none this time: closed, or overlooked. */
      openFromLastVisit: z.array(z.object({ findingId: id, description: z.string(), day })),
    }),
  ),
  /** Locks the inspection; later changes need `inspections.amend`. */
  'inspections.submit': channel(z.object({ inspectionId: id }), nothing),
  /** Opens a submitted inspection for changes, with the reason. */
  'inspections.amend': channel(
    z.object({ inspectionId: id, reason: z.string().trim().min(1).max(2000) }),
    nothing,
  ),
} as const;
