import type { Store } from './store.ts';

/** A field group on which another laptop's op, brought by file, lies. */
export interface CarriedGroup {
  readonly table: number;
  readonly key: string;
  readonly group: number;
}

/**
 * Which field groups work of other laptops lies on, as long as headquarters is not known to have it. Most laptops never
 * carry anything: then nothing is read.
 */
export class CarriedGroups {
  readonly #store: Store;
  #some: boolean;

  constructor(store: Store) {
    this.#store = store;
    this.#some = store.one('SELECT 1 FROM carried_group LIMIT 1') !== undefined;
  }

  has(table: number, key: string, group: number): boolean {
    if (!this.#some) return false;
    const sql = 'SELECT 1 FROM carried_group WHERE table_id = ? AND row_key = ? AND group_id = ? LIMIT 1';
    return this.#store.one(sql, table, key, group) !== undefined;
  }

  hasRow(table: number, key: string): boolean {
    if (!this.#some) return false;
    const sql = 'SELECT 1 FROM carried_group WHERE table_id = ? AND row_key = ? LIMIT 1';
    return this.#store.one(sql, table, key) !== undefined;
  }

  /** An op lies on the group now. */
  add({
    table,
    key,
    group,
    device,
    seq,
  }: CarriedGroup & { readonly device: number; readonly seq: number }): void {
    this.#some = true;
    this.#store.run(
      'INSERT INTO carried_group (table_id, row_key, group_id, device, seq) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      ...[table, key, group, device, seq],
    );
  }

  /** Takes the ops of a device up to `seq` away, and tells which groups they lay on. */
  take(device: number, seq: number): readonly CarriedGroup[] {
    if (!this.#some) return [];
    const groups = this.#store.all<{ table_id: number; row_key: string; group_id: number }>(
      'SELECT DISTINCT table_id, row_key, group_id FROM carried_group WHERE device = ? AND seq <= ?',
      device,
      seq,
    );
    this.#store.run('DELETE FROM carried_group WHERE device = ? AND seq <= ?', device, seq);
    return groups.map(({ table_id, row_key, group_id }) => ({
      table: table_id,
      key: row_key,
      group: group_id,
    }));
  }

  /** Takes everything away that lies on a row, and tells on which of its groups it lay. */
  takeRow(table: number, key: string): readonly number[] {
    if (!this.#some) return [];
    const groups = this.#store.all<{ group_id: number }>(
      'SELECT DISTINCT group_id FROM carried_group WHERE table_id = ? AND row_key = ?',
      table,
      key,
    );
    this.#store.run('DELETE FROM carried_group WHERE table_id = ? AND row_key = ?', table, key);
    return groups.map(({ group_id }) => group_id);
  }
}
