import { z } from 'zod';
import { languages } from '../domain/vocabularies.ts';
import { block, words } from './block.ts';

/** Pages of blocks, one after the other, with a numbering of their own. */
const flowSection = z.object({
  layout: z.literal('flow'),
  title: words,
  /** Below the title: course, place, dates. */
  lines: z.array(words).max(8),
  /** What tells this section from others at the foot of its pages. */
  foot: z.string().max(300),
  blocks: z.array(block).max(2000),
});
export type FlowSection = z.infer<typeof flowSection>;

/** One language of a certificate, complete in itself. */
const certificateSide = z.object({
  heading: z.string().max(300),
  title: z.string().max(120),
  intro: z.string().max(200),
  name: z.string().max(320),
  statement: z.string().max(300),
  course: z.string().max(320),
  detail: z.string().max(900),
});
export type CertificateSide = z.infer<typeof certificateSide>;

/** One certificate: one page. */
const certificateSection = z.object({
  layout: z.literal('certificate'),
  en: certificateSide,
  ar: certificateSide,
  facts: z.array(z.object({ label: words, value: z.string().max(120) })).max(6),
  /** What the square says when it is scanned. */
  qr: z.string().min(1).max(200),
  qrHint: words,
  signatures: z.array(words).max(3),
  /** Says that it is a copy; null on the first paper. */
  reprint: words.nullable(),
});
export type CertificateSection = z.infer<typeof certificateSection>;

/** What stands on every page around its content. */
const frame = z.object({
  classification: words,
  /** `{page}` and `{pages}` stand for the numbers. */
  pageOf: words,
  /** When and by whom the document was made. */
  made: z.string().max(300),
});
export type Frame = z.infer<typeof frame>;

/**
 * A document as data: every text is in its words already, in the order in which it is read. It is made in the core from
 * the database for the person who asked, and laid out where no script but ours runs and nothing can be reached.
 */
export const paperDocument = z.object({
  language: z.enum(languages),
  orientation: z.enum(['portrait', 'landscape']),
  /** Of the file, for its list of windows and its properties. */
  title: z.string().min(1).max(300),
  frame,
  sections: z
    .array(z.discriminatedUnion('layout', [flowSection, certificateSection]))
    .min(1)
    .max(2000),
});
export type PaperDocument = z.infer<typeof paperDocument>;
