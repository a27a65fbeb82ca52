import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import { type AnyRow, rowKey } from '#shared/domain/table.ts';
import type { Change } from '#shared/sync/op.ts';
import type { PlannedBootstrap } from './bootstrap.ts';
import { opAt, opsAfter } from './journal.ts';
import { deletedGroup, type FieldPlan, planById, type RowPlan, updateSql } from './row-plan.ts';
import { leftGroup, Shadows } from './shadow.ts';
import type { Store } from './store.ts';

type StoredRow = AnyRow & { readonly deleted: 0 | 1; readonly own_seq: number };

/**
 * A condition on rows that a snapshot takes the place of: no own op that it does not hold, and none that headquarters
 * keeps aside, was the last to touch them. The others stay, unless the snapshot has them too.
 *
 * @param ownSeq own ops up to this `seq` are in the snapshot, or kept aside
 * @returns SQL
 */
export function replaceable(ownSeq: number): string {
  return `own_seq <= ${ownSeq} AND own_seq NOT IN (SELECT seq FROM quarantine)`;
}

/**
 * Lays the own ops that a snapshot does not hold on top of its rows, once those are in: headquarters' values go into the
 * shadow. Rows of a snapshot have no `own_seq`; one that has is not in the snapshot: when own ops made it, it shows what
 * they say and nothing else, else it is gone at headquarters, and here once its own ops have come back. Works inside one
 * transaction.
 *
 * @param store the open database, in a transaction
 * @param plan the snapshot
 */
export function layOwnWork(store: Store, plan: PlannedBootstrap): void {
  dropOldShadows(store);
  const aside = store.all<{ seq: number }>('SELECT seq FROM quarantine ORDER BY seq');
  const quarantined = new Set(aside.map(({ seq }) => seq));
  const layer = new Layer(store, plan);
  for (const seq of quarantined) {
    if (seq > plan.ownSeq) break;
    for (const change of opAt(store, seq)?.op.changes ?? []) layer.look(change, false);
  }
  for (const { op } of opsAfter(store, plan.ownSeq)) {
    const isOut = !quarantined.has(op.seq);
    for (const change of op.changes) {
      layer.look(change, isOut);
      if (isOut) layer.lay(change, op.seq);
    }
  }
  layer.takeOut();
  for (const seq of quarantined) {
    for (const change of opAt(store, seq)?.op.changes ?? []) askToLook(store, change, seq);
  }
}

/** Shadows of rows that came with the snapshot, or are gone: what headquarters had before. */
function dropOldShadows(store: Store): void {
  const shadows = new Shadows(store);
  for (const { table_id, row_key, key } of shadows.rows()) {
    const plan = planById(table_id);
    const row = plan && store.one<StoredRow>(plan.selectAny, ...key);
    if (!row || row.own_seq === 0) shadows.dropRow(table_id, row_key);
  }
}

/** An op that is kept aside: headquarters' values show, and the row asks to be looked at. */
function askToLook(store: Store, change: Change, seq: number): void {
  const plan = planById(change.table);
  if (!plan) return;
  const sql = `UPDATE ${plan.table.name} SET own_seq = ? WHERE ${plan.whereKey} AND own_seq < ?`;
  store.run(sql, seq, ...change.key, seq);
}

/** A row with own work that is not in the snapshot. */
interface LeftRow {
  readonly plan: RowPlan;
  readonly key: readonly FieldValue[];
  /** Own ops on it are still out. */
  isOut: boolean;
}

class Layer {
  readonly #store: Store;
  readonly #plan: PlannedBootstrap;
  readonly #shadows: Shadows;
  /** Rows of the snapshot on which own values lie, with the groups that they cover. */
  readonly #laid = new Map<string, Set<number>>();

  /** Rows that own ops made, and that headquarters does not have. */
  readonly #made = new Set<string>();
  readonly #left = new Map<string, LeftRow>();

  constructor(store: Store, plan: PlannedBootstrap) {
    this.#store = store;
    this.#plan = plan;
    this.#shadows = new Shadows(store);
  }

  /** Looks at the rows of the own ops that headquarters keeps aside or does not have, in the order of the ops. */
  look(change: Change, isOut: boolean): void {
    const plan = planById(change.table);
    if (!plan || (plan.table.scope === 'all' && !homeField(plan))) return;
    const name = nameOf(plan, change.key);
    const home = homeIn(plan, change);
    const known = this.#left.get(name);
    if (known) known.isOut ||= isOut;
    // Made anew, after what was said of it before was put aside.
    if (known && isOut && home !== undefined) this.#left.delete(name);
    else if (known || this.#made.has(name) || this.#laid.has(name)) return;
    const row = this.#store.one<StoredRow>(plan.selectAny, ...change.key);
    if (!row || row.own_seq === 0 || !this.#covers(row)) return;
    // Whoever makes a row says where it belongs.
    if (home === undefined) this.#left.set(name, { plan, key: change.key, isOut });
    else this.#make(plan, change.key, home, isOut);
  }

  /** What others have said of the row headquarters has lost; it hears of it again from those who said it. */
  #make(plan: RowPlan, key: readonly FieldValue[], home: FieldValue, isOut: boolean): void {
    this.#made.add(nameOf(plan, key));
    if (isOut && this.#plan.whole && this.#grants(home)) this.#drop(plan, key);
  }

  /** Rows that are gone at headquarters, and that own ops did not make. */
  takeOut(): void {
    for (const { plan, key, isOut } of this.#left.values()) {
      if (isOut) {
        this.#shadows.put(plan.table.id, rowKey(plan.table, key), leftGroup, []);
      } else {
        this.#drop(plan, key);
      }
    }
  }

  #drop(plan: RowPlan, key: readonly FieldValue[]): void {
    this.#store.run(`DELETE FROM ${plan.table.name} WHERE ${plan.whereKey}`, ...key);
    this.#shadows.dropRow(plan.table.id, rowKey(plan.table, key));
  }

  #grants(home: FieldValue): boolean {
    return typeof home !== 'string' || this.#plan.grant.sites.includes(home);
  }

