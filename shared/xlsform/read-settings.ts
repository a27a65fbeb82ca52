import type { FormProblems } from './form-problem.ts';
import { cell, headingText, type ReadSheet } from './sheet-rows.ts';

/** What the sheet `settings` says; everything in it is optional. */
export interface FormSettings {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly version: string | undefined;
  readonly name: string;
  readonly defaultLanguage: string | undefined;
  readonly allowsSameChoices: boolean;
  readonly others: Readonly<Record<string, string>>;
}

const understood: readonly string[] = [
  'form_id',
  'form_title',
  'version',
  'name',
  'default_language',
  'allow_choice_duplicates',
];

/** Settings of the standard that say nothing here, and what happens instead. */
const unneeded: Readonly<Record<string, string>> = {
  style: 'the pages look as this program lays them out',
  instance_name: 'inspections are named by facility and date',
  public_key: 'records are encrypted with the laptop’s own key',
  submission_url: 'records go to headquarters',
  auto_send: 'records are sent as the sync settings say',
  auto_delete: 'records stay on the laptop',
  namespaces: 'attributes of other programs are not kept',
};

/**
 * @param sheet `settings`, if there is one
 * @param problems takes what is not understood
 * @returns the settings
 */
export function readSettings(sheet: ReadSheet | undefined, problems: FormProblems): FormSettings {
  const row = sheet?.rows[0];
  const others: Record<string, string> = {};
  if (!sheet || !row) {
    return {
      ...{ id: undefined, title: undefined, version: undefined, name: 'data', defaultLanguage: undefined },
      ...{ allowsSameChoices: false, others },
    };
  }
  for (const extra of sheet.rows.slice(1)) {
    problems.warn({
      ...{ sheet: sheet.name, row: extra.number, column: '', code: 'row_ignored' },
      message: 'Settings are in the first row below the headings; this one is not used.',
    });
  }
  for (const { heading, value } of row.cells) {
    if (understood.includes(heading.column)) continue;
    others[heading.text] = value;
    const instead = Object.hasOwn(unneeded, heading.column) ? unneeded[heading.column] : undefined;
    problems.warn({
      ...{ sheet: sheet.name, row: row.number, column: heading.text, code: 'setting_ignored' },
      message: `The setting ${heading.text} has no effect${instead ? `: ${instead}` : ''}. It is kept for exports.`,
    });
  }
  const name = cell(row, 'name') ?? 'data';
  if (!isXmlName(name)) {
    problems.error({
      ...{ sheet: sheet.name, row: row.number, column: headingText(row, 'name'), code: 'name_malformed' },
      message: `“${name}” cannot be a name: letters, digits, “_”, “-” and “.”, beginning with a letter or “_”.`,
    });
  }
  return {
    id: cell(row, 'form_id'),
    title: cell(row, 'form_title'),
    version: cell(row, 'version'),
    name,
    defaultLanguage: cell(row, 'default_language'),
    allowsSameChoices: isYes(cell(row, 'allow_choice_duplicates')),
    others,
  };
}

const xmlName = /^[\p{L}_][\p{L}\p{N}\p{M}_.-]*$/u;

/**
 * @param text of a cell
 * @returns whether it can name a question: XML names without prefixes
 */
export function isXmlName(text: string): boolean {
  return xmlName.test(text);
}

/**
 * @param text of a cell, or undefined
 * @returns whether it says yes in one of the ways of the standard
 */
export function isYes(text: string | undefined): boolean {
  return text !== undefined && ['yes', 'true', 'true()', '1', 'y'].includes(text.toLowerCase());
}

/**
 * @param text of a cell, or undefined
 * @returns whether it says no in one of the ways of the standard
 */
export function isNo(text: string | undefined): boolean {
  return text === undefined || ['no', 'false', 'false()', '0', 'n'].includes(text.toLowerCase());
}
