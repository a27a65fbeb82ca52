import { z } from 'zod';
import { moment } from './common.ts';
import { conflictFacts, valueView } from './conflicts.ts';

/** Why headquarters keeps a change aside. */
export const quarantineReasons = [
  'unknown_schema',
  'invalid_value',
  'out_of_grant',
  'unknown_row',
  'reference_data',
  'device_revoked',
] as const;
export type QuarantineReason = (typeof quarantineReasons)[number];

/**
 * @param code a reason, from headquarters of any version
 * @returns it, or `other` for one that this version does not know
 */
export function knownReason(code: string): QuarantineReason | 'other' {
  return quarantineReasons.find((reason) => reason === code) ?? 'other';
}

export const keptField = z.object({
  /** Its column, `deleted`, or its number when this version does not know it. */
  field: z.string(),
  /** Its number in the registry. */
  id: z.int(),
  value: valueView,
  /** The value does not fit the field: it can be corrected. */
  fault: z.boolean(),
});
export type KeptField = z.infer<typeof keptField>;

/** What a change that is kept aside says about one record. */
export const keptRecord = z.object({
  /** Place among the records of the change. */
  place: z.int(),
  /** The record's table, by name; by number when this version does not know it. */
  table: z.string(),
  record: conflictFacts.shape.record,
  /** True for a confidential visit or a restricted question: its values are left out. */
  withheld: z.boolean(),
  fields: z.array(keptField),
});
export type KeptRecord = z.infer<typeof keptRecord>;

/** A change that headquarters keeps aside: everything that was saved in one step. */
export const keptChange = z.object({
  seq: z.int(),
  /** One of `quarantineReasons`, or the code of a later version. */
  reason: z.string(),
  /** When it was put aside, UTC. */
  since: moment,
  /** When it was recorded, UTC. */
  at: moment,
  /** Who recorded it; null when their row has not arrived. */
  author: z.string().nullable(),
  records: z.array(keptRecord),
});
export type KeptChange = z.infer<typeof keptChange>;
