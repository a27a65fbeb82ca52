import { code, date, flag, id, instant, maybe, note, oneOf, text } from '../field.ts';
import { defineTable } from '../table.ts';
import { personVerdicts, sexes, vettingStatuses } from '../vocabularies.ts';

/** A trainee or counterpart. Never a detainee: there is no field for a detainee's name anywhere. */
export const person = defineTable({
  id: 20,
  name: 'person',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    /** Arabic name as it was submitted; the parts below are its reading, in order. */
    name_ar: text(3, { personal: true, group: 'name_ar' }),
    given_ar: maybe(text(4, { personal: true, group: 'name_ar' })),
    father_ar: maybe(text(5, { personal: true, group: 'name_ar' })),
    grandfather_ar: maybe(text(6, { personal: true, group: 'name_ar' })),
    great_grandfather_ar: maybe(text(7, { personal: true, group: 'name_ar' })),
    laqab_ar: maybe(text(8, { personal: true, group: 'name_ar' })),
    /** Latin spelling as submitted. */
    name_latin: text(9, { personal: true }),
    sex: maybe(oneOf(10, sexes)),
    birth_date: maybe(date(11, { personal: true, group: 'birth' })),
    /** 1 when the date only stands for a year (1 January, 1 July): then it is no match key. */
    birth_placeholder: flag(12, { group: 'birth' }),
    rank_code: maybe(code(13, { ref: 'rank' })),
    post: maybe(text(14)),
    institution_id: maybe(id(15, { ref: 'institution' })),
    governorate_code: maybe(code(16, { ref: 'governorate' })),
    /** Statistical (badge) number. */
    badge: maybe(text(17, { personal: true })),
    other_id: maybe(text(18, { personal: true })),
    phone: maybe(text(19, { personal: true })),
    unit: maybe(text(20)),
    note: maybe(note(21, { personal: true })),
    /** Never written: `person_link` says which records are of one person. */
    merged_into: maybe(id(22, { ref: 'person' })),
    entered_by: id(23, { ref: 'advisor' }),
    entered_at: instant(24),
  },
});

/** One vetting case of a person. Status only: never derogatory information. */
export const vetting = defineTable({
  id: 21,
  name: 'vetting',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    person_id: id(3, { ref: 'person' }),
    status: oneOf(4, vettingStatuses, { group: 'decision' }),
    case_number: maybe(text(5, { personal: true })),
    submitted_on: maybe(date(6)),
    decided_on: maybe(date(7, { group: 'decision' })),
    valid_until: maybe(date(8, { group: 'decision' })),
    /** Why it is not required; nothing else belongs here. */
    reason: maybe(text(9, { personal: true, group: 'decision' })),
  },
});

/**
 * What people said about two records: that they are of one person, or that they are not. The pair is the key, the lower
 * number first, so that two laptops which merge the same two, in whichever direction, make one row. Records that such
 * rows join are one person; nothing that hangs on either is rewritten, so it comes apart again as it was.
 */
export const personLink = defineTable({
  id: 22,
  name: 'person_link',
  scope: 'site',
  key: ['low_id', 'high_id'],
  fields: {
    low_id: id(1, { ref: 'person' }),
    high_id: id(2, { ref: 'person' }),
    /** That of the person with the lower number. */
    site: code(3, { ref: 'site' }),
    /** Null: what was said was taken back. */
    verdict: maybe(oneOf(4, personVerdicts)),
  },
});
