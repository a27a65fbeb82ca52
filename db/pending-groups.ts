import { tableById } from '#shared/domain/registry.ts';
import { groupOf, rowKey } from '#shared/domain/table.ts';
import type { Op } from '#shared/sync/op.ts';

/** Which field groups of which rows own ops have set that have not come back in headquarters' stream. */
export class PendingGroups {
  readonly #rows = new Map<string, Map<number, Set<number>>>();
  /** `seq` of the last op of the journal that was looked at. */
  through: number;

  constructor(settled: number) {
    this.through = settled;
  }

  /** Counts in the next op of the journal. */
  add(op: Op): void {
    for (const [row, group] of groupsOfOp(op)) {
      const groups = this.#rows.get(row) ?? new Map<number, Set<number>>();
      this.#rows.set(row, groups);
      const seqs = groups.get(group) ?? new Set();
      groups.set(group, seqs.add(op.seq));
    }
  }

  /** The op has come back, or never will. */
  remove(op: Op): void {
    for (const [row, group] of groupsOfOp(op)) {
      const groups = this.#rows.get(row);
      const seqs = groups?.get(group);
      seqs?.delete(op.seq);
      if (seqs?.size === 0) groups?.delete(group);
      if (groups?.size === 0) this.#rows.delete(row);
    }
  }

  /** Whether an own op on this group is still out. */
  has(table: number, key: string, group: number): boolean {
    return this.#rows.get(`${table}:${key}`)?.has(group) ?? false;
  }

  /** Whether an own op on any group of this row is still out. */
  hasRow(table: number, key: string): boolean {
    return this.#rows.has(`${table}:${key}`);
  }
}

function* groupsOfOp(op: Op): Generator<readonly [row: string, group: number]> {
  for (const change of op.changes) {
    const table = tableById(change.table);
    if (!table) continue;
    const row = `${table.id}:${rowKey(table, change.key)}`;
    const groups = new Set(change.fields.map(([field]) => groupOf(table, field)));
    for (const group of groups) yield [row, group];
  }
}
