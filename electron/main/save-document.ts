import path from 'node:path';
import { z } from 'zod';
import { paperDocument } from '#shared/documents/document.ts';
import { OutpostError } from '#shared/errors.ts';
import type { SavedDocument } from '#shared/ipc/channels.ts';
import type { DocumentPrinter } from './document-printer.ts';
import { type Places, writeWhole } from './save-file.ts';

/** What a page may ask to be printed into a file. */
const wish = z.object({ place: z.string().max(100), paper: paperDocument });

/**
 * Prints a document into the file that a person chose before. The file is there whole or not at all.
 *
 * @param asked what the page sent, from anybody
 * @param places where people chose to save
 * @param printer lays out and prints
 * @returns the file's name and pages, or why there is none
 * @throws ZodError for anything that is no document
 */
export async function saveDocument(
  asked: unknown,
  places: Places,
  printer: DocumentPrinter,
): Promise<SavedDocument> {
  const { place, paper } = wish.parse(asked);
  const file = places.take(place);
  if (file === undefined) return { ok: false, code: 'cancelled' };
  try {
    const { pdf, pages } = await printer.print(paper);
    try {
      await writeWhole(file, pdf);
    } catch {
      return { ok: false, code: 'disk_full' };
    }
    return { ok: true, name: path.basename(file), pages };
  } catch (cause) {
    if (cause instanceof OutpostError && cause.code === 'cancelled') return { ok: false, code: 'cancelled' };
    // What a document holds stays out of the log.
    console.error('A document was not laid out:', cause instanceof Error ? cause.name : typeof cause);
    return { ok: false, code: 'internal' };
  }
}
