import { z } from 'zod';
import { languages } from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import { id, nothing } from './common.ts';
import { personSummary } from './people.ts';

/** Fields of a roster that a column of a file can be mapped to. */
export const rosterFields = [
  'name_ar',
  'name_latin',
  'badge',
  'rank',
  'unit',
  'sex',
  'birth_date',
  'phone',
  'governorate',
  'vetting_status',
  'pre_test',
  'post_test',
] as const;
export type RosterField = (typeof rosterFields)[number];

export const rosterHeader = z.object({
  column: z.string(),
  /** Empty when the column has none. */
  title: z.string(),
  guess: z.enum(rosterFields).nullable(),
  /** What stands below it, for recognising it. */
  examples: z.array(z.string()),
});
export type RosterHeader = z.infer<typeof rosterHeader>;

export const sheetPreview = z.object({
  name: z.string(),
  rows: z.int(),
  /** The spreadsheet hides it. */
  hidden: z.boolean(),
  /** 1-based row of the header as found; 0 when the rows of people begin at once; null when that is not clear. */
  headerRow: z.int().nullable(),
  headers: z.array(rosterHeader),
  /** A file with the same titles was imported on this laptop before: the guesses are what was chosen then. */
  remembered: z.boolean(),
  /** The first rows, for choosing the one with the titles. */
  sample: z.array(z.array(z.string())),
});
export type SheetPreview = z.infer<typeof sheetPreview>;

export const cellIssue = z.object({
  sheet: z.string(),
  /** 1-based row as the spreadsheet shows it. */
  row: z.int(),
  /** Column letter as the spreadsheet shows it. */
  column: z.string(),
  severity: z.enum(['error', 'warning']),
  /** Key of the catalogue: `import.issue.<code>`. */
  code: z.string(),
  value: z.string(),
});
export type CellIssue = z.infer<typeof cellIssue>;

/** A cell put right while looking at the rows; the file stays as it is. */
export const cellCorrection = z.object({
  row: z.int().min(1),
  column: z.string().regex(/^[A-Z]{1,3}$/),
  text: z.string().max(1000),
});
export type CellCorrection = z.infer<typeof cellCorrection>;

export const rosterRow = z.object({
  row: z.int(),
  values: z.record(z.string(), z.string()),
  /** An earlier row of the file that may be the same person. */
  twin: z.object({ row: z.int(), reasons: z.array(z.string()) }).nullable(),
  /** Known people that this row may be, best first. */
  matches: z.array(z.object({ person: personSummary, score: z.number(), reasons: z.array(z.string()) })),
  /** What import does unless told otherwise. */
  proposal: z.enum(['create', 'use_existing', 'skip']),
});
export type RosterRow = z.infer<typeof rosterRow>;

const readRows = z.object({ importId: z.string(), fileName: z.string(), sheets: z.array(sheetPreview) });

export const importChannels = {
  /** Reads a spreadsheet or CSV. The bytes stay in the core until committed, discarded or locked. */
  'import.inspect': channel(
    z.object({
      fileName: z.string().max(300),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    }),
    readRows,
  ),
  /** Reads what was pasted: as a page (empty when there was none) and as text. File and sheet have no name then. */
  'import.paste': channel(
    z.object({ html: z.string().max(20_000_000), text: z.string().max(5_000_000) }),
    readRows,
  ),
  /** Stops reading whatever is being read; that call fails with `cancelled`. */
  'import.stop': channel(z.object({}), nothing),
  /** The columns when another row holds the titles. */
  'import.headers': channel(
    z.object({ importId: z.string(), sheet: z.string(), headerRow: z.int().min(0) }),
    z.object({ headers: z.array(rosterHeader), remembered: z.boolean() }),
  ),
  'import.preview': channel(
    z.object({
      importId: z.string(),
      sheet: z.string(),
      /** 0 when there are no titles. */
      headerRow: z.int().min(0),
      /** Column letter → field. */
      mapping: z.record(z.string(), z.enum(rosterFields)),
      eventId: id,
      corrections: z.array(cellCorrection).max(5000).default([]),
      /** Take rows that the spreadsheet hides for people like all others. */
      withHidden: z.boolean().default(false),
    }),
    z.object({ rows: z.array(rosterRow), issues: z.array(cellIssue), creatable: z.int(), matched: z.int() }),
  ),
  'import.commit': channel(
    z.object({
      importId: z.string(),
      eventId: id,
      /** Row number → decision, where it differs from the proposal. */
      decisions: z.record(
        z.string(),
        z.union([z.literal('create'), z.literal('skip'), z.object({ use: id })]),
      ),
    }),
    z.object({
      created: z.int(),
      matched: z.int(),
      enrolled: z.int(),
      skipped: z.int(),
      undoToken: z.string(),
    }),
  ),
  'import.undo': channel(z.object({ undoToken: z.string() }), nothing),
  'import.discard': channel(z.object({ importId: z.string() }), nothing),
} as const;

export const rosterFormats = ['xlsx', 'csv'] as const;
export type RosterFormat = (typeof rosterFormats)[number];

export const rosterChannels = {
  /** The roster of a training as a file that an import reads again. */
  'roster.export': channel(
    z.object({
      eventId: id,
      format: z.enum(rosterFormats),
      /** Language of titles and words; that of the screens when left out. */
      language: z.enum(languages).optional(),
      /** With badge numbers, dates of birth and phones: for those who may see them, and only with a reason. */
      personal: z.boolean().default(false),
      reason: z.string().trim().max(500).nullable().default(null),
    }),
    z.object({
      fileName: z.string(),
      bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      rows: z.int(),
    }),
  ),
} as const;
