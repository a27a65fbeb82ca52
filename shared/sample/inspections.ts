import type { AnswerValue } from '../ipc/inspections.ts';
import checklist from '../reference/prison-checklist.json' with { type: 'json' };
import { command, type SampleCommand } from './command.ts';
import { institutionsOf } from './people.ts';
import type { Random } from './random.ts';
import { addDays } from './work-days.ts';

type Question = (typeof checklist)[number];

/** What an inspection by these commands holds, for comparison. */
export interface SampleInspection {
  readonly commands: readonly SampleCommand[];
  readonly answers: number;
  readonly findings: number;
}

const facilityTypes = ['ICSP', 'ICSD', 'ICSJ', 'MOID', 'KRGP'] as const;

/**
 * An inspection with an answer to every question of the full checklist, findings with a corrective action for the
 * gravest shortcomings, a census and the phases of the visit.
 *
 * @param random the draws
 * @param site code of the site
 * @param day first day, `YYYY-MM-DD`
 * @param name under which the inspection is kept
 * @returns the commands and what they make
 */
export function sampleInspection(random: Random, site: string, day: string, name: string): SampleInspection {
  const own = institutionsOf(site, facilityTypes);
  // A site without a prison sends its inspectors to another one's.
  const facility = random.pick(own.length > 0 ? own : institutionsOf(undefined, facilityTypes));
  const inspectionId = { $ref: `${name}.id` };
  const answers = checklist.map((question) => ({ question, value: drawAnswer(random, question, day) }));
  const grave = answers
    .filter(({ question, value }) => value.choice === 'no' && question.severity !== 'minor')
    .slice(0, 8);
  const commands = [
    command(
      'inspections.start',
      {
        facilityId: facility.id,
        templateCode: 'PRISON-FULL',
        templateVersion: 1,
        startDate: day,
        announced: false,
      },
      name,
    ),
    command('inspections.update', { inspectionId, patch: { met: 'معاون المدير', endDate: addDays(day, 1) } }),
    command('inspections.setPhase', { inspectionId, phase: 'opening_talk', done: true, notes: null }),
    ...answers.map(({ question, value }) =>
      command('inspections.answer', {
        inspectionId,
        questionCode: question.code,
        value,
        evidenceUsed: evidenceOf(question),
        ...(random.chance(0.12) ? { comment: random.pick(comments) } : {}),
      }),
    ),
    ...grave.flatMap(({ question }, index) => findingCommands(question, index, name, facility.id, day)),
    census(random, inspectionId),
    command('inspections.setPhase', { inspectionId, phase: 'tour', done: true, notes: null }),
    command('inspections.setPhase', { inspectionId, phase: 'closing_talk', done: true, notes: null }),
  ];
  return { commands, answers: answers.length, findings: grave.length };
}

const comments = [
  'Seen in three of four sampled files.',
  'مطابق لما ورد في السجل.',
  'The deputy director confirmed this.',
  'لوحظ أثناء الجولة في القاعتين الثانية والرابعة.',
] as const;

function drawAnswer(random: Random, question: Question, day: string): AnswerValue {
  const empty: AnswerValue = { choice: null, number: null, words: null };
  switch (question.response_type) {
    case 'integer':
      return { ...empty, number: drawCount(random, question) };
    case 'decimal':
      return { ...empty, number: drawMeasure(random, question.unit) };
    case 'date':
      return { ...empty, words: addDays(day, -random.between(20, 500)) };
    case 'text':
      return { ...empty, words: 'رئيس المهندسين، وزارة العدل' };
    default:
      return { ...empty, choice: drawChoice(random) };
  }
}

function drawChoice(random: Random): 'yes' | 'partial' | 'no' | 'na' {
  const draw = random.share();
  if (draw < 0.58) return 'yes';
  if (draw < 0.76) return 'partial';
  return draw < 0.94 ? 'no' : 'na';
}

function drawCount(random: Random, question: Question): number {
  if (question.unit === 'kcal') return random.between(1900, 2700);
  if (question.unit === 'persons' && question.adverse_when === '') return random.between(80, 640);
  return random.chance(0.6) ? 0 : random.between(1, 18);
}

function drawMeasure(random: Random, unit: string): number {
  const tenth = (low: number, high: number): number => random.between(low * 10, high * 10) / 10;
  switch (unit) {
    case 'degC':
      return tenth(15, 36);
    case 'm2':
      return tenth(1, 6);
    case 'L/person/day':
      return tenth(6, 30);
    default:
      return tenth(0, 12);
  }
}

function evidenceOf(question: Question): ('document' | 'observation' | 'interview')[] {
  const known = ['document', 'observation', 'interview'] as const;
  const asked = question.evidence_type.split('|');
  const used = known.filter((type) => asked.includes(type));
  return used.length >= 2 ? used : ['document', 'observation'];
}

function findingCommands(
  question: Question,
  index: number,
  inspection: string,
  facilityId: number,
  day: string,
): readonly SampleCommand[] {
  const name = `${inspection}finding${index}`;
  return [
    command(
      'inspections.saveFinding',
      {
        inspectionId: { $ref: `${inspection}.id` },
        questionCode: question.code,
        severity: question.severity === 'critical' ? 'critical' : 'major',
        description: `لم يتحقق: ${question.label_ar}`,
        ruleRef: question.rule_ref,
      },
      name,
    ),
    command('actions.create', {
      description: `Put right and report in writing (${question.rule_ref}).`,
      owner: 'مدير المؤسسة',
      side: 'theirs',
      due: addDays(day, 30 + 7 * index),
      programme: 'corrections',
      findingId: { $ref: `${name}.id` },
      institutionId: facilityId,
    }),
  ];
}

function census(random: Random, inspectionId: { readonly $ref: string }): SampleCommand {
  const population = random.between(180, 620);
  const convicted = Math.round(population * 0.45);
  const capacity = Math.round(population * 0.8);
  return command('inspections.saveCensus', {
    inspectionId,
    source: 'count',
    figures: {
      official_capacity: capacity,
      operational_capacity: capacity,
      net_living_area: population * 2.4,
      beds: Math.round(population * 0.7),
      working_toilets: Math.round(population / 28),
      working_showers: Math.round(population / 60),
      water_litres: population * 18,
      untried_over_6_months: Math.round(population * 0.12),
      held_past_release: random.between(0, 6),
      deaths_12_months: random.between(0, 2),
      staff_authorised: 160,
      staff_on_payroll: 148,
      staff_present: 96,
      register_population: population + random.between(-2, 2),
      counted_population: population,
    },
    cells: [
      { sex: 'male', ageBand: '18_plus', legalStatus: 'convicted', persons: convicted },
      { sex: 'male', ageBand: '18_plus', legalStatus: 'awaiting_trial', persons: population - convicted },
    ],
  });
}
