import type { FormItem, FormQuestion } from './form.ts';
import type { FormErrorCode, FormProblems, FormWarningCode } from './form-problem.ts';
import { isAsked, type RowType, readRowType } from './question-types.ts';
import { readFieldRules } from './read-field-rules.ts';
import { mediaOf } from './read-lists.ts';
import { isNo, isXmlName, isYes } from './read-settings.ts';
import { cell, headingText, type ReadSheet, type SheetRow, texts } from './sheet-rows.ts';

type Begin = Extract<RowType, { kind: 'begin' }>;
type Refused = Extract<RowType, { kind: 'unsupported' | 'list_missing' | 'unknown' }>;

/** A group or repeat whose end has not come yet. */
interface Open {
  readonly what: Begin['what'];
  readonly row: SheetRow;
  readonly parts: FormItem[];
  /** What it becomes, once its parts are known. */
  readonly close: (parts: readonly FormItem[]) => FormItem;
}

/** Reads the sheet `survey` from top to bottom. */
export class SurveyReader {
  readonly #sheet: ReadSheet;
  readonly #usual: string;
  readonly #problems: FormProblems;
  readonly #top: FormItem[] = [];
  readonly #open: Open[] = [];
  #unnamed = 0;

  /**
   * @param sheet `survey`
   * @param usual the language of columns without one
   * @param problems takes what is wrong
   */
  constructor(sheet: ReadSheet, usual: string, problems: FormProblems) {
    this.#sheet = sheet;
    this.#usual = usual;
    this.#problems = problems;
  }

  /** @returns the parts of the form */
  read(): readonly FormItem[] {
    for (const row of this.#sheet.rows) this.#readRow(row);
    for (const { what, row } of this.#open) {
      this.#error(row, 'type', 'begin_without_end', `This ${what} has no “end ${what}”.`);
    }
    // What was begun is part of the form all the same, so that its questions are checked as well.
    for (let open = this.#open.pop(); open; open = this.#open.pop()) this.#add(open.close(open.parts));
    return this.#top;
  }

  #readRow(row: SheetRow): void {
    if (isYes(cell(row, 'disabled'))) {
      this.#warn(row, 'disabled', 'row_ignored', 'The row is disabled, and not used.');
      return;
    }
    const text = cell(row, 'type');
    if (text === undefined) {
      const isRemark = cell(row, 'name') === undefined;
      if (isRemark) {
        this.#warn(row, '', 'row_ignored', 'Without type and name the row is a remark, and not used.');
      } else this.#error(row, 'type', 'type_missing', `The question ${cell(row, 'name')} has no type.`);
      return;
    }
    const type = readRowType(text);
    if (type.kind === 'begin') this.#begin(row, type);
    else if (type.kind === 'end') this.#end(row, type.what);
    else if (type.kind === 'question') this.#question(row, type);
    else if (type.kind === 'replaced') {
      this.#warn(row, 'type', 'type_replaced', `Questions of type ${text} cannot be asked: ${type.how}.`);
      this.#question(row, { kind: 'question', type: type.type, list: null, orOther: false });
    } else this.#refuse(row, text, type);
  }

  #refuse(row: SheetRow, text: string, type: Refused): void {
    if (type.kind === 'unsupported') {
      this.#error(row, 'type', 'type_unsupported', `${text} cannot be used. ${type.why}.`);
    } else if (type.kind === 'list_missing') {
      this.#error(row, 'type', 'list_missing', `Write the list of choices behind ${text}.`);
    } else this.#error(row, 'type', 'type_unknown', `There is no type of question “${text}”.`);
  }

