import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import { type AnyRow, parseRowKey, rowKey } from '#shared/domain/table.ts';
import type { Change, Op } from '#shared/sync/op.ts';
import { CarriedGroups } from './carried-groups.ts';
import type { ChangedRow } from './database.ts';
import { opsAfter } from './journal.ts';
import { valuesOf } from './own-work.ts';
import { PendingGroups } from './pending-groups.ts';
import { deletedGroup, planById, type RowPlan, updateSql } from './row-plan.ts';
import { indexRows, type TouchedRow } from './search-index.ts';
import { absentGroup, type FieldEntries, leftGroup, Shadows } from './shadow.ts';
import type { Store } from './store.ts';

/** Whose change it is, to name the author of a row. */
export interface Origin {
  readonly actor: number;
  readonly device: number;
  /** Effective time, ms since 1970 UTC. */
  readonly ms: number;
}

type StoredRow = AnyRow & { readonly deleted: 0 | 1; readonly own_seq: number };

/**
 * Rows as headquarters has them, under the own ops that are still out: a group with such an op keeps its visible value,
 * and headquarters' value waits in its shadow. Works inside one transaction.
 */
export class HqRows {
  readonly #store: Store;
  readonly #shadows: Shadows;
  readonly #carried: CarriedGroups;
  readonly #touched = new Map<string, TouchedRow>();
  #settled: number;

  constructor(store: Store, settled: number) {
    this.#store = store;
    this.#settled = settled;
    this.#shadows = new Shadows(store);
    this.#carried = new CarriedGroups(store);
  }

  get settled(): number {
    return this.#settled;
  }

