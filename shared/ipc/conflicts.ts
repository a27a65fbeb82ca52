import { z } from 'zod';
import { conflictDecisions, conflictStates } from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import { bilingual, day, id, moment, nothing } from './common.ts';

/** A stored value as a screen can show it, whatever its field. */
export const valueView = z.discriminatedUnion('kind', [
  /** Nothing is entered. */
  z.object({ kind: z.literal('nothing') }),
  /** The reader may not see it. */
  z.object({ kind: z.literal('withheld') }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('number'), number: z.number() }),
  z.object({ kind: z.literal('flag'), flag: z.boolean() }),
  z.object({ kind: z.literal('day'), day }),
  z.object({ kind: z.literal('time'), time: z.string() }),
  z.object({ kind: z.literal('moment'), moment }),
  /** Codes of a closed vocabulary: their names are `vocabulary.<vocabulary>.<code>`. */
  z.object({ kind: z.literal('codes'), vocabulary: z.string(), codes: z.array(z.string()) }),
  /** A row that the value names. */
  z.object({ kind: z.literal('name'), name: bilingual }),
  /** Whether the record itself was removed. */
  z.object({ kind: z.literal('removed'), removed: z.boolean() }),
]);
export type ValueView = z.infer<typeof valueView>;

export const conflictSide = z.object({
  /** Who wrote it; null when their row has not arrived. */
  author: z.string().nullable(),
  device: z.int(),
  /** What headquarters calls the laptop; null when it is not known here. */
  laptop: z.string().nullable(),
  /** UTC. */
  at: moment,
});
export type ConflictSide = z.infer<typeof conflictSide>;

export const conflictField = z.object({
  /** Its column, or `deleted`. */
  field: z.string(),
  /** The value before both; null when headquarters no longer knows it. */
  base: valueView.nullable(),
  standing: valueView,
  fallen: valueView,
  /** What the record says now, when that is no longer `standing`. */
  now: valueView.nullable(),
});
export type ConflictField = z.infer<typeof conflictField>;

/** What anybody may be told of a conflict, on a laptop and at headquarters. */
export const conflictFacts = z.object({
  id: z.string(),
  site: z.string(),
  /** The record's table, by name; by number when this version does not know it. */
  table: z.string(),
  record: z.object({
    name: bilingual.nullable(),
    /** Further words that tell it from others. */
    about: bilingual.nullable(),
    day: day.nullable(),
    /** Its screen, or that of the record it belongs to. */
    link: z.object({ kind: z.enum(['person', 'training', 'visit', 'inspection', 'action']), id }).nullable(),
  }),
  standing: conflictSide,
  fallen: conflictSide,
  fields: z.array(conflictField),
  /** True for a confidential visit or a restricted question: its values are left out. */
  withheld: z.boolean(),
  state: z.enum(conflictStates),
  decision: z.enum(conflictDecisions).nullable(),
  /** Both values in words, when both were kept. */
  note: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
});
export type ConflictFacts = z.infer<typeof conflictFacts>;

/** Why a conflict cannot be decided as the person likes. */
export const conflictObstacles = ['not_permitted', 'withheld', 'gone', 'locked'] as const;

export const conflictView = conflictFacts.extend({
  /** Which side the person who is signed in wrote, or this laptop; null: neither, or both. */
  mine: z.enum(['standing', 'fallen']).nullable(),
  /** What they may decide: nothing once it is decided. */
  choices: z.array(z.enum(conflictDecisions)),
  /** Why that is not everything: no right to, not shown to them, the record is gone, its inspection is submitted. */
  obstacle: z.enum(conflictObstacles).nullable(),
  /** The field into which `both` writes the other value; null: only into the conflict's own note. */
  remark: z.string().nullable(),
});
export type ConflictView = z.infer<typeof conflictView>;

const one = z.object({ id: z.string().max(2000) });

export const conflictChannels = {
  /** Those that wait for a decision, the oldest first; or those that were decided, the last first. */
  'conflicts.list': channel(
    z.object({ state: z.enum(conflictStates).default('open') }),
    z.array(conflictView),
  ),
  'conflicts.get': channel(one, conflictView),
  'conflicts.decide': channel(one.extend({ decision: z.enum(conflictDecisions) }), nothing),
  /** Takes a decision back: the record is as it was, unless somebody changed it since, and the conflict is open. */
  'conflicts.undo': channel(one, nothing),
} as const;