  #begin(row: SheetRow, { what }: Begin): void {
    const name = this.#name(row, what);
    const common = this.#common(row, name);
    if (what === 'repeat' && this.#open.some((open) => open.what === 'repeat')) {
      const message = 'Repeats within repeats cannot be filled in; take the inner one out of the outer one.';
      this.#error(row, 'type', 'repeat_in_repeat', message);
    }
    const count = cell(row, 'repeat_count') ?? null;
    this.#open.push({
      what,
      row,
      parts: [],
      close: (parts) =>
        what === 'group' ? { ...common, kind: 'group', parts } : { ...common, kind: 'repeat', count, parts },
    });
  }

  #end(row: SheetRow, what: Begin['what']): void {
    const open = this.#open.at(-1);
    if (open?.what !== what) {
      const inside = open ? `; the ${open.what} of row ${open.row.number} ends first` : '';
      this.#error(row, 'type', 'end_without_begin', `No ${what} begins before this end${inside}.`);
      return;
    }
    this.#open.pop();
    this.#add(open.close(open.parts));
  }

  #add(item: FormItem): void {
    (this.#open.at(-1)?.parts ?? this.#top).push(item);
  }

  #question(row: SheetRow, { type, list, orOther }: Extract<RowType, { kind: 'question' }>): void {
    const name = this.#name(row, type);
    const common = this.#common(row, name);
    const calculation = cell(row, 'calculation') ?? null;
    if (type === 'calculate' && calculation === null && cell(row, 'default') === undefined) {
      const message = `The calculation ${name} says nothing in the column calculation.`;
      this.#error(row, 'calculation', 'calculation_missing', message);
    }
    const shown = Object.keys(common.label).length + Object.keys(common.media).length > 0;
    if (!shown && (isAsked(type) || type === 'note') && calculation === null) {
      const hinted = Object.keys(common.hint).length > 0;
      const message = `The question ${name} has no label; ${hinted ? 'its hint' : 'its name'} is shown.`;
      this.#warn(row, 'label', 'label_missing', message);
    }
    this.#add({
      ...common,
      kind: 'question',
      type,
      list,
      orOther,
      required: condition(cell(row, 'required')),
      requiredMessage: texts(row, 'required_message', this.#usual),
      constraint: formula(cell(row, 'constraint')),
      constraintMessage: texts(row, 'constraint_message', this.#usual),
      guidance: texts(row, 'guidance_hint', this.#usual),
      calculation,
      default: cell(row, 'default') ?? null,
      choiceFilter: cell(row, 'choice_filter') ?? null,
      parameters: this.#parameters(row),
      field: readFieldRules(row, this.#sheet.name, this.#problems),
    });
  }

  #common(
    row: SheetRow,
    name: string,
  ): Pick<
    FormQuestion,
    'name' | 'label' | 'hint' | 'relevant' | 'readOnly' | 'appearance' | 'media' | 'row'
  > {
    return {
      name,
      label: texts(row, 'label', this.#usual),
      hint: texts(row, 'hint', this.#usual),
      relevant: formula(cell(row, 'relevant')),
      readOnly: condition(cell(row, 'read_only')),
      appearance: cell(row, 'appearance') ?? null,
      media: mediaOf(row, this.#usual),
      row: row.number,
    };
  }

  #name(row: SheetRow, what: string): string {
    const name = cell(row, 'name');
    if (name === undefined) {
      // Notes say something and are never asked for; the standard gives them a name.
      const isFree = what === 'note' || what === 'group';
      if (!isFree) this.#error(row, 'name', 'name_missing', `The ${what} has no name.`);
      return `unnamed_${what.replace(/[^a-z]/gi, '')}_${++this.#unnamed}`;
    }
    if (!isXmlName(name)) {
      const message = `“${name}” cannot be a name: letters, digits, “_”, “-” and “.”, beginning with a letter or “_”.`;
      this.#error(row, 'name', 'name_malformed', message);
    }
    return name;
  }

  /** "start=1 end=10, step = 0.5" */
  #parameters(row: SheetRow): Readonly<Record<string, string>> {
    const text = cell(row, 'parameters');
    if (text === undefined) return {};
    const parts = text
      .replace(/\s*=\s*/g, '=')
      .split(/[\s,;]+/)
      .filter(Boolean);
    const pairs: (readonly [string, string])[] = [];
    for (const part of parts) {
      const [name = '', value] = part.split('=');
      if (value === undefined) {
        const message = `Parameters are written as name=value, not “${part}”.`;
        this.#error(row, 'parameters', 'value_malformed', message);
      } else pairs.push([name.toLowerCase(), value]);
    }
    return Object.fromEntries(pairs);
  }

  #error(row: SheetRow, column: string, code: FormErrorCode, message: string): void {
    this.#problems.error({ ...this.#at(row, column), code, message });
  }

  #warn(row: SheetRow, column: string, code: FormWarningCode, message: string): void {
    this.#problems.warn({ ...this.#at(row, column), code, message });
  }

  #at(
    row: SheetRow,
    column: string,
  ): { readonly sheet: string; readonly row: number; readonly column: string } {
    return { sheet: this.#sheet.name, row: row.number, column: headingText(row, column) };
  }
}

/** A spreadsheet keeps the words true and false as values of its own. */
function formula(text: string | undefined): string | null {
  if (text === 'TRUE' || text === 'FALSE') return `${text.toLowerCase()}()`;
  return text ?? null;
}

/** Yes and no in any of the ways in which they are written, or a formula. */
function condition(text: string | undefined): string | null {
  if (isNo(text)) return null;
  return isYes(text) ? 'true()' : (text ?? null);
}
