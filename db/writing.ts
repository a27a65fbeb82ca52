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
import type { ChangedRow, WritableDb } from './database.ts';
import { changesPerOp, type JournalState } from './journal.ts';
import { deletedGroup, keyValues, planOf, type RowPlan, updateSql } from './row-plan.ts';
import { keepSiteOfHeadquarters, siteFieldOf } from './site-moves.ts';
import type { Store } from './store.ts';

type Methods = Pick<WritableDb, 'newId' | 'insert' | 'update' | 'upsert' | 'restate' | 'remove'>;
type Entry = readonly [field: number, value: FieldValue];
type StoredRow = AnyRow & { readonly deleted: 0 | 1 };

/** A row that the transaction has touched: the change that its op will carry. */
interface TouchedRow extends Change {
  readonly plan: RowPlan;
  /** `seq` of that op. */
  readonly seq: number;
  fields: readonly Entry[];
}

/** The row changes of one transaction, gathered by row: however often a row is touched, it is one change. */
export class Writing {
  readonly #store: Store;
  readonly #state: JournalState;
  readonly #device: number;
  readonly #rows: TouchedRow[] = [];
  readonly #byKey = new Map<RowPlan, Map<FieldValue, TouchedRow>>();
  /** How many of the rows are in `#byKey`: naming rows costs more than inserting them, so it waits until it is needed. */
  #named = 0;
  #lastId: number;

  constructor(store: Store, state: JournalState, device: number) {
    this.#store = store;
    this.#state = state;
    this.#device = device;
    this.#lastId = state.lastId;
  }

  /** Highest number used in an id so far. */
  get lastId(): number {
    return this.#lastId;
  }

  /** What the ops must carry, in the order in which the rows were first touched. */
  get changes(): readonly Change[] {
    return this.#rows;
  }

  /** The rows for the search index. */
  get rows(): readonly { readonly plan: RowPlan; readonly key: readonly FieldValue[] }[] {
    return this.#rows;
  }

  /** The rows for listeners. */
  changed(): readonly ChangedRow[] {
    return this.#rows.map(({ plan, key }) => ({ table: plan.table.name, key: rowKey(plan.table, key) }));
  }

  /** The methods of `WritableDb` that write. */
  methods(): Methods {
    return {
      newId: () => makeId(this.#device, ++this.#lastId),
      insert: <T extends Table>(table: T, row: RowOf<T>) => this.#insert(planOf(table), row as AnyRow),
      update: <T extends Table>(table: T, key: KeyOf<T>, patch: PatchOf<T>) =>
        this.#update(planOf(table), key as AnyRow, patch as AnyRow),
      upsert: <T extends Table>(table: T, row: RowOf<T>) => this.#upsert(planOf(table), row as AnyRow),
      restate: <T extends Table>(table: T, key: KeyOf<T>, group: number) =>
        this.#restate(planOf(table), key as AnyRow, group),
      remove: <T extends Table>(table: T, key: KeyOf<T>) => this.#remove(planOf(table), key as AnyRow),
    };
  }

  #insert(plan: RowPlan, given: AnyRow): void {
    const row = this.#store.accepted.row(plan, given);
    const key = keyValues(plan, row);
    if (this.#insertNew(plan, key, row)) return;
    const before = this.#stored(plan, key);
    if (before?.deleted !== 1) {
      throw new OutpostError('conflicting_state', `This ${plan.table.name} exists already.`, {
        details: { table: plan.table.name },
      });
    }
    this.#change(plan, key, before, row, 0);
  }

  #upsert(plan: RowPlan, given: AnyRow): void {
    const row = this.#store.accepted.row(plan, given);
    const key = keyValues(plan, row);
    if (this.#insertNew(plan, key, row)) return;
    const before = this.#stored(plan, key);
    if (before) this.#change(plan, key, before, row, 0);
  }

  #update(plan: RowPlan, givenKey: AnyRow, given: AnyRow): void {
    const patch = parseAtBoundary(plan.patchSchema, given);
    const key = keyValues(plan, parseAtBoundary(plan.keySchema, givenKey));
    this.#change(plan, key, this.#live(plan, key), patch, 0);
  }

