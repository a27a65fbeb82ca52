import * as present from '#shared/domain/registry.ts';
import type { Table } from '#shared/domain/table.ts';

/** Tables and fields that the version before did not have yet, by name. */
const laterTables: ReadonlySet<string> = new Set([present.tables.inspectionPhase.name]);
const laterFields: ReadonlyMap<string, readonly string[]> = new Map([
  [present.tables.person.name, ['unit']],
  [present.tables.answer.name, ['comment']],
]);

// Stands in for `shared/domain/registry.ts` in the version before: the same exports without what came later.

/** Of the version before. */
export const schemaVersion = present.schemaVersion - 1;

function before(table: Table): Table {
  const later = laterFields.get(table.name);
  if (!later) return table;
  const fields = Object.fromEntries(Object.entries(table.fields).filter(([name]) => !later.includes(name)));
  return { ...table, fields };
}

/** As the version before knew them. */
export const tables = Object.fromEntries(
  Object.entries(present.tables)
    .filter(([, { name }]) => !laterTables.has(name))
    .map(([exported, table]) => [exported, before(table)]),
);

/** By ascending number. */
export const tableList: readonly Table[] = Object.values(tables).sort((a, b) => a.id - b.id);

const byId = new Map(tableList.map((table) => [table.id, table]));
const byName = new Map(tableList.map((table) => [table.name, table]));

/**
 * @param id a table's number
 * @returns the table; undefined when the version before had none of this number
 */
export function tableById(id: number): Table | undefined {
  return byId.get(id);
}

/**
 * @param name a table's name
 * @returns the table; undefined when the version before had none of this name
 */
export function tableByName(name: string): Table | undefined {
  return byName.get(name);
}
