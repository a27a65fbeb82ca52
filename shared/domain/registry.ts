import type { Table } from './table.ts';
import * as attachments from './tables/attachments.ts';
import * as conflicts from './tables/conflicts.ts';
import * as inspections from './tables/inspections.ts';
import * as laptops from './tables/laptops.ts';
import * as mentoring from './tables/mentoring.ts';
import * as people from './tables/people.ts';
import * as projects from './tables/projects.ts';
import * as reference from './tables/reference.ts';
import * as training from './tables/training.ts';

/**
 * Version of this registry: goes up by one with every change to it. Changes only add: a table or field number is
 * never reused, and its kind never changes.
 */
export const schemaVersion = 8;

/** Every synced table by its export name. */
export const tables = {
  ...reference,
  ...people,
  ...training,
  ...mentoring,
  ...inspections,
  ...projects,
  ...conflicts,
  ...attachments,
  ...laptops,
} as const;

/** Every synced table, by number. */
export const tableList: readonly Table[] = Object.values(tables).sort((a, b) => a.id - b.id);

const byId = new Map(tableList.map((table) => [table.id, table]));
const byName = new Map(tableList.map((table) => [table.name, table]));

/**
 * @param id a table number, as ops carry it
 * @returns the table, or undefined when this version doesn't know it
 */
export function tableById(id: number): Table | undefined {
  return byId.get(id);
}

/**
 * @param name a table's name, as the databases have it
 * @returns the table, or undefined
 */
export function tableByName(name: string): Table | undefined {
  return byName.get(name);
}
