import { tables } from '#shared/domain/registry.ts';
import type { Table } from '#shared/domain/table.ts';
import type { VettingCase } from '#shared/ipc/vetting.ts';
import type { ReadableDb } from './database.ts';
import { rowAuthor } from './row-author.ts';

type ChangeMark = NonNullable<VettingCase['changed']>;

/**
 * @param read the open database
 * @param table of a row
 * @param key its row key (`rowKey`)
 * @returns who changed it last, by name; null when this laptop does not know
 */
export function changeMark(read: ReadableDb, table: Table, key: string): ChangeMark | null {
  const by = rowAuthor(read, table, key);
  if (!by) return null;
  return {
    author: advisorName(read, by.advisorId),
    laptop: by.device === undefined ? null : laptopLabel(read, by.device),
    at: by.at,
  };
}

/**
 * @param read the open database
 * @param id of an advisor
 * @returns their name; null when their row has not arrived
 */
export function advisorName(read: ReadableDb, id: number): string | null {
  return read.get(tables.advisor, { id })?.display_name ?? null;
}

/**
 * @param read the open database
 * @param device number of a laptop
 * @returns what headquarters calls it; null when that is not known here
 */
export function laptopLabel(read: ReadableDb, device: number): string | null {
  return read.get(tables.laptop, { device })?.label ?? null;
}
