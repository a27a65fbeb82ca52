import type { FieldValue } from '#shared/domain/field.ts';
import { makeId } from '#shared/domain/ids.ts';
import {
  type AnyRow,
  type KeyOf,
  type PatchOf,
  type RowOf,
  rowKey,
  type Table,
} from '#shared/domain/table.ts';
import { OutpostError, parseAtBoundary } from '#shared/errors.ts';
import type { Change } from '#shared/sync/op.ts';
import type { Author, ChangedRow, Committed, WritableDb } from './database.ts';
import { appendOps, changesPerOp, type JournalState, journalState } from './journal.ts';
import { readingOf } from './read.ts';
import { deletedGroup, keyValues, planOf, type RowPlan, updateSql } from './row-plan.ts';
import { indexRows } from './search-index.ts';
import type { Store } from './store.ts';

/**
 * Runs `work` in one transaction: its row changes, the ops that carry them and the search index are on disk together
 * when this returns.
 *
 * @param store the open database
 * @param author who acts
 * @param work makes the changes; must be synchronous
 * @returns what `work` returned, the ops and the rows that changed
 * @throws OutpostError `not_enrolled` without a device number, `vault_newer` when the file may only be read, and
 *   whatever `work` throws: then nothing has changed
 */
export function commit<R>(store: Store, author: Author, work: (tx: WritableDb) => R): Committed<R> {
  if (store.readOnly) {
    throw new OutpostError('vault_newer', 'A newer version wrote this database: it can only be read here.');
  }
  const committed = store.transaction(() => {
    const state = journalState(store);
    const { device } = state;
    if (device === undefined) throw new OutpostError('not_enrolled', 'This laptop has no device number yet.');
    const writing = new Writing(store, state, device, author);
    const value = work({ ...readingOf(store), ...writing.methods() } as WritableDb);
    const changes = writing.changes();
    const seqs = appendOps(store, state, {
      device,
      actor: author.advisorId,
      changes,
      lastId: writing.lastId,
    });
    indexRows(store, writing.touched());
    return { value, seqs, changed: writing.changed() };
  });
  store.announce(committed.changed);
  return committed;
}

interface TouchedRow {
  readonly plan: RowPlan;
  readonly key: readonly FieldValue[];
  readonly name: string;
  /** `seq` of the op that will carry it. */
  readonly seq: number;
  readonly fields: Map<number, FieldValue>;
}

type Methods = Pick<WritableDb, 'newId' | 'insert' | 'update' | 'upsert' | 'remove'>;

/** The row changes of one transaction, gathered by row: however often a row is touched, it is one change. */
class Writing {
  readonly #store: Store;
  readonly #state: JournalState;
  readonly #device: number;
  readonly #signature: readonly number[];
  readonly #rows = new Map<string, TouchedRow>();
  #lastId: number;

  constructor(store: Store, state: JournalState, device: number, author: Author) {
    this.#store = store;
    this.#state = state;
    this.#device = device;
    this.#signature = [author.advisorId, device, store.now()];
    this.#lastId = state.lastId;
  }

  get lastId(): number {
    return this.#lastId;
  }

