import { z } from 'zod';
import { languages, programmes, roles } from '../domain/vocabularies.ts';

/** Schemas that several channels share. */

export const id = z.int().positive();
export const day = z.iso.date();
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const moment = z.string();
export const nothing = z.void();
export const language = z.enum(languages);
export const programme = z.enum(programmes);
export const role = z.enum(roles);

/**
 * Where a record stands: only here, brought from another laptop by file and not yet at headquarters, known to
 * headquarters, or with a conflict to review.
 */
export const recordState = z.enum(['saved_here', 'carried', 'received', 'needs_review']);
export type RecordState = z.infer<typeof recordState>;

/** A name in both scripts, as reference data has it. */
export const bilingual = z.object({ en: z.string(), ar: z.string() });
export type Bilingual = z.infer<typeof bilingual>;

/** A choice of a list of reference data. */
export const option = z.object({ value: z.string(), name: bilingual });
export type Option = z.infer<typeof option>;

export const page = z.object({
  limit: z.int().min(1).max(500).default(100),
  offset: z.int().min(0).default(0),
});

/** What a change made: its ids, so that the caller can go on. */
export const created = z.object({ id });

type WithoutDefault<S extends z.core.SomeType> = S extends z.ZodDefault<infer Inner> ? Inner : S;
type PatchShape<Shape extends z.core.$ZodShape> = {
  -readonly [F in keyof Shape]: z.ZodOptional<WithoutDefault<Shape[F]>>;
};

/**
 * Schema of a change to a form: any of its fields, and nothing else. Unlike `partial()` it leaves the defaults of the
 * form out: a field that a change does not name must stay as it is, not fall back to empty.
 *
 * @param form schema of the whole form
 * @returns schema of a change to it
 */
export function patchOf<Shape extends z.core.$ZodShape>(
  form: z.ZodObject<Shape>,
): z.ZodObject<PatchShape<Shape>> {
  const fields = Object.entries(form.shape).map(([name, schema]) => {
    const given = schema instanceof z.ZodDefault ? schema.unwrap() : schema;
    return [name, z.optional(given)];
  });
  return z.object(Object.fromEntries(fields) as PatchShape<Shape>) as z.ZodObject<PatchShape<Shape>>;
}

/** Who changed a row last, as far as this laptop knows. */
export const changeMark = z.object({
  /** Null when the row of the advisor has not arrived. */
  author: z.string().nullable(),
  /** What headquarters calls the laptop; null: this one, or one that is not known here. */
  laptop: z.string().nullable(),
  /** UTC. */
  at: moment,
});
