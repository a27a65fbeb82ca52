import type { Frame } from '#shared/documents/document.ts';
import { localeOf } from '#shared/i18n/translate.ts';
import type { PaperChoices } from '#shared/ipc/documents.ts';
import type { Records } from '../handler.ts';
import type { PaperWords } from './paper-words.ts';

/**
 * What stands on every page of a document: who may see it, which page it is, when and by whom it was made.
 *
 * @param records the open records
 * @param words of the document
 * @param choices its classification
 * @returns the frame
 */
export function paperFrame(records: Records, words: PaperWords, choices: PaperChoices): Frame {
  const by = records.db.read.one<{ name: string | null }>(
    'SELECT display_name AS name FROM advisor WHERE id = ? AND deleted = 0',
    records.author.advisorId,
  );
  const at = new Intl.DateTimeFormat(localeOf(choices.language), {
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
    ...{ hourCycle: 'h23', timeZone: records.zone },
  }).format(records.now());
  return {
    classification: words.say(`vocabulary.classifications.${choices.classification}`),
    pageOf: words.say('papers.pageOf', { page: '{page}', pages: '{pages}' }),
    made: words.main('papers.made', { at, by: by?.name ?? records.author.site }),
  };
}
