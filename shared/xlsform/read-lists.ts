import type { FormChoice, FormList, FormText } from './form.ts';
import type { FormProblems } from './form-problem.ts';
import { cell, headingText, type ReadSheet, type SheetRow, texts } from './sheet-rows.ts';

/** Kinds of media that choices and questions can name files of. */
export const mediaKinds = ['image', 'big-image', 'audio', 'video'] as const;

/** How the sheet is read. */
export interface ListReading {
  /** The language of columns without one. */
  readonly usual: string;
  readonly allowsSameChoices: boolean;
}

/**
 * @param sheet `choices`, if there is one
 * @param reading how
 * @param problems takes what is wrong
 * @returns the lists, in the order in which they first appear
 */
export function readLists(
  sheet: ReadSheet | undefined,
  { usual, allowsSameChoices }: ListReading,
  problems: FormProblems,
): readonly FormList[] {
  if (!sheet) return [];
  const lists = new Map<string, FormChoice[]>();
  for (const row of sheet.rows) {
    const at = { sheet: sheet.name, row: row.number };
    const list = cell(row, 'list_name');
    const name = cell(row, 'name');
    if (list === undefined && name === undefined) {
      const message = 'Without list_name and name the row is a remark, and not used.';
      problems.warn({ ...at, column: '', code: 'row_ignored', message });
      continue;
    }
    if (list === undefined || name === undefined) {
      const column = list === undefined ? 'list_name' : 'name';
      const message = `The choice has no ${column}; fill it in or empty the row.`;
      problems.error({ ...at, column, code: 'name_missing', message });
      continue;
    }
    const choices = lists.get(list) ?? [];
    lists.set(list, choices);
    if (/\s/.test(name)) {
      const message = `The choice “${name}” of ${list} has a space in its name; answers are told apart by spaces. Write “${name.replace(/\s+/g, '_')}”.`;
      problems.error({ ...at, column: headingText(row, 'name'), code: 'choice_malformed', message });
    }
    if (!allowsSameChoices && choices.some((choice) => choice.name === name)) {
      const message = `The list ${list} has ${name} already; give this choice another name, or set allow_choice_duplicates to yes.`;
      problems.error({ ...at, column: headingText(row, 'name'), code: 'choice_twice', message });
    }
    choices.push(readChoice(row, { list, name, usual }, sheet.name, problems));
  }
  return Array.from(lists, ([name, choices]) => ({ name, choices }));
}

function readChoice(
  row: SheetRow,
  { list, name, usual }: { readonly list: string; readonly name: string; readonly usual: string },
  sheet: string,
  problems: FormProblems,
): FormChoice {
  const label = texts(row, 'label', usual);
  const media = mediaOf(row, usual);
  if (Object.keys(label).length === 0 && Object.keys(media).length === 0) {
    const message = `The choice ${name} of ${list} has no label; its name is shown.`;
    problems.warn({ sheet, row: row.number, column: 'label', code: 'label_missing', message });
  }
  const columns: Record<string, string> = {};
  for (const { heading, value } of row.cells) {
    const { column } = heading;
    const isOwn = ['list_name', 'name', 'label', 'outpost::score', ...mediaKinds].includes(column);
    if (!isOwn && heading.language === undefined) columns[column] = value;
  }
  return { name, label, media, score: scoreOf(row, sheet, problems), columns, row: row.number };
}

/**
 * @param row of a sheet
 * @param usual language of columns without one
 * @returns its media files by kind and language
 */
export function mediaOf(row: SheetRow, usual: string): Readonly<Record<string, FormText>> {
  const kinds = mediaKinds.map((kind) => [kind, texts(row, kind, usual)] as const);
  return Object.fromEntries(kinds.filter(([, files]) => Object.keys(files).length > 0));
}

function scoreOf(row: SheetRow, sheet: string, problems: FormProblems): number | null {
  const text = cell(row, 'outpost::score');
  if (text === undefined) return null;
  const score = Number(text.replace(',', '.'));
  if (score >= 0 && score <= 1) return score;
  const message = `The score of a choice is a number from 0 to 1, not “${text}”.`;
  problems.error({ sheet, row: row.number, column: 'outpost::score', code: 'value_malformed', message });
  return null;
}
