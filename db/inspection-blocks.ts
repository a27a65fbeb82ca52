import { inBothLanguages } from '#shared/checklist/template-of-form.ts';
import { tables } from '#shared/domain/registry.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { mostBlocks } from '#shared/xlsform/form-state.ts';
import type { Author, ReadableDb, WritableDb } from './database.ts';
import { requireInspection, requireUnlocked } from './inspection-access.ts';
import { sheetOf } from './inspection-answers.ts';
import { invalidField, notFound } from './refusal.ts';
import { type Belonging, removeTogether, restoreTogether } from './restore.ts';
import { blocksOfMany } from './sheet-surroundings.ts';

/** Blocks have ids of their own, which no number of a counted block reaches, so answers go and come with them. */
const removedWithBlock: readonly Belonging[] = [{ table: tables.answer, parent: 'repeat' }];

/**
 * @param read the open database
 * @param inspectionId an inspection
 * @param sectionCode a section of its checklist
 * @returns the repeats of the section that apply, with their blocks in order
 * @throws OutpostError `not_found`
 */
export function readBlocks(
  read: ReadableDb,
  inspectionId: number,
  sectionCode: string,
): ReplyOf<'inspections.blocks'> {
  const { filled, template } = sheetOf(read, requireInspection(read, inspectionId));
  const section = template.sections.find(({ code }) => code === sectionCode);
  if (!section) throw notFound('template_section');
  const repeats = template.program.nodes.filter(
    (node) =>
      node.kind === 'repeat' &&
      template.questions.some(({ repeat, section: own }) => repeat === node.name && own === section.code),
  );
  return repeats.flatMap((node) => {
    // A repeat without blocks has no place of its own: whether it applies is known of what is around it.
    const around = node.parent && filled.state.placesOf(node.parent)[0];
    const counted = node.formulas.repeat_count !== undefined;
    if (!around?.applies || !node.item) return [];
    return {
      code: node.name,
      label: inBothLanguages(node.item.label, template.program.source) ?? { en: node.name, ar: node.name },
      counted,
      blocks: filled.state
        .placesOf(node)
        .filter((place) => place.applies)
        .map((place) => ({ id: filled.repeatOf(place), number: place.block })),
    };
  });
}

/**
 * Adds a block to a repeat: one more cell block, one more room.
 *
 * @param tx the transaction
 * @param author who adds it
 * @param request inspection and name of the repeat
 * @param now the moment, UTC
 * @returns its id, by which its answers are told
 * @throws OutpostError `not_found`, `conflicting_state` once submitted; `invalid_request` when another answer counts the
 *   blocks or there are as many as there can be
 */
export function addBlock(
  tx: WritableDb,
  author: Author,
  request: { readonly inspectionId: number; readonly repeatCode: string },
  now: Date,
): number {
  const inspection = requireUnlocked(tx, request.inspectionId);
  const { program } = sheetOf(tx, inspection).template;
  const node = program.nodes.find(({ kind, name }) => kind === 'repeat' && name === request.repeatCode);
  if (!node) throw notFound('inspection_block');
  if (node.formulas.repeat_count) throw invalidField('repeatCode', 'Another answer says how many there are.');
  const known = blocksOfMany(tx, [inspection.id]).get(inspection.id)?.get(node.name)?.length ?? 0;
  if (known >= mostBlocks) throw invalidField('repeatCode', `There are ${mostBlocks} already.`);
  const id = tx.newId();
  tx.insert(tables.inspectionBlock, {
    id,
    site: inspection.site,
    inspection_id: inspection.id,
    repeat_code: node.name,
    entered_by: author.advisorId,
    entered_at: now.toISOString(),
  });
  return id;
}

/**
 * @param tx the transaction
 * @param blockId a block; its answers go with it
 * @throws OutpostError `not_found`, `conflicting_state`
 */
export function removeBlock(tx: WritableDb, blockId: number): void {
  const block = tx.get(tables.inspectionBlock, { id: blockId });
  if (!block) throw notFound('inspection_block');
  requireUnlocked(tx, block.inspection_id);
  removeTogether(tx, tables.inspectionBlock, blockId, removedWithBlock);
}

/**
 * @param tx the transaction
 * @param blockId a removed block; the answers that went with it come back
 * @throws OutpostError `not_found` when it is not removed, `conflicting_state`
 */
export function restoreBlock(tx: WritableDb, blockId: number): void {
  restoreTogether(tx, tables.inspectionBlock, blockId, removedWithBlock);
  const block = tx.get(tables.inspectionBlock, { id: blockId });
  if (block) requireUnlocked(tx, block.inspection_id);
}
