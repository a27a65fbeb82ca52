import type { FieldValue } from '../domain/field.ts';
import { tables } from '../domain/registry.ts';
import { deletedFieldId, type Table } from '../domain/table.ts';
import { type Disputed, fieldName, valueIn } from './describe.ts';
import type { GroupValues } from './stored-values.ts';

/** How a note says who wrote a value, and which value it was, in the language of the person who decides. */
export interface NoteWords {
  /** `Anna Lind 2026-05-03`. */
  signature(side: 'standing' | 'fallen'): string;
  /** `Status: Done`. */
  value(field: string, value: FieldValue): string;
}

/** What keeping both values writes. */
export interface KeptBoth {
  /** Fields of the record that change: none when it has no room for a note. */
  readonly patch: GroupValues;
  /** Both values in words: stays with the conflict. */
  readonly note: string;
}

/** The field of a record in which a remark finds its place. */
const remarkFields: ReadonlyMap<Table, string> = new Map<Table, string>([
  [tables.person, 'note'],
  [tables.trainingEvent, 'report'],
  [tables.mentoringVisit, 'observations'],
  [tables.visitIssue, 'description'],
  [tables.capabilityRating, 'evidence'],
  [tables.actionItem, 'description'],
  [tables.situationReport, 'issues'],
  [tables.inspection, 'summary'],
  [tables.inspectionPhase, 'notes'],
  [tables.answer, 'comment'],
  [tables.finding, 'description'],
  [tables.project, 'issues'],
  [tables.caseloadSnapshot, 'note'],
]);

/**
 * @param about what a conflict is about
 * @returns the field into which keeping both writes the other value: one of the group where people wrote at length, else
 *   the record's place for remarks; undefined when there is neither
 */
export function remarkField({ table, standing }: Disputed): string | undefined {
  if (!table) return undefined;
  const names = standing.map(([id]) => fieldName(table, id) ?? '');
  return names.find((name) => table.fields[name]?.kind === 'note') ?? remarkFields.get(table);
}

/**
 * Keeps both values of a conflict: long texts one after the other in their field, each with who wrote it and when; any
 * other value stays as it stands, and the one that fell is told in the record's remark. Names, numbers and codes are
 * never run together.
 *
 * @param about what the conflict is about
 * @param words signs and names the values
 * @returns what to write; undefined when it does not fit, or for a record that was removed on one side
 */
export function keepBoth(about: Disputed, words: NoteWords): KeptBoth | undefined {
  const { table, row, standing } = about;
  if (!table || !row || !about.now || standing.some(([id]) => id === deletedFieldId)) return undefined;
  const now = new Map(about.now);
  const fallen = new Map(about.fallen);
  const patch = new Map<number, string>();
  const told: string[] = [];
  for (const id of now.keys()) {
    const [stands, fell] = [now.get(id) ?? null, fallen.get(id) ?? null];
    const name = fieldName(table, id);
    if (stands === fell || name === undefined) continue;
    if (table.fields[name]?.kind === 'note') patch.set(id, bothTexts(stands, fell, about, words));
    else told.push(words.value(name, fell));
  }
  const remark = remarkField(about);
  const remarkId = remark === undefined ? undefined : table.fields[remark]?.id;
  if (told.length > 0 && remarkId !== undefined) {
    const there = patch.get(remarkId) ?? textOf(valueIn(table, row, remarkId));
    patch.set(remarkId, joined([there, `[${words.signature('fallen')}] ${told.join('; ')}`]));
  }
  const fits = [...patch].every(([id, text]) => fitsField(table, id, text));
  const note = noteOf(about, words);
  if (!fits || !tables.conflict.fields.note.schema.safeParse(note).success) return undefined;
  return { patch: [...patch].sort(([a], [b]) => a - b), note };
}

function bothTexts(stands: FieldValue, fell: FieldValue, about: Disputed, words: NoteWords): string {
  const { standing_at, fallen_at } = about.conflict;
  const blocks = [signed('standing', stands, words), signed('fallen', fell, words)];
  return joined(fallen_at < standing_at ? blocks.toReversed() : blocks);
}

function signed(side: 'standing' | 'fallen', value: FieldValue, words: NoteWords): string {
  const text = textOf(value);
  return text === '' ? '' : `[${words.signature(side)}]\n${text}`;
}

function noteOf({ table, standing, fallen }: Disputed, words: NoteWords): string {
  const line = (side: 'standing' | 'fallen', values: GroupValues): string => {
    const told = values.flatMap(([id, value]) => {
      const name = table && fieldName(table, id);
      return name === undefined ? [] : [words.value(name, value)];
    });
    return `[${words.signature(side)}] ${told.join('; ')}`;
  };
  return joined([line('standing', standing), line('fallen', fallen)]);
}

function fitsField(table: Table, id: number, text: string): boolean {
  const field = table.fields[fieldName(table, id) ?? ''];
  return field?.schema.safeParse(text).success === true;
}

function joined(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== '').join('\n\n');
}

function textOf(value: FieldValue): string {
  return typeof value === 'string' ? value : '';
}
