import type { RosterField, SheetPreview } from '#shared/ipc/training.ts';

/** Which field of a roster each column holds, by the column's letters. */
export type ColumnMapping = Readonly<Record<string, RosterField>>;

/** A column as it is offered for mapping. */
export interface MappableColumn {
  readonly letters: string;
  /** What the header row says. */
  readonly title: string;
  /** What stands below it, for recognising it. */
  readonly examples: readonly string[];
}

/**
 * @param sheet a sheet as it was read
 * @returns the row that its sample begins with, as the spreadsheet shows it
 */
export function firstSampleRow({ headerRow }: SheetPreview): number {
  return headerRow ?? 1;
}

/**
 * @param sheet a sheet as it was read
 * @param headerRow the row that holds the titles, one of those in the sample
 * @returns its columns, those without a title and without examples left out
 */
export function columnsOf(sheet: SheetPreview, headerRow: number): readonly MappableColumn[] {
  const titles = sheet.sample[headerRow - firstSampleRow(sheet)] ?? [];
  const below = sheet.sample.slice(headerRow - firstSampleRow(sheet) + 1);
  return sheet.headers
    .map(({ column }, index) => ({
      letters: column,
      title: titles[index] ?? '',
      examples: below
        .map((row) => row[index] ?? '')
        .filter((text) => text !== '')
        .slice(0, 3),
    }))
    .filter(({ title, examples }) => title !== '' || examples.length > 0);
}

/**
 * @param sheet a sheet as it was read
 * @returns the mapping that its titles suggest; a field that two columns seem to hold goes to the first
 */
export function guessedMapping(sheet: SheetPreview): ColumnMapping {
  const mapping: Record<string, RosterField> = {};
  const taken = new Set<RosterField>();
  for (const { column, guess } of sheet.headers) {
    if (guess === null || taken.has(guess)) continue;
    taken.add(guess);
    mapping[column] = guess;
  }
  return mapping;
}

/**
 * @param mapping so far
 * @param letters a column
 * @param field what it holds, or null to leave it out; another column that held it is left out now
 * @returns the mapping with the choice
 */
export function withColumn(
  mapping: ColumnMapping,
  letters: string,
  field: RosterField | null,
): ColumnMapping {
  const others = Object.entries(mapping).filter(([column, held]) => column !== letters && held !== field);
  return Object.fromEntries(field === null ? others : [...others, [letters, field]]);
}

/**
 * @param mapping so far
 * @returns whether it says where the names are, without which nobody can be imported
 */
export function hasNames(mapping: ColumnMapping): boolean {
  return Object.values(mapping).some((field) => field === 'name_ar' || field === 'name_latin');
}
