import type { Cell, TableBlock, Words } from '#shared/documents/block.ts';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { TraineeView, TrainingDetail } from '#shared/ipc/training.ts';
import type { PaperWords } from './paper-words.ts';

/** A column to be filled in by hand. */
export interface HandColumn {
  readonly label: Words;
  readonly width: number;
}

/**
 * @param training a training
 * @returns those who belong on its sheets: nobody who withdrew
 */
export function onSheets(training: TrainingDetail): readonly TraineeView[] {
  return training.trainees.filter(({ status }) => status !== 'withdrawn');
}

/**
 * A form with one row a trainee, numbered, and empty rows at its end.
 *
 * @param words of the document
 * @param trainees in the order of the roster
 * @param hand columns that are filled in by hand
 * @param blankRows how many empty rows follow
 * @returns the table
 */
export function rosterTable(
  words: PaperWords,
  trainees: readonly TraineeView[],
  hand: readonly HandColumn[],
  blankRows: number,
): TableBlock {
  const blank: Cell = { kind: 'blank' };
  const empty = hand.map(() => blank);
  const numbered = (index: number): Cell => ({ kind: 'code', text: String(index + 1) });
  return {
    kind: 'table',
    caption: null,
    height: 'form',
    columns: [
      { label: words.say('papers.column.number'), width: 8, align: 'center' },
      { label: words.say('papers.column.name'), width: 62, align: 'start' },
      { label: words.say('papers.column.rank'), width: 27, align: 'start' },
      { label: words.say('papers.column.unit'), width: 31, align: 'start' },
      ...hand.map((column) => ({ ...column, align: 'start' as const })),
    ],
    rows: [
      ...trainees.map(({ person }, index) => [
        numbered(index),
        nameCell(words, person),
        textCell(person.rank === null ? '' : words.mainName(person.rank)),
        textCell(person.unit ?? ''),
        ...empty,
      ]),
      ...Array.from({ length: blankRows }, (_, index) => [
        numbered(trainees.length + index),
        ...[blank, blank, blank],
        ...empty,
      ]),
    ],
  };
}

/**
 * @param words of the document
 * @param person somebody
 * @returns their name in the document's script, with the other one below
 */
export function nameCell(words: PaperWords, person: Pick<PersonSummary, 'nameAr' | 'nameLatin'>): Cell {
  const [first, second] =
    words.language === 'ar' ? [person.nameAr, person.nameLatin] : [person.nameLatin, person.nameAr];
  return { kind: 'text', text: first || second, below: first && second ? second : null };
}

/**
 * @param text what somebody entered
 * @returns a cell with it
 */
export function textCell(text: string): Cell {
  return text === '' ? { kind: 'blank' } : { kind: 'text', text, below: null };
}
