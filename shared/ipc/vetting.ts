import { z } from 'zod';
import { vettingStatuses } from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import { bilingual, changeMark, day, id, nothing } from './common.ts';
import { personSummary } from './people.ts';

/** Lists of people by where their vetting stands. */
export const vettingLists = [
  'expired',
  'within_30',
  'within_60',
  'within_90',
  'waiting_long',
  'waiting',
  'not_asked',
] as const;
export type VettingList = (typeof vettingLists)[number];

/** Which people are listed. */
export const vettingQuery = z.discriminatedUnion('of', [
  z.object({ of: z.literal('list'), list: z.enum(vettingLists) }),
  /** Those on a roster who are not vetted for its first day. */
  z.object({ of: z.literal('roster'), eventId: id }),
  /** Anybody, by name, badge or unit. */
  z.object({ of: z.literal('search'), text: z.string().max(200) }),
  z.object({ of: z.literal('people'), personIds: z.array(id).max(2000) }),
]);
export type VettingQuery = z.infer<typeof vettingQuery>;

export const vettingRow = z.object({
  /** `vetting` and `vettingValidUntil` are of the case by which they are judged. */
  person: personSummary,
  /** Days until the approval ends, negative once it has; null without an end. */
  daysLeft: z.int().nullable(),
  /** What waits for the vetting office. */
  waiting: z.object({ caseNumber: z.string().nullable(), submittedOn: day.nullable() }).nullable(),
  /** The next training on whose roster they stand. */
  next: z.object({ eventId: id, course: bilingual, startDate: day }).nullable(),
});
export type VettingRow = z.infer<typeof vettingRow>;

const counts = z.object(
  Object.fromEntries(vettingLists.map((list) => [list, z.int()])) as Record<VettingList, z.ZodInt>,
);

export const vettingFacts = z.object({
  status: z.enum(vettingStatuses),
  caseNumber: z.string().max(80).nullable(),
  submittedOn: day.nullable(),
  decidedOn: day.nullable(),
  validUntil: day.nullable(),
  reason: z.string().max(500).nullable(),
});

export const vettingCase = vettingFacts.extend({
  id,
  /** The record that it hangs on. */
  personId: id,
  /** It is the one by which the person is judged. */
  standing: z.boolean(),
  /** It waits for the vetting office. */
  waiting: z.boolean(),
  changed: changeMark.nullable(),
});
export type VettingCase = z.infer<typeof vettingCase>;

/** Names a step that can be taken back until the vault locks. */
const undoToken = z.string().max(80);

export const vettingChannels = {
  'vetting.list': channel(
    vettingQuery,
    z.object({
      rows: z.array(vettingRow),
      /** How many there are; `rows` may be the first of them. */
      total: z.int(),
      /** Of a roster: its training. */
      training: z.object({ eventId: id, course: bilingual, startDate: day }).nullable(),
    }),
  ),
  /** How many people each list has, and after how many days a case waits long. */
  'vetting.counts': channel(nothing, z.object({ counts, leadDays: z.int() })),
  /** All cases of a person, the last first. */
  'vetting.cases': channel(z.object({ personId: id }), z.array(vettingCase)),
  /** Enters a case (`caseId` null), a decision about one, or a correction. */
  'vetting.record': channel(
    vettingFacts.extend({ personId: id, caseId: id.nullable() }),
    z.object({ id, undoToken }),
  ),
  'vetting.undo': channel(z.object({ undoToken }), nothing),
} as const;