  #remove(plan: RowPlan, givenKey: AnyRow): void {
    const key = keyValues(plan, parseAtBoundary(plan.keySchema, givenKey));
    this.#change(plan, key, this.#live(plan, key), {}, 1);
  }

  #restate(plan: RowPlan, givenKey: AnyRow, group: number): void {
    const key = keyValues(plan, parseAtBoundary(plan.keySchema, givenKey));
    const row = this.#live(plan, key);
    const touched = this.#touch(plan, key, []);
    const fields = new Map(touched.fields);
    if (group === deletedGroup) fields.set(deletedGroup, row.deleted);
    for (const { name, group: its, field } of plan.values) {
      if (its === group) fields.set(field.id, row[name] ?? null);
    }
    touched.fields = [...fields].sort(([a], [b]) => a - b);
  }

  /** Adds the row without looking first, as most rows are new; returns whether it was. */
  #insertNew(plan: RowPlan, key: readonly FieldValue[], row: AnyRow): boolean {
    const values: FieldValue[] = [];
    for (const field of plan.fieldNames) values.push(stored(row[field] ?? null));
    values.push(this.#nextSeq());
    // Not timed: an insert is never the slow query, and in bulk the clock is a good part of its cost.
    if (this.#store.statement(plan.insertOwn).run(...values).changes === 0) return false;
    const fields: Entry[] = [];
    for (const { name: column, field, together } of plan.values) {
      const value = stored(row[column] ?? null);
      // Fields that nobody filled in stay out, unless another of their group has a value.
      if (
        value !== null ||
        (together.length > 1 && together.some((other) => (row[other] ?? null) !== null))
      ) {
        fields.push([field.id, value]);
      }
    }
    this.#add(plan, key, fields);
    return true;
  }

  /** Writes what differs from the stored row, and records all fields of every group that does. */
  #change(plan: RowPlan, key: readonly FieldValue[], before: StoredRow, after: AnyRow, deleted: 0 | 1): void {
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
    const site = siteFieldOf(plan);
    if (site && groups.has(site.group)) keepSiteOfHeadquarters(this.#store, plan, key, before);
    const touched = this.#touch(plan, key, columns, values);
    const fields = new Map(touched.fields);
    if (groups.has(deletedGroup)) fields.set(deletedGroup, deleted);
    for (const { name, group, field } of plan.values) {
      if (!groups.has(group)) continue;
      const value = after[name];
      fields.set(field.id, value === undefined ? (before[name] ?? null) : stored(value));
    }
    touched.fields = [...fields].sort(([a], [b]) => a - b);
  }

  /** Writes columns of a row and that this laptop's op did it. */
  #touch(
    plan: RowPlan,
    key: readonly FieldValue[],
    columns: readonly string[],
    values: readonly FieldValue[] = [],
  ): TouchedRow {
    const touched = this.#known(plan, key) ?? this.#add(plan, key, []);
    const sql = updateSql(plan, [...columns, 'own_seq', 'changed_by', 'changed_device', 'changed_ms']);
    this.#store.run(sql, ...values, touched.seq, null, null, null, ...key);
    return touched;
  }

  #known(plan: RowPlan, key: readonly FieldValue[]): TouchedRow | undefined {
    for (; this.#named < this.#rows.length; this.#named++) {
      const row = this.#rows[this.#named];
      if (!row) break;
      const names = this.#byKey.get(row.plan) ?? new Map<FieldValue, TouchedRow>();
      this.#byKey.set(row.plan, names.set(nameOf(row.plan, row.key), row));
    }
    return this.#byKey.get(plan)?.get(nameOf(plan, key));
  }

  #add(plan: RowPlan, key: readonly FieldValue[], fields: readonly Entry[]): TouchedRow {
    const touched: TouchedRow = { table: plan.table.id, key, fields, plan, seq: this.#nextSeq() };
    this.#rows.push(touched);
    return touched;
  }

  #nextSeq(): number {
    return this.#state.seq + 1 + Math.floor(this.#rows.length / changesPerOp);
  }

  #live(plan: RowPlan, key: readonly FieldValue[]): StoredRow {
    const row = this.#stored(plan, key);
    if (row?.deleted === 0) return row;
    throw new OutpostError('not_found', `There is no such ${plan.table.name}.`, {
      details: { table: plan.table.name },
    });
  }

  #stored(plan: RowPlan, key: readonly FieldValue[]): StoredRow | undefined {
    return this.#store.one<StoredRow>(plan.selectAny, ...key);
  }
}

/** Names a row within its table: the key itself where that is one value. */
function nameOf(plan: RowPlan, key: readonly FieldValue[]): FieldValue {
  return key.length === 1 ? (key[0] ?? null) : rowKey(plan.table, key);
}

/** Minus zero is zero: the op's canonical form has no other. */
function stored(value: FieldValue): FieldValue {
  return value === 0 ? 0 : value;
}