  /** Follows up on what was changed; call once, at the end. */
  finish(): readonly ChangedRow[] {
    indexRows(this.#store, this.#touched.values());
    return Array.from(this.#touched.values(), ({ plan, key }) => ({
      table: plan.table.name,
      key: rowKey(plan.table, key),
    }));
  }

  /** Headquarters' values of some fields of a row. */
  set(plan: RowPlan, change: Change, origin: Origin): void {
    const { table } = plan;
    const name = rowKey(table, change.key);
    // Headquarters speaks of rows in sight only: one that had left is back, and is what is said of it now.
    const isBack = this.arrive(plan, change.key);
    const row = this.#row(plan, change.key);
    const out = row !== undefined && row.own_seq > this.#settled;
    const visible: (readonly [number, FieldValue])[] = [];
    for (const [group, entries] of byGroup(plan, isBack ? wholeFields(plan, change) : change.fields)) {
      const covered =
        (out && this.#pending().has(table.id, name, group)) || this.#carried.has(table.id, name, group);
      if (covered) this.#shadows.put(table.id, name, group, entries);
      else visible.push(...entries);
    }
    if (row) this.#update(plan, change.key, row, visible, origin);
    else this.#insert(plan, change.key, visible, origin);
  }

  /**
   * A delete has lost, so headquarters' row lives. Nobody may ever have written that it does: a delete loses to an edit
   * of any other group.
   */
  outlive(plan: RowPlan, key: readonly FieldValue[], origin: Origin): void {
    if (this.#row(plan, key))
      this.set(plan, { table: plan.table.id, key, fields: [[deletedGroup, 0]] }, origin);
  }

  /** A row goes out of this laptop's sight: at once, or when its own ops have come back. */
  leave(plan: RowPlan, key: readonly FieldValue[]): void {
    const row = this.#row(plan, key);
    if (!row) return;
    const name = rowKey(plan.table, key);
    const out = row.own_seq > this.#settled && this.#pending().hasRow(plan.table.id, name);
    if (out || this.#carried.hasRow(plan.table.id, name)) {
      this.#shadows.put(plan.table.id, name, leftGroup, []);
    } else {
      this.#dropRow(plan, key, name);
    }
  }

  /** Takes work that was brought by file off a row on which no own op is out: headquarters' values show. */
  uncover(plan: RowPlan, key: readonly FieldValue[]): void {
    const name = rowKey(plan.table, key);
    for (const group of this.#carried.takeRow(plan.table.id, name)) {
      const row = this.#row(plan, key);
      const values = this.#shadows.get(plan.table.id, name, group);
      if (row) this.#restore(plan, key, row, values ?? emptied(plan, group));
    }
    this.#shadows.dropRow(plan.table.id, name);
  }

  /** A row goes, whatever lies on it. */
  drop(plan: RowPlan, key: readonly FieldValue[]): void {
    const name = rowKey(plan.table, key);
    this.#carried.takeRow(plan.table.id, name);
    this.#dropRow(plan, key, name);
  }

  /** A row that comes (back) into sight; tells whether it had left while own ops on it were out. */
  arrive(plan: RowPlan, key: readonly FieldValue[]): boolean {
    const name = rowKey(plan.table, key);
    const isBack = this.#shadows.get(plan.table.id, name, leftGroup) !== undefined;
    this.#shadows.drop(plan.table.id, name, leftGroup);
    this.#shadows.drop(plan.table.id, name, absentGroup);
    return isBack;
  }

  /**
   * Lays a change of another laptop, brought by file, on top of headquarters' values and under the own ones. Works on
   * sites that this laptop may see; a row whose site is not known is left alone.
   *
   * @returns whether anything of it lies on the row now
   */
  lay(
    plan: RowPlan,
    change: Change,
    origin: Origin & { readonly seq: number },
    sites: readonly string[],
  ): boolean {
    const { table } = plan;
    const name = rowKey(table, change.key);
    const row = this.#row(plan, change.key);
    if (!isOfSites(plan, change, row, sites)) return false;
    const out = row !== undefined && row.own_seq > this.#settled;
    const visible: (readonly [number, FieldValue])[] = [];
    for (const [group, entries] of byGroup(plan, change.fields)) {
      if (out && this.#pending().has(table.id, name, group)) continue;
      if (row && !this.#carried.has(table.id, name, group) && !this.#shadows.get(table.id, name, group))
        this.#shadows.put(table.id, name, group, valuesOf(plan, row, group));
      this.#carried.add({ table: table.id, key: name, group, device: origin.device, seq: origin.seq });
      visible.push(...entries);
    }
    if (visible.length === 0) return false;
    if (row) this.#update(plan, change.key, row, visible, origin);
    else {
      this.#shadows.put(table.id, name, absentGroup, []);
      this.#insert(plan, change.key, visible, origin);
    }
    return true;
  }

  /** Headquarters has this laptop's ops up to `seq`: what it made of them shows. */
  lift(device: number, seq: number): void {
    const rows = new Map<
      string,
      { readonly plan: RowPlan; readonly key: readonly FieldValue[]; readonly name: string }
    >();
    for (const { table, key: name, group } of this.#carried.take(device, seq)) {
      const plan = planById(table);
      if (!plan) continue;
      const key = parseRowKey(plan.table, name);
      rows.set(`${table}:${name}`, { plan, key, name });
      if (this.#carried.has(table, name, group)) continue;
      const values = this.#shadows.get(table, name, group);
      const row = this.#row(plan, key);
      const own = row !== undefined && row.own_seq > this.#settled && this.#pending().has(table, name, group);
      if (!row || own) continue;
      this.#restore(plan, key, row, values ?? emptied(plan, group));
      this.#shadows.drop(table, name, group);
    }
    for (const { plan, key, name } of rows.values()) this.#settleRow(plan, key, name);
  }

  /** Shows headquarters' values again. Who wrote them last is whom its stream named last. */
  #restore(plan: RowPlan, key: readonly FieldValue[], row: StoredRow, entries: FieldEntries): void {
    const { columns, values } = changedColumns(plan, row, entries);
    if (columns.length === 0) return;
    this.#store.run(updateSql(plan, columns), ...values, ...key);
    this.#touch(plan, key);
  }

  /** A row that lay here only because of another laptop's work goes with the last of it. */
  #settleRow(plan: RowPlan, key: readonly FieldValue[], name: string): void {
    const { id } = plan.table;
    const row = this.#row(plan, key);
    if (!row || this.#carried.hasRow(id, name)) return;
    const own = row.own_seq > this.#settled && this.#pending().hasRow(id, name);
    const gone =
      this.#shadows.get(id, name, leftGroup) !== undefined ||
      (this.#shadows.get(id, name, absentGroup) !== undefined && row.own_seq === 0);
    if (gone && !own) this.#dropRow(plan, key, name);
    else this.#shadows.drop(id, name, absentGroup);
  }

  /** Whether the op must be read in order to settle it. */
  get settlesByValue(): boolean {
    return this.#shadows.some || this.#store.pending !== undefined;
  }

  /** An own op has come back: headquarters has its values now, but for the groups that `lost` names. */
  settle(
    seq: number,
    op: Op | undefined,
    lost: (change: Change, group: number) => boolean,
    origin: Origin,
  ): void {
    if (seq > this.#settled + 1) this.settleThrough(seq - 1, origin);
    this.#settled = Math.max(this.#settled, seq);
    if (op) this.#free(op, origin, (change, group, entries) => (!lost(change, group) ? entries : undefined));
  }

  /** Own ops up to `seq` are at headquarters. Those that have not come back are about rows out of this laptop's sight. */
  settleThrough(seq: number, origin: Origin): void {
    if (!this.settlesByValue) return;
    for (const { op } of opsAfter(this.#store, this.#settled)) {
      if (op.seq > seq) return;
      this.#settled = op.seq;
      if (!this.#isAside(op.seq)) this.#free(op, origin, (_change, _group, entries) => entries);
    }
  }

  #isAside(seq: number): boolean {
    return this.#store.one('SELECT 1 FROM quarantine WHERE seq = ?', seq) !== undefined;
  }

  /** Headquarters will not take this own op in: what it has shows again, where that is known. */
  release(op: Op, origin: Origin): void {
    this.#free(op, origin, () => undefined);
  }

  #free(
    op: Op,
    origin: Origin,
    hqTakes: (change: Change, group: number, entries: FieldEntries) => FieldEntries | undefined,
  ): void {
    this.#store.pending?.remove(op);
    if (!this.#shadows.some) return;
    for (const change of op.changes) {
      const plan = planById(change.table);
      if (!plan) continue;
      const name = rowKey(plan.table, change.key);
      for (const [group, entries] of byGroup(plan, change.fields)) {
        const shadow = this.#shadows.get(plan.table.id, name, group);
        const taken = hqTakes(change, group, entries);
        if (taken) this.#shadows.drop(plan.table.id, name, absentGroup);
        if (!shadow && !this.#carried.has(plan.table.id, name, group)) continue;
        const values = taken ?? shadow;
        if (!values) continue;
        if (
          this.#pending().has(plan.table.id, name, group) ||
          this.#carried.has(plan.table.id, name, group)
        ) {
          this.#shadows.put(plan.table.id, name, group, values);
        } else {
          this.#show(plan, change.key, values, origin);
          this.#shadows.drop(plan.table.id, name, group);
        }
      }
      const left = this.#shadows.get(plan.table.id, name, leftGroup) !== undefined;
      const covered =
        this.#pending().hasRow(plan.table.id, name) || this.#carried.hasRow(plan.table.id, name);
      if (left && !covered) this.#dropRow(plan, change.key, name);
    }
  }

  #show(plan: RowPlan, key: readonly FieldValue[], values: FieldEntries, origin: Origin): void {
    const row = this.#row(plan, key);
    if (row) this.#update(plan, key, row, values, origin);
    else this.#insert(plan, key, values, origin);
  }

  #insert(plan: RowPlan, key: readonly FieldValue[], entries: FieldEntries, origin: Origin): void {
    const given = new Map(entries);
    const values = plan.fieldNames.map((name) => {
      const field = plan.byName.get(name);
      return field ? (given.get(field.field.id) ?? null) : (key[plan.table.key.indexOf(name)] ?? null);
    });
    this.#store.run(plan.insertTheirs, ...values, origin.actor, origin.device, origin.ms);
    if (given.get(deletedGroup) === 1) this.#store.run(updateSql(plan, ['deleted']), 1, ...key);
    this.#touch(plan, key);
  }

  #update(
    plan: RowPlan,
    key: readonly FieldValue[],
    row: StoredRow,
    entries: FieldEntries,
    origin: Origin,
  ): void {
    const { columns, values } = changedColumns(plan, row, entries);
    if (columns.length === 0) return;
    const sql = updateSql(plan, [...columns, 'changed_by', 'changed_device', 'changed_ms']);
    this.#store.run(sql, ...values, origin.actor, origin.device, origin.ms, ...key);
    this.#touch(plan, key);
  }

  #dropRow(plan: RowPlan, key: readonly FieldValue[], name: string): void {
    this.#store.run(`DELETE FROM ${plan.table.name} WHERE ${plan.whereKey}`, ...key);
    this.#shadows.dropRow(plan.table.id, name);
    this.#touch(plan, key);
  }

  #touch(plan: RowPlan, key: readonly FieldValue[]): void {
    this.#touched.set(`${plan.table.id}:${rowKey(plan.table, key)}`, { plan, key });
  }

  #row(plan: RowPlan, key: readonly FieldValue[]): StoredRow | undefined {
    return this.#store.one<StoredRow>(plan.selectAny, ...key);
  }

  /** Read from the journal when it is first needed, then kept up. */
  #pending(): PendingGroups {
    const pending = this.#store.pending ?? new PendingGroups(this.#settled);
    this.#store.pending = pending;
    for (const { op } of opsAfter(this.#store, pending.through)) {
      pending.through = op.seq;
      // It may have come back before anybody asked what is out.
      if (op.seq <= this.#settled) continue;
      if (!this.#isAside(op.seq)) pending.add(op);
    }
    return pending;
  }
}

/** The columns that these values change. */
function changedColumns(
  plan: RowPlan,
  row: StoredRow,
  entries: FieldEntries,
): { readonly columns: readonly string[]; readonly values: readonly FieldValue[] } {
  const changed = entries.flatMap(([id, value]) => {
    const column = id === deletedGroup ? 'deleted' : plan.byId.get(id)?.name;
    return column === undefined || row[column] === value ? [] : [{ column, value }];
  });
  return { columns: changed.map(({ column }) => column), values: changed.map(({ value }) => value) };
}

/** What a group holds in a row that headquarters has without it. */
function emptied(plan: RowPlan, group: number): FieldEntries {
  if (group === deletedGroup) return [[deletedGroup, 0]];
  return plan.values.filter((field) => field.group === group).map(({ field }) => [field.id, null]);
}

/** Whether a change is about a row of these sites: of the site that it names, else of the one that the row has. */
function isOfSites(
  plan: RowPlan,
  change: Change,
  row: StoredRow | undefined,
  sites: readonly string[],
): boolean {
  const { table } = plan;
  const column = table.scope === 'site' ? 'site' : table === tables.advisor ? 'home_site' : undefined;
  const field = column === undefined ? undefined : table.fields[column];
  if (column === undefined || !field) return false;
  const place = table.key.indexOf(column);
  const named = place >= 0 ? change.key[place] : change.fields.find(([id]) => id === field.id)?.[1];
  const homes = [row?.[column], named].filter((home) => typeof home === 'string');
  return homes.length > 0 && homes.every((home) => sites.includes(home));
}

/** All fields of a row that is whole in a change: those that it doesn't name are empty. */
export function wholeFields(plan: RowPlan, { fields }: Change): FieldEntries {
  const given = new Map(fields);
  const values = plan.values.map(({ field }) => [field.id, given.get(field.id) ?? null] as const);
  return [[deletedGroup, given.get(deletedGroup) ?? 0], ...values];
}

/** The fields of a change by group; fields that this version doesn't know are left out. */
function byGroup(plan: RowPlan, fields: FieldEntries): ReadonlyMap<number, FieldEntries> {
  const groups = new Map<number, (readonly [number, FieldValue])[]>();
  for (const entry of fields) {
    const group = entry[0] === deletedGroup ? deletedGroup : plan.byId.get(entry[0])?.group;
    if (group === undefined) continue;
    const entries = groups.get(group);
    if (entries) entries.push(entry);
    else groups.set(group, [entry]);
  }
  return groups;
}
