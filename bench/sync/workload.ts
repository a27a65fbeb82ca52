import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import questions from '#shared/reference/prison-checklist.json' with { type: 'json' };
import { random } from '#tests/sync/marks.ts';

export type MarkRow = RowOf<typeof tables.attendanceMark>;
export type AnswerRow = RowOf<typeof tables.answer>;

/** How much is recorded. */
export interface WorkloadSize {
  readonly marks: number;
  readonly inspections: number;
  readonly answersPerInspection: number;
}

/** What two busy sites record in a year. */
export const yearOfWork: WorkloadSize = { marks: 50_000, inspections: 2_000, answersPerInspection: 90 };

/** Values that one mark and one answer carry besides their keys. */
export const fieldsPerMark =
  Object.keys(tables.attendanceMark.fields).length - tables.attendanceMark.key.length;

const traineesPerSession = 60;
const choices = ['yes', 'yes', 'yes', 'partial', 'no', 'na'] as const;
const comments = [
  'Seen in the register of the day shift.',
  'السجل غير مكتمل منذ الشهر الماضي',
  'Two of five files sampled had no valid order.',
  'أكد المدير أن الماء متوفر أربع ساعات يومياً',
] as const;

/**
 * @param count how many
 * @param site code of the site
 * @param firstId id from which sessions and people are numbered
 * @returns attendance marks, session by session of 60 trainees
 */
export function* markRows(count: number, site: string, firstId: number): Generator<MarkRow> {
  const next = random(count);
  for (let index = 0; index < count; index++) {
    const draw = next();
    const mark = draw < 0.87 ? 'present' : draw < 0.93 ? 'late' : draw < 0.97 ? 'absent' : 'excused';
    yield {
      session_id: firstId + Math.floor(index / traineesPerSession),
      person_id: firstId + 1_000_000 + (index % traineesPerSession) + 60 * (Math.floor(index / 1200) % 40),
      site,
      mark,
      minutes: mark === 'late' ? 5 * (1 + Math.floor(next() * 9)) : null,
    };
  }
}

/**
 * @param size how many inspections of how many answers
 * @param site code of the site
 * @param firstId id from which inspections are numbered
 * @returns answers, inspection by inspection; every ninth has a comment
 */
export function* answerRows(size: WorkloadSize, site: string, firstId: number): Generator<AnswerRow> {
  const next = random(size.inspections);
  for (let inspection = 0; inspection < size.inspections; inspection++) {
    for (let place = 0; place < size.answersPerInspection; place++) {
      const question = questions[place % questions.length];
      const comment = next() < 1 / 9 ? (comments[Math.floor(next() * comments.length)] ?? null) : null;
      yield {
        inspection_id: firstId + 2_000_000 + inspection,
        question_code: question?.code ?? `Q-${place}`,
        repeat: 0,
        site,
        choice: choices[Math.floor(next() * choices.length)] ?? 'yes',
        number: null,
        words: null,
        comment,
        evidence: next() < 0.5 ? 'document' : 'document|observation',
      };
    }
  }
}
