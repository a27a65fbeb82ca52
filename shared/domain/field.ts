import { z } from 'zod';

/**
 * How a field is stored and carried.
 *
 * | kind | TypeScript | SQLite | PostgreSQL | meaning |
 * |---|---|---|---|---|
 * | `id` | number | INTEGER | bigint | record id: device number ‖ counter, below 2^53 |
 * | `int` | number | INTEGER | bigint | whole number |
 * | `flag` | 0 or 1 | INTEGER | smallint | no or yes |
 * | `real` | number | REAL | double precision | finite decimal |
 * | `code` | string | TEXT | text | code of a vocabulary or natural key of reference data; no `|`, no control characters |
 * | `set` | string | TEXT | text | sorted, distinct codes joined by `|` |
 * | `text` | string | TEXT | text | one line of user text |
 * | `note` | string | TEXT | text | several lines of user text |
 * | `date` | string | TEXT | date | `YYYY-MM-DD`, no zone, never shifted |
 * | `time` | string | TEXT | text | `HH:mm`, wall clock |
 * | `instant` | string | TEXT | timestamptz | UTC, `YYYY-MM-DDTHH:mm:ss.sssZ` |
 */
export type FieldKind =
  | 'id'
  | 'int'
  | 'flag'
  | 'real'
  | 'code'
  | 'set'
  | 'text'
  | 'note'
  | 'date'
  | 'time'
  | 'instant';

/** A value as rows, ops and both databases hold it. */
export type FieldValue = null | number | string;

export interface Field<T extends FieldValue = FieldValue> {
  /** Number in the append-only registry: unique within its table, never reused. 0 is `deleted`. */
  readonly id: number;
  readonly kind: FieldKind;
  readonly schema: z.ZodType<T>;
  readonly nullable: boolean;
  /** Fields of one group change and conflict as one. Undefined: the field is its own group. */
  readonly group: string | undefined;
  /** Table whose rows this field names, for integrity warnings and for search. */
  readonly ref: string | undefined;
  /** Holds personal data that must not leave in exports unless asked for with a reason. */
  readonly personal: boolean;
  /** The closed vocabulary whose codes it holds. */
  readonly vocabulary: readonly string[] | undefined;
}

export interface FieldOptions {
  readonly group?: string;
  readonly ref?: string;
  readonly personal?: boolean;
  readonly vocabulary?: readonly string[];
  /** Longest text, in UTF-16 units. */
  readonly max?: number;
}

const codePattern = /^[^|\u0000-\u001f\u007f]{1,80}$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;
const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
// Text crosses into PostgreSQL, which cannot hold U+0000, and into UTF-8, which cannot hold lone surrogates.
const storableText = (max: number): z.ZodString =>
  z
    .string()
    .max(max)
    .refine(
      (text) => !text.includes('\u0000') && text.isWellFormed(),
      'contains characters that cannot be stored',
    );

function field<T extends FieldValue>(
  id: number,
  kind: FieldKind,
  schema: z.ZodType<T>,
  options: FieldOptions,
): Field<T> {
  return {
    id,
    kind,
    schema,
    nullable: false,
    group: options.group,
    ref: options.ref,
    personal: options.personal ?? false,
    vocabulary: options.vocabulary,
  };
}

/** A record id. */
export const id = (n: number, options: FieldOptions = {}): Field<number> =>
  field(n, 'id', z.int().positive().max(Number.MAX_SAFE_INTEGER), options);
/** A whole number. */
export const int = (n: number, options: FieldOptions = {}): Field<number> =>
  field(n, 'int', z.int(), options);
/** 0 for no, 1 for yes. */
export const flag = (n: number, options: FieldOptions = {}): Field<0 | 1> =>
  field(n, 'flag', z.union([z.literal(0), z.literal(1)]), options);
/** A finite decimal number. */
export const real = (n: number, options: FieldOptions = {}): Field<number> =>
  field(n, 'real', z.number(), options);
/** A free code: the natural key of reference data. */
export const code = (n: number, options: FieldOptions = {}): Field<string> =>
  field(n, 'code', z.string().regex(codePattern), options);
/** A code of a fixed vocabulary. */
export const oneOf = <const V extends string>(
  n: number,
  vocabulary: readonly V[],
  options: FieldOptions = {},
): Field<V> => field(n, 'code', z.enum(vocabulary as readonly [V, ...V[]]), { ...options, vocabulary });
/** A set of codes, sorted and joined by `|`; the empty string is the empty set. */
export const set = (n: number, options: FieldOptions = {}): Field<string> =>
  field(
    n,
    'set',
    z
      .string()
      .max(options.max ?? 1000)
      .refine((text) => text === formatSet(parseSet(text)), 'codes must be sorted and distinct'),
    options,
  );
/** One line of user text. */
export const text = (n: number, options: FieldOptions = {}): Field<string> =>
  field(n, 'text', storableText(options.max ?? 500), options);
/** Several lines of user text. */
export const note = (n: number, options: FieldOptions = {}): Field<string> =>
  field(n, 'note', storableText(options.max ?? 20_000), options);
/** A date without time. */
export const date = (n: number, options: FieldOptions = {}): Field<string> =>
  field(n, 'date', z.iso.date(), options);
/** A wall-clock time. */
export const time = (n: number, options: FieldOptions = {}): Field<string> =>
  field(n, 'time', z.string().regex(timePattern), options);
/** A moment in UTC. */
export const instant = (n: number, options: FieldOptions = {}): Field<string> =>
  field(n, 'instant', z.string().regex(instantPattern), options);

/**
 * @param inner a field that must have a value
 * @returns the same field that may also be null: not known, not entered
 */
export function maybe<T extends FieldValue>(inner: Field<T>): Field<T | null> {
  return { ...inner, nullable: true, schema: inner.schema.nullable() as z.ZodType<T | null> };
}

/**
 * @param text a `set` field as stored
 * @returns its codes
 */
export function parseSet(text: string): readonly string[] {
  return text === '' ? [] : text.split('|');
}

/**
 * @param codes codes in any order, repeats allowed
 * @returns the stored form: sorted by code unit, distinct, joined by `|`
 */
export function formatSet(codes: readonly string[]): string {
  return [...new Set(codes)].sort().join('|');
}
