import { code, id, instant, int, maybe, note, oneOf, text } from '../field.ts';
import { defineTable } from '../table.ts';
import { conflictDecisions, conflictStates } from '../vocabularies.ts';

/** Longest list of values: two notes of the greatest length with every character escaped, and room for the rest. */
const longest = 300_000;

/**
 * Two values of one field group of a record, written without knowledge of each other. Headquarters adds the row with
 * the op that met the other value; people decide it on any laptop of the site. Headquarters writes everything but the
 * group `decision`, which is all that a laptop may write.
 *
 * The site is part of the key, so that a decision finds its home even where the row itself is not known (any more).
 */
export const conflict = defineTable({
  id: 70,
  name: 'conflict',
  scope: 'site',
  undisputed: true,
  key: ['device', 'seq', 'table_number', 'row_key', 'group_number', 'site'],
  fields: {
    /** The op that met the other value. */
    device: int(1),
    seq: int(2),
    table_number: int(3),
    /** Key values of the record as JSON, in key order. */
    row_key: text(4, { max: 1000 }),
    group_number: int(5),
    site: code(6, { ref: 'site' }),
    /** The value before both, as JSON `[[field, value], …]`; null when headquarters no longer knows it. */
    base: maybe(note(7, { personal: true, max: longest })),
    /** The value that stands until somebody decides, and who wrote it, on which device, when (effective time). */
    standing: note(8, { personal: true, max: longest }),
    standing_by: id(9, { ref: 'advisor' }),
    standing_device: int(10),
    standing_at: instant(11),
    /** The value that fell, and who wrote it. */
    fallen: note(12, { personal: true, max: longest }),
    fallen_by: id(13, { ref: 'advisor' }),
    fallen_device: int(14),
    fallen_at: instant(15),
    state: oneOf(16, conflictStates, { group: 'decision' }),
    decision: maybe(oneOf(17, conflictDecisions, { group: 'decision' })),
    /** Both values in words, when both were kept. */
    note: maybe(note(18, { personal: true, max: longest, group: 'decision' })),
    decided_by: maybe(id(19, { ref: 'advisor', group: 'decision' })),
    decided_at: maybe(instant(20, { group: 'decision' })),
    /** What the decision changed in the record, as JSON like `base`: before and after. Null: nothing. */
    replaced: maybe(note(21, { personal: true, max: longest, group: 'decision' })),
    written: maybe(note(22, { personal: true, max: longest, group: 'decision' })),
  },
});
