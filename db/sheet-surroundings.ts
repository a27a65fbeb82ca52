import type { GivenAnswer } from '#shared/checklist/answer-sheet.ts';
import type { Blocks, InspectionFacts } from '#shared/checklist/filled-form.ts';
import type { Template } from '#shared/checklist/template.ts';
import { splitId } from '#shared/domain/ids.ts';
import type { ReadableDb } from './database.ts';
import type { InspectionRow } from './inspection-access.ts';

/**
 * @param read the open database
 * @param inspectionIds inspections
 * @returns the blocks that inspectors have added to each, by the name of the repeat, in the order of their ids
 */
export function blocksOfMany(
  read: ReadableDb,
  inspectionIds: readonly number[],
): ReadonlyMap<number, Blocks> {
  const found = new Map<number, Map<string, number[]>>();
  for (const { id, inspectionId, repeat } of read.all<{ id: number; inspectionId: number; repeat: string }>(
    `SELECT b.id, b.inspection_id AS inspectionId, b.repeat_code AS repeat
      FROM json_each(?) wanted CROSS JOIN inspection_block b ON b.inspection_id = wanted.value
      WHERE b.deleted = 0 AND b.repeat_code IS NOT NULL ORDER BY b.id`,
    JSON.stringify(inspectionIds),
  )) {
    const blocks = found.get(inspectionId) ?? new Map<string, number[]>();
    found.set(inspectionId, blocks);
    blocks.set(repeat, [...(blocks.get(repeat) ?? []), id]);
  }
  return found;
}

/**
 * @param read the open database
 * @param inspection an inspection
 * @returns what this laptop knows of it, for questions that nobody is asked
 */
export function factsOf(read: ReadableDb, inspection: InspectionRow): InspectionFacts {
  const advisor = read.one<{ name: string | null }>(
    'SELECT display_name AS name FROM advisor WHERE id = ?',
    inspection.entered_by,
  );
  return {
    start: inspection.entered_at,
    end: inspection.submitted_at ?? undefined,
    username: advisor?.name ?? undefined,
    deviceid: String(splitId(inspection.id).device),
  };
}

/**
 * Questions that are answered by a photo: their answer is how many there are.
 *
 * @param read the open database
 * @param template the checklist
 * @param inspectionId an inspection
 * @returns those answers
 */
export function photoAnswers(
  read: ReadableDb,
  template: Template,
  inspectionId: number,
): readonly GivenAnswer[] {
  if (!template.questions.some(({ responseType }) => responseType === 'image')) return [];
  return read
    .all<{ code: string; photos: number }>(
      `SELECT question_code AS code, count(*) AS photos FROM attachment
        WHERE inspection_id = ? AND question_code IS NOT NULL AND deleted = 0 GROUP BY question_code`,
      inspectionId,
    )
    .filter(({ code }) => template.byCode.get(code)?.responseType === 'image')
    .map(({ code, photos }) => ({
      ...{ questionCode: code, repeat: 0, choice: null, number: null },
      words: String(photos),
    }));
}
