import { z } from 'zod';
import { paperDocument } from '../documents/document.ts';
import { classifications } from '../domain/vocabularies.ts';
import { channel } from './channel.ts';
import { id, language } from './common.ts';

/** How a document is made, whatever it is about. */
export const paperChoices = z.object({
  /** The language that comes first and turns the page. */
  language,
  classification: z.enum(classifications),
});
export type PaperChoices = z.infer<typeof paperChoices>;

export const scoredTests = ['preTest', 'postTest', 'practical'] as const;
export type ScoredTest = (typeof scoredTests)[number];

const blankRows = z.int().min(0).max(60);

/** Documents: data that the hidden page lays out. Each is made anew from the database for the person who asks. */
export const documentChannels = {
  /** A sheet a session, each with its own page numbers. */
  'documents.signIn': channel(
    paperChoices.extend({ eventId: id, sessionIds: z.array(id).min(1).max(400), blankRows }),
    paperDocument,
  ),
  'documents.scores': channel(
    paperChoices.extend({ eventId: id, test: z.enum(scoredTests), blankRows }),
    paperDocument,
  ),
  /**
   * Certificates, a page each. Writes down that they are printed, so ask for them only once it is known where they go;
   * what was printed before comes as a marked copy.
   */
  'documents.certificates': channel(
    paperChoices.extend({ eventId: id, numbers: z.array(z.string().min(1).max(80)).min(1).max(2000) }),
    paperDocument,
  ),
} as const;
