import { z } from 'zod';

/** Words of the program: in the language of the document, and in the other one where the document has both. */
export const words = z.object({ main: z.string().max(500), other: z.string().max(500).nullable() });
export type Words = z.infer<typeof words>;

/** What a value says besides itself; always with words, never by colour alone. */
export const tones = ['plain', 'ok', 'watch', 'alarm'] as const;
const tone = z.enum(tones);
export type Tone = z.infer<typeof tone>;

const cell = z.discriminatedUnion('kind', [
  /** To be written by hand. */
  z.object({ kind: z.literal('blank') }),
  /** Text that takes its direction from its letters; `below` stands under it. */
  z.object({ kind: z.literal('text'), text: z.string().max(2000), below: z.string().max(500).nullable() }),
  /** Numbers, dates and codes: left to right in every language. */
  z.object({ kind: z.literal('code'), text: z.string().max(200) }),
  z.object({ kind: z.literal('tone'), text: z.string().max(200), tone }),
]);
export type Cell = z.infer<typeof cell>;

const column = z.object({
  label: words,
  /** Share of the width, in relation to the other columns. */
  width: z.number().positive().max(100),
  align: z.enum(['start', 'center', 'end']),
});

const table = z.object({
  kind: z.literal('table'),
  /** What it shows, for those who hear it; it is also printed above unless a heading says it. */
  caption: words.nullable(),
  columns: z.array(column).min(1).max(16),
  rows: z.array(z.array(cell).max(16)).max(5000),
  /** `form`: high enough to write and sign in. */
  height: z.enum(['text', 'form']),
});
export type TableBlock = z.infer<typeof table>;

const bars = z.object({
  kind: z.literal('bars'),
  title: words,
  /** The value of a bar that goes over the whole width. */
  most: z.number().positive(),
  /** A line across all bars, with its words, such as a pass mark. */
  line: z.object({ at: z.number(), label: words }).nullable(),
  bars: z
    .array(
      z.object({
        label: z.string().max(300),
        /** Null: not known; no bar is drawn and `text` says so. */
        value: z.number().min(0).nullable(),
        text: z.string().max(60),
        tone,
      }),
    )
    .max(400),
});
export type BarsBlock = z.infer<typeof bars>;

/** A JPEG as an address that carries its own bytes. */
export const pictureAddress = z
  .string()
  .max(12_000_000)
  .regex(/^data:image\/jpeg;base64,[A-Za-z0-9+/]+={0,2}$/);

/** A part of a page. New kinds of documents are made of the same parts. */
export const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), text: words }),
  /** Pairs of label and value, in two columns. */
  z.object({
    kind: z.literal('facts'),
    items: z.array(z.object({ label: words, value: z.string().max(1000) })).max(40),
  }),
  /** A few numbers that matter most. */
  z.object({
    kind: z.literal('figures'),
    items: z
      .array(z.object({ label: words, value: z.string().max(40), hint: z.string().max(200) }))
      .min(1)
      .max(6),
  }),
  /** What somebody wrote; line breaks stay. */
  z.object({ kind: z.literal('prose'), text: z.string().max(20_000) }),
  /** A sentence of the program. */
  z.object({ kind: z.literal('note'), text: words }),
  table,
  bars,
  z.object({
    kind: z.literal('photos'),
    items: z.array(z.object({ picture: pictureAddress, caption: z.string().max(500) })).max(60),
  }),
  /** Lines to sign on. */
  z.object({ kind: z.literal('signatures'), items: z.array(words).min(1).max(4) }),
]);
export type Block = z.infer<typeof block>;
