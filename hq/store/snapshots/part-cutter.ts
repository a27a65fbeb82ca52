import type { FieldValue } from '#shared/domain/field.ts';
import type { SnapshotBlock } from '#shared/sync/snapshot-part.ts';

/** A row as a snapshot holds it. */
export interface SnapshotRow {
  readonly key: readonly FieldValue[];
  /** In the order of the table's fields. */
  readonly values: readonly FieldValue[];
  /** Who changed it last, on which device, and when (effective time, ms). */
  readonly actor: number;
  readonly device: number;
  readonly ms: number;
}

/** The columns of one table while rows are added to them. */
interface GrowingBlock {
  readonly table: number;
  rows: number;
  readonly keys: FieldValue[][];
  readonly fields: readonly number[];
  readonly values: FieldValue[][];
  readonly actors: number[];
  readonly devices: number[];
  readonly times: number[];
}

/** Roughly how much a part holds: a short value weighs one. */
const usualWeight = 250_000;
const shortText = 8;

/**
 * Cuts rows, which come table by table in the order of their keys, into parts. Where a cut lies is decided by the key of
 * the row after it: when a row is added or goes, the parts before and after stay the same, and so do their hashes.
 */
export class PartCutter {
  readonly #usual: number;
  #blocks: GrowingBlock[] = [];
  #current: GrowingBlock | undefined;
  #weight = 0;

  /** @param usual weight of a part; tests cut smaller ones */
  constructor(usual: number = usualWeight) {
    this.#usual = usual;
  }

  /**
   * The rows that follow are of this table.
   *
   * @param table its number
   * @param keys how many values its key has
   * @param fields numbers of its fields outside the key, ascending, `deleted` among them
   */
  begin(table: number, keys: number, fields: readonly number[]): void {
    this.#current = emptyBlock(table, keys, fields);
  }

  /**
   * @param row the next row of the table
   * @returns the blocks of a part that is complete without it; undefined: none is yet
   */
  add(row: SnapshotRow): readonly SnapshotBlock[] | undefined {
    const table = this.#current;
    if (!table) throw new Error('a row belongs to no table');
    const weight = weightOf(row);
    const part = this.#isCut(table.table, row, weight) ? this.finish() : undefined;
    const block = this.#open();
    append(block, row);
    this.#weight += weight;
    return part;
  }

  /** The blocks of what is left; undefined when nothing is. The next row begins a part. */
  finish(): readonly SnapshotBlock[] | undefined {
    const blocks = this.#blocks;
    if (blocks.length === 0) return undefined;
    this.#blocks = [];
    this.#weight = 0;
    const table = this.#current;
    if (table) this.#current = emptyBlock(table.table, table.keys.length, table.fields);
    return blocks;
  }

  #open(): GrowingBlock {
    const block = this.#current;
    if (!block) throw new Error('a row belongs to no table');
    if (this.#blocks.at(-1) !== block) this.#blocks.push(block);
    return block;
  }

  #isCut(table: number, row: SnapshotRow, weight: number): boolean {
    const half = this.#usual / 2;
    if (this.#weight < half) return false;
    if (this.#weight + weight > this.#usual + half) return true;
    return hashOf(table, row.key) < 2 ** 32 * (weight / half);
  }
}

/**
 * Halves a part that became too long.
 *
 * @param blocks of a part with at least two rows
 * @returns the blocks of two parts
 */
export function halve(
  blocks: readonly SnapshotBlock[],
): readonly [readonly SnapshotBlock[], readonly SnapshotBlock[]] {
  const half = Math.floor(blocks.reduce((sum, { rows }) => sum + rows, 0) / 2);
  const first: SnapshotBlock[] = [];
  const second: SnapshotBlock[] = [];
  let before = 0;
  for (const block of blocks) {
    const cut = Math.min(block.rows, Math.max(0, half - before));
    if (cut > 0) first.push(rowsOf(block, 0, cut));
    if (cut < block.rows) second.push(rowsOf(block, cut, block.rows));
    before += block.rows;
  }
  return [first, second];
}

function emptyBlock(table: number, keys: number, fields: readonly number[]): GrowingBlock {
  const columns = (count: number): FieldValue[][] => Array.from({ length: count }, () => []);
  const values = columns(fields.length);
  return { table, rows: 0, keys: columns(keys), fields, values, actors: [], devices: [], times: [] };
}

function append(block: GrowingBlock, row: SnapshotRow): void {
  block.rows++;
  for (const [place, column] of block.keys.entries()) column.push(row.key[place] ?? null);
  for (const [place, column] of block.values.entries()) column.push(row.values[place] ?? null);
  block.actors.push(row.actor);
  block.devices.push(row.device);
  block.times.push(row.ms);
}

function rowsOf(block: SnapshotBlock, from: number, to: number): SnapshotBlock {
  const slice = <T>(column: readonly T[]): readonly T[] => column.slice(from, to);
  return {
    ...block,
    rows: to - from,
    keys: block.keys.map(slice),
    values: block.values.map(slice),
    actors: slice(block.actors),
    devices: slice(block.devices),
    times: slice(block.times),
  };
}

function weightOf({ key, values }: SnapshotRow): number {
  let weight = 3 + key.length + values.length;
  for (const value of values) {
    if (typeof value === 'string' && value.length > shortText) weight += value.length - shortText;
  }
  return weight;
}

/** FNV-1a, 32 bits, over the row's name. */
function hashOf(table: number, key: readonly FieldValue[]): number {
  const name = `${table}|${key.join('|')}`;
  let hash = 0x811c9dc5;
  for (let place = 0; place < name.length; place++) {
    hash = Math.imul(hash ^ name.charCodeAt(place), 0x01000193);
  }
  // The low bits of short names hardly differ: mix once more.
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}
