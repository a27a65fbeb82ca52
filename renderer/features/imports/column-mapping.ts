import type { RosterField, RosterHeader, SheetPreview } from '#shared/ipc/imports.ts';

/** Which field of a roster each column holds, by the column's letters. */
export type ColumnMapping = Readonly<Record<string, RosterField>>;

/**
 * @param sheet a sheet as it was read
 * @returns the row of its titles as it is proposed: 0 for none, the first one when that is not clear
 */
export function proposedHeaderRow({ headerRow }: SheetPreview): number {
  return headerRow ?? 1;
}

/**
 * @param headers the columns of a sheet
 * @returns the mapping that their titles suggest; a field that two columns seem to hold goes to the first
 */
export function guessedMapping(headers: readonly RosterHeader[]): ColumnMapping {
  const mapping: Record<string, RosterField> = {};
  const taken = new Set<RosterField>();
  for (const { column, guess } of headers) {
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