  methods(): Methods {
    return {
      newId: () => makeId(this.#device, ++this.#lastId),
      insert: <T extends Table>(table: T, row: RowOf<T>) => this.#insert(planOf(table), row as AnyRow),
      update: <T extends Table>(table: T, key: KeyOf<T>, patch: PatchOf<T>) =>
        this.#update(planOf(table), key as AnyRow, patch as AnyRow),
      upsert: <T extends Table>(table: T, row: RowOf<T>) => this.#upsert(planOf(table), row as AnyRow),
      remove: <T extends Table>(table: T, key: KeyOf<T>) => this.#remove(planOf(table), key as AnyRow),
    };
  }

  changes(): readonly Change[] {
    return Array.from(this.#rows.values(), ({ plan, key, fields }) => ({
      table: plan.table.id,
      key,
      fields: [...fields].sort(([a], [b]) => a - b),
    }));
  }

  touched(): Iterable<TouchedRow> {
    return this.#rows.values();
  }

  changed(): readonly ChangedRow[] {
    return Array.from(this.#rows.values(), ({ plan, name }) => ({ table: plan.table.name, key: name }));
  }

  #insert(plan: RowPlan, given: AnyRow): void {
    const row = parseAtBoundary(plan.rowSchema, given);
    if (this.#insertNew(plan, row)) return;
    const stored = this.#stored(plan, row);
    if (stored?.deleted === 0) {
      throw new OutpostError('conflicting_state', `This ${plan.table.name} exists already.`, {
        details: { table: plan.table.name },
      });
    }
    if (stored) this.#change(plan, stored, row, 0);
  }

  #upsert(plan: RowPlan, given: AnyRow): void {
    const row = parseAtBoundary(plan.rowSchema, given);
    if (this.#insertNew(plan, row)) return;
    const stored = this.#stored(plan, row);
    if (stored) this.#change(plan, stored, row, 0);
  }

  #update(plan: RowPlan, givenKey: AnyRow, given: AnyRow): void {
    const patch = parseAtBoundary(plan.patchSchema, given);
    this.#change(plan, this.#live(plan, givenKey), patch, 0);
  }

  #remove(plan: RowPlan, givenKey: AnyRow): void {
    this.#change(plan, this.#live(plan, givenKey), {}, 1);
  }

  #insertNew(plan: RowPlan, row: AnyRow): boolean {
    const key = keyValues(plan, row);
    const name = rowKey(plan.table, key);
    const known = this.#rows.get(name + plan.table.name);
    if (known) return false;
    const seq = this.#nextSeq();
    const values = plan.fieldNames.map((field) => stored(row[field] ?? null));
    const added = this.#store.run(plan.insertNew, ...values, seq, ...this.#signature);
    if (added === 0) return false;
    const fields = new Map<number, FieldValue>();
    for (const field of plan.values) {
      // Fields that nobody filled in stay out, unless another of their group has a value.
      if (field.together.some((other) => (row[other] ?? null) !== null)) {
        fields.set(field.field.id, stored(row[field.name] ?? null));
      }
    }
    this.#rows.set(name + plan.table.name, { plan, key, name, seq, fields });
    return true;
  }

  /** Writes what differs from the stored row, and records all fields of every group that does. */
  #change(plan: RowPlan, before: StoredRow, after: AnyRow, deleted: 0 | 1): void {
    const groups = new Set<number>();
    const columns: string[] = [];
    const values: FieldValue[] = [];
    for (const { name, group } of plan.values) {
      const value = after[name];
      if (value === undefined || stored(value) === before[name]) continue;
      groups.add(group);
      columns.push(name);
      values.push(stored(value));
    }
    if (deleted !== before.deleted) {
      groups.add(deletedGroup);
      columns.push('deleted');
      values.push(deleted);
    }
    if (groups.size === 0) return;
    const touched = this.#touch(plan, before);
    const sql = updateSql(plan, [...columns, 'own_seq', 'changed_by', 'changed_device', 'changed_ms']);
    this.#store.run(sql, ...values, touched.seq, ...this.#signature, ...touched.key);
    for (const { name, group, field } of plan.values) {
      if (!groups.has(group)) continue;
      const value = after[name];
      touched.fields.set(field.id, value === undefined ? (before[name] ?? null) : stored(value));
    }
    if (groups.has(deletedGroup)) touched.fields.set(deletedGroup, deleted);
  }

  #touch(plan: RowPlan, row: AnyRow): TouchedRow {
    const key = keyValues(plan, row);
    const name = rowKey(plan.table, key);
    const id = name + plan.table.name;
    const known = this.#rows.get(id);
    if (known) return known;
    const touched = { plan, key, name, seq: this.#nextSeq(), fields: new Map<number, FieldValue>() };
    this.#rows.set(id, touched);
    return touched;
  }

  #nextSeq(): number {
    return this.#state.seq + 1 + Math.floor(this.#rows.size / changesPerOp);
  }

  #live(plan: RowPlan, givenKey: AnyRow): StoredRow {
    const row = this.#stored(plan, parseAtBoundary(plan.keySchema, givenKey));
    if (row?.deleted === 0) return row;
    throw new OutpostError('not_found', `There is no such ${plan.table.name}.`, {
      details: { table: plan.table.name },
    });
  }

  #stored(plan: RowPlan, key: AnyRow): StoredRow | undefined {
    return this.#store.one<StoredRow>(plan.selectAny, ...keyValues(plan, key));
  }
}

type StoredRow = AnyRow & { readonly deleted: 0 | 1 };

/** Minus zero is zero: the op's canonical form has no other. */
function stored(value: FieldValue): FieldValue {
  return value === 0 ? 0 : value;
}
