import type { Form, FormGroup, FormItem, FormQuestion, FormRepeat, FormText } from './form.ts';
import type { WorkbookSheet } from './sheet-rows.ts';

/** A row to be written: cells by heading. */
type Cells = Map<string, string>;

/**
 * Writes a form as an XLSForm again: read once more, it is the same form.
 *
 * @param form as it was read
 * @returns the sheets `survey`, `choices` and `settings` with the standard's headings
 */
export function exportForm(form: Form): readonly WorkbookSheet[] {
  const survey: Cells[] = [];
  for (const item of form.parts) writeItem(item, survey);
  const choices = form.lists.flatMap((list) =>
    list.choices.map((choice) => {
      const cells: Cells = new Map([
        ['list_name', list.name],
        ['name', choice.name],
      ]);
      writeText(cells, 'label', choice.label);
      for (const [kind, files] of Object.entries(choice.media)) writeText(cells, `media::${kind}`, files);
      if (choice.score !== null) cells.set('outpost::score', String(choice.score));
      for (const [column, value] of Object.entries(choice.columns)) cells.set(column, value);
      return cells;
    }),
  );
  const sameTwice = form.lists.some(
    (list) => new Set(list.choices.map(({ name }) => name)).size < list.choices.length,
  );
  const settings: Cells = new Map([
    ['form_title', form.title],
    ['form_id', form.id],
    ['version', form.version],
    ['name', form.name],
    ['default_language', form.defaultLanguage],
    ['allow_choice_duplicates', sameTwice ? 'yes' : ''],
    ...Object.entries(form.otherSettings),
  ]);
  return [
    sheetOf('survey', ['type', 'name'], survey),
    sheetOf('choices', ['list_name', 'name'], choices),
    sheetOf('settings', [], [settings]),
  ];
}

function writeItem(item: FormItem, rows: Cells[]): void {
  if (item.kind === 'question') {
    rows.push(questionCells(item));
    return;
  }
  const cells = commonCells(item, `begin ${item.kind}`);
  if (item.kind === 'repeat' && item.count !== null) cells.set('repeat_count', item.count);
  rows.push(cells);
  for (const part of item.parts) writeItem(part, rows);
  rows.push(new Map([['type', `end ${item.kind}`]]));
}

function commonCells(item: FormQuestion | FormGroup | FormRepeat, type: string): Cells {
  const cells: Cells = new Map([
    ['type', type],
    ['name', item.name],
  ]);
  writeText(cells, 'label', item.label);
  writeText(cells, 'hint', item.hint);
  for (const [kind, files] of Object.entries(item.media)) writeText(cells, `media::${kind}`, files);
  write(cells, 'relevant', item.relevant);
  write(cells, 'read_only', plainly(item.readOnly));
  write(cells, 'appearance', item.appearance);
  return cells;
}

function questionCells(item: FormQuestion): Cells {
  const list = item.list === null ? '' : ` ${item.list}${item.orOther ? ' or_other' : ''}`;
  const cells = commonCells(item, `${item.type}${list}`);
  writeText(cells, 'guidance_hint', item.guidance);
  write(cells, 'required', plainly(item.required));
  writeText(cells, 'required_message', item.requiredMessage);
  write(cells, 'constraint', item.constraint);
  writeText(cells, 'constraint_message', item.constraintMessage);
  write(cells, 'calculation', item.calculation);
  write(cells, 'default', item.default);
  write(cells, 'choice_filter', item.choiceFilter);
  const parameters = Object.entries(item.parameters).map(([name, value]) => `${name}=${value}`);
  write(cells, 'parameters', parameters.join(' '));
  const { weight, severity, rule, evidence, adverseWhen, restricted, score, unit, basis, core } = item.field;
  write(cells, 'outpost::weight', weight === null ? null : String(weight));
  write(cells, 'outpost::severity', severity);
  write(cells, 'outpost::rule', rule);
  write(cells, 'outpost::evidence', evidence.join(' '));
  write(cells, 'outpost::adverse_when', adverseWhen);
  write(cells, 'outpost::restricted', restricted ? 'yes' : null);
  write(cells, 'outpost::score', score);
  write(cells, 'outpost::unit', unit);
  write(cells, 'outpost::basis', basis);
  write(cells, 'outpost::core', core ? 'yes' : null);
  return cells;
}

function plainly(condition: string | null): string | null {
  return condition === 'true()' ? 'yes' : condition;
}

function write(cells: Cells, column: string, value: string | null): void {
  if (value) cells.set(column, value);
}

function writeText(cells: Cells, column: string, text: FormText): void {
  for (const [language, value] of Object.entries(text)) {
    cells.set(language === '' ? column : `${column}::${language}`, value);
  }
}

function sheetOf(name: string, first: readonly string[], rows: readonly Cells[]): WorkbookSheet {
  const headings = [...new Set([...first, ...rows.flatMap((cells) => [...cells.keys()])])].filter(
    (heading) => first.includes(heading) || rows.some((cells) => cells.get(heading)),
  );
  return {
    name,
    rows: [headings, ...rows.map((cells) => headings.map((heading) => cells.get(heading) ?? ''))],
  };
}