  lay(change: Change, seq: number): void {
    const plan = planById(change.table);
    if (!plan) return;
    const name = nameOf(plan, change.key);
    const row = this.#store.one<StoredRow>(plan.selectAny, ...change.key);
    if (!row) this.#insert(plan, change, seq, name);
    else if (row.own_seq === 0 || this.#laid.has(name)) this.#update(plan, change, seq, name, row);
  }

  #covers(row: StoredRow): boolean {
    return this.#plan.whole || this.#plan.scopes.includes(String(row.site));
  }

  #update(plan: RowPlan, change: Change, seq: number, name: string, row: StoredRow): void {
    const laid = this.#laid.get(name) ?? new Set<number>();
    this.#laid.set(name, laid);
    const columns: string[] = [];
    const values: FieldValue[] = [];
    for (const [field, value] of change.fields) {
      const known = plan.byId.get(field);
      const column = field === deletedGroup ? 'deleted' : known?.name;
      if (column === undefined) continue;
      const group = known?.group ?? deletedGroup;
      if (!laid.has(group)) {
        laid.add(group);
        this.#shadows.put(plan.table.id, rowKey(plan.table, change.key), group, valuesOf(plan, row, group));
      }
      columns.push(column);
      values.push(value);
    }
    const sql = updateSql(plan, [...columns, 'own_seq', 'changed_by', 'changed_device', 'changed_ms']);
    this.#store.run(sql, ...values, seq, null, null, null, ...change.key);
  }

  /**
   * A row that is neither at headquarters nor here any more. Who makes it says where it belongs; one that was made by
   * somebody else shows only what is of this laptop, until headquarters has it again or puts the op aside.
   */
  #insert(plan: RowPlan, change: Change, seq: number, name: string): void {
    const { table } = plan;
    const given = new Map(change.fields);
    const value = ({ field }: FieldPlan): FieldValue => given.get(field.id) ?? null;
    const site = homeIn(plan, change);
    const isLost = site !== undefined && !this.#grants(site);
    if (!this.#plan.whole || isLost) return;
    const values = plan.fieldNames.map((column) => {
      const field = plan.byName.get(column);
      return field ? value(field) : (change.key[table.key.indexOf(column)] ?? null);
    });
    this.#store.run(plan.insertOwn, ...values, seq);
    if (given.get(deletedGroup) === 1) this.#store.run(updateSql(plan, ['deleted']), 1, ...change.key);
    this.#laid.set(name, new Set(plan.values.map(({ group }) => group)).add(deletedGroup));
    const isPart = site === undefined && (table.scope === 'site' || homeField(plan));
    if (isPart) this.#shadows.put(table.id, rowKey(table, change.key), leftGroup, []);
  }
}

/** The field outside the key that says where a row belongs: advisors are everybody's to see and their home's to keep. */
function homeField(plan: RowPlan): FieldPlan | undefined {
  if (plan.table.id === tables.advisor.id) return plan.byName.get('home_site');
  return plan.table.scope === 'site' ? plan.byName.get('site') : undefined;
}

/** Where a change says that its row belongs; undefined when it says nothing of it. */
function homeIn(plan: RowPlan, change: Change): FieldValue | undefined {
  const inKey = plan.table.scope === 'site' ? plan.table.key.indexOf('site') : -1;
  if (inKey >= 0) return change.key[inKey];
  const field = homeField(plan)?.field.id;
  return change.fields.find(([id]) => id === field)?.[1];
}

/**
 * @param plan the table
 * @param row a row of it
 * @param group number of a field group
 * @returns the values that the group has in the row
 */
export function valuesOf(
  plan: RowPlan,
  row: AnyRow & { readonly deleted: 0 | 1 },
  group: number,
): readonly (readonly [number, FieldValue])[] {
  if (group === deletedGroup) return [[deletedGroup, row.deleted]];
  return plan.values
    .filter((field) => field.group === group)
    .map(({ field, name }) => [field.id, row[name] ?? null]);
}

function nameOf(plan: RowPlan, key: readonly FieldValue[]): string {
  return `${plan.table.id}:${rowKey(plan.table, key)}`;
}
