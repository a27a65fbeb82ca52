import type { FormProblems } from './form-problem.ts';

/** A sheet of a workbook: its cells as a person sees them, dates and numbers as text. */
export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** A heading as it is meant: what the column is, and in which language. */
export interface Heading {
  /** In one spelling: lower case, words joined by "_". */
  readonly column: string;
  /** Of texts; undefined for a column without. */
  readonly language: string | undefined;
  /** As the author wrote it. */
  readonly text: string;
}

/** A row of a sheet with what it says by column. */
export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  readonly number: number;
  readonly cells: readonly { readonly heading: Heading; readonly value: string }[];
}

export interface ReadSheet {
  readonly name: string;
  readonly headings: readonly Heading[];
  readonly rows: readonly SheetRow[];
}

/** Columns that exist once a language. */
const inLanguages: readonly string[] = [
  'label',
  'hint',
  'guidance_hint',
  'constraint_message',
  'required_message',
  'image',
  'big-image',
  'audio',
  'video',
];

/** Other names of columns. */
const otherNames: Readonly<Record<string, string>> = {
  caption: 'label',
  value: 'name',
  'list name': 'list_name',
  'form title': 'form_title',
  set_form_title: 'form_title',
  title: 'form_title',
  id_string: 'form_id',
  set_form_id: 'form_id',
  relevance: 'relevant',
  skippattern: 'relevant',
  'bind:relevant': 'relevant',
  'bind:required': 'required',
  'bind:constraint': 'constraint',
  'bind:calculate': 'calculation',
  'bind:readonly': 'read_only',
  'bind:jr:constraintmsg': 'constraint_message',
  'bind:jr:requiredmsg': 'required_message',
  'bind:jr:preload': 'preload',
  calculate: 'calculation',
  readonly: 'read_only',
  'control:appearance': 'appearance',
  appearence: 'appearance',
  count: 'repeat_count',
  'jr:count': 'repeat_count',
  'control:jr:count': 'repeat_count',
  noapperrorstring: 'required_message',
  no_app_error_string: 'required_message',
  constraint_msg: 'constraint_message',
  guidance: 'guidance_hint',
  tag: 'name',
  command: 'type',
  'media:image': 'image',
  'media:audio': 'audio',
  'media:video': 'video',
  'media:big-image': 'big-image',
};

/**
 * Reads the headings and rows of a sheet. Rows without anything in them are left out.
 *
 * @param sheet as the workbook has it
 * @param problems takes headings that appear twice
 * @returns it, or undefined when there is no heading
 */
export function readSheet(sheet: WorkbookSheet, problems: FormProblems): ReadSheet | undefined {
  const first = sheet.rows.findIndex((row) => row.some((cell) => cell.trim() !== ''));
  const names = sheet.rows[first];
  if (!names) return undefined;
  const headings = names.map((text) => readHeading(text.trim(), sheet.name));
  const seen = new Set<string>();
  for (const { column, language, text } of headings) {
    const key = `${column}\n${language ?? ''}`;
    if (text !== '' && seen.has(key)) {
      problems.error({
        ...{ sheet: sheet.name, row: first + 1, column: text, code: 'column_twice' },
        message: `The column ${text} is there twice; keep one of them.`,
      });
    }
    seen.add(key);
  }
  const rows = sheet.rows.slice(first + 1).map((row, index): SheetRow => {
    const cells = headings.flatMap((heading, place) => {
      const value = (row[place] ?? '').replaceAll('\u00a0', ' ').trim();
      return value === '' || heading.text === '' ? [] : [{ heading, value }];
    });
    return { number: first + 2 + index, cells };
  });
  return {
    name: sheet.name,
    headings: headings.filter(({ text }) => text !== ''),
    rows: rows.filter(({ cells }) => cells.length > 0),
  };
}

/** "label::English (en)", "label: English", "Label", "bind::relevant". */
function readHeading(text: string, sheet: string): Heading {
  const parts = text.split(/\s*::?\s*/);
  const whole = plain(parts.join(':'));
  const [first = '', second, ...rest] = parts;
  const start = plain(first);
  if (start === 'outpost') return { column: `outpost::${plain(second ?? '')}`, language: undefined, text };
  const media = start === 'media' && second !== undefined ? plain(`media:${second}`) : undefined;
  const column = media ?? start;
  const language = media ? rest.join(':') : [second, ...rest].filter((part) => part !== undefined).join(':');
  if (inLanguages.includes(column)) return { column, language: language || undefined, text };
  // In the choices, a column may carry any name of its own.
  if (sheet.toLowerCase() === 'choices' && whole !== 'name' && whole !== 'list_name') {
    return { column: text, language: undefined, text };
  }
  return { column: whole, language: undefined, text };
}

function plain(name: string): string {
  const lower = name.trim().toLowerCase().replace(/\s+/g, ' ');
  const other = otherNames[lower] ?? otherNames[lower.replaceAll(' ', '_')];
  return other ?? lower.replaceAll(' ', '_');
}

/**
 * @param row of a sheet
 * @param column in the spelling of `Heading.column`
 * @returns what it says there, or undefined
 */
export function cell(row: SheetRow, column: string): string | undefined {
  return row.cells.find(({ heading }) => heading.column === column)?.value;
}

/**
 * @param row of a sheet
 * @param column in the spelling of `Heading.column`
 * @returns the heading as its author wrote it, for messages
 */
export function headingText(row: SheetRow, column: string): string {
  return row.cells.find(({ heading }) => heading.column === column)?.heading.text ?? column;
}

/**
 * @param row of a sheet
 * @param column that exists once a language
 * @param usual the language of the column without one
 * @returns its texts by language
 */
export function texts(row: SheetRow, column: string, usual: string): Readonly<Record<string, string>> {
  const found = row.cells.filter(({ heading }) => heading.column === column);
  return Object.fromEntries(found.map(({ heading, value }) => [heading.language ?? usual, value]));
}
