import type { FieldValue } from '#shared/domain/field.ts';
import { hqDevice } from '#shared/domain/ids.ts';
import { tableById, tables } from '#shared/domain/registry.ts';
import { deletedFieldId, groupOf, rowKey, type Table } from '#shared/domain/table.ts';
import type { Change, Hlc, Op } from '#shared/sync/op.ts';

import type { KeptRow } from './ledger-state.ts';
import { cameAfter, type PlaceInLine } from './lineage.ts';

/** An op as it really came about, whatever it says about itself. */
export interface TrueOp {
  readonly device: number;
  readonly op: Op;
  /** Headquarters' position that the laptop really had applied when its person did this. */
  readonly knew: number;
  /** Effective clock, as headquarters must judge it. */
  readonly hlc: Hlc;
  /** Where it was made; undefined: at headquarters. */
  readonly place: PlaceInLine | undefined;
}

/** An op that gave a field group its value. */
interface Holder extends TrueOp {
  readonly hqSeq: number;
  readonly entries: Entries;
  /** Later ops that gave it the same value without knowing of this one. */
  readonly also: readonly Holder[];
}

/** A row after some op. */
export interface RowVersion {
  readonly hqSeq: number;
  readonly values: ReadonlyMap<number, FieldValue>;
  /** Who may see it: a site, or `*`. */
  readonly scope: string;
}

/** A row as it must be at headquarters. */
export interface TrueRow {
  readonly table: Table;
  readonly key: readonly FieldValue[];
  readonly values: Map<number, FieldValue>;
  /** By group, everybody who ever held it, the last one now. */
  readonly holders: Map<number, readonly Holder[]>;
  readonly versions: RowVersion[];
}

/** Two values of a group that met: who stands, and who falls. */
interface Dispute {
  readonly group: number;
  readonly stands: Holder;
  readonly falls: Holder;
  readonly base: Entries;
}

/**
 * What headquarters must come to, worked out from what really happened: the rules of `design` written a second time,
 * and fed with what people really knew instead of what ops say.
 */
export class Truth {
  readonly rows = new Map<string, TrueRow>();
  /** Tables in which there is anything. */
  readonly tables = new Set<Table>();
  conflicts = 0;

  /**
   * Takes in an op at its place.
   *
   * @param op as it really came about
   * @param hqSeq its place in headquarters' order
   * @returns names of the rows that it touched, those of conflicts among them
   */
  place(op: TrueOp, hqSeq: number): readonly string[] {
    const touched: string[] = [];
    for (const change of op.op.changes) {
      const table = tableById(change.table);
      if (!table) throw new Error(`an op on the unknown table ${change.table} was merged`);
      const row = this.#row(table, change.key);
      touched.push(nameOfRow(table, change.key));
      const disputes = this.#change(row, change, { ...op, hqSeq, entries: [], also: [] });
      if (table.undisputed) continue;
      for (const dispute of disputes) touched.push(this.#raise(row, dispute, op, hqSeq));
    }
    return touched;
  }

  /** Rows as somebody has them, as if they had always been so. */
  static of(rows: Iterable<Pick<KeptRow, 'table' | 'key' | 'state'>>): Truth {
    const truth = new Truth();
    for (const { table, key, state } of rows) {
      const row = truth.#row(table, key);
      for (const [field, value] of state.values) row.values.set(field, value);
      see(row, 0);
    }
    return truth;
  }

  /** @returns a copy that later ops don't touch */
  copy(): Truth {
    const copy = new Truth();
    for (const [name, row] of this.rows) {
      const { table, key } = row;
      const [values, holders, versions] = [new Map(row.values), new Map(row.holders), [...row.versions]];
      copy.tables.add(table);
      copy.rows.set(name, { table, key, values, holders, versions });
    }
    copy.conflicts = this.conflicts;
    return copy;
  }

  #row(table: Table, key: readonly FieldValue[]): TrueRow {
    const name = nameOfRow(table, key);
    const known = this.rows.get(name);
    if (known) return known;
    const row: TrueRow = { table, key, values: new Map(), holders: new Map(), versions: [] };
    this.rows.set(name, row);
    this.tables.add(table);
    return row;
  }

  #change(row: TrueRow, change: Change, by: Holder): readonly Dispute[] {
    const disputes: Dispute[] = [];
    const wasDeleted = row.values.get(deletedFieldId) === 1;
    const deletion = unknownHolders(row.holders.get(deletedFieldId)?.at(-1), by)[0];
    const mine = groupsOf(row.table, change);
    const before = new Map(row.holders);
    for (const [group, entries] of mine) {
      const kills = group === deletedFieldId && entries[0]?.[1] === 1 && !wasDeleted;
      const own = before.get(group)?.at(-1);
      const rival = (kills ? latestUnknown(before, by) : firstByClock(unknownHolders(own, by))) ?? own;
      const arrived: Holder = { ...by, entries };
      if (!rival || knows(by, rival)) {
        take(row, group, arrived);
        continue;
      }
      const current = entries.map(([field]) => [field, valueIn(row, field)] as const);
      if (entries.every(([, value], index) => value === current[index]?.[1])) {
        const [first, ...others] = unknownHolders(own, by);
        if (first) take(row, group, { ...first, also: [...others, arrived] });
        continue;
      }
      const base = baseOf(row, group, by);
      const stood: Holder = { ...rival, entries: current };
      const wins = beats(group, wasDeleted, arrived, stood);
      disputes.push({ group, base, stands: wins ? arrived : stood, falls: wins ? stood : arrived });
      if (wins) take(row, group, arrived);
    }
    // An edit that did not know of the delete brings the row back.
    if (wasDeleted && deletion && !mine.has(deletedFieldId)) {
      const alive: Holder = { ...by, entries: [[deletedFieldId, 0]] };
      const gone: Holder = { ...deletion, entries: [[deletedFieldId, 1]] };
      const base = baseOf(row, deletedFieldId, by);
      disputes.push({ group: deletedFieldId, base, stands: alive, falls: gone });
      take(row, deletedFieldId, alive);
    }
    see(row, by.hqSeq);
    return disputes;
  }

  /** Headquarters writes a conflict down with the op that met the other value; returns the row's name. */
  #raise(about: TrueRow, { group, stands, falls, base }: Dispute, op: TrueOp, hqSeq: number): string {
    this.conflicts++;
    const { table, key, values } = about;
    const site = homeOf(table, key, values) ?? null;
    const rowKey = [op.device, op.op.seq, table.id, JSON.stringify(key), group, site];
    const row = this.#row(tables.conflict, rowKey);
    const { fields } = tables.conflict;
    const said = [
      [fields.base.id, JSON.stringify(base)],
      [fields.standing.id, JSON.stringify(stands.entries)],
      [fields.standing_by.id, stands.op.actor],
      [fields.standing_device.id, stands.device],
      [fields.standing_at.id, new Date(stands.hlc.ms).toISOString()],
      [fields.fallen.id, JSON.stringify(falls.entries)],
      [fields.fallen_by.id, falls.op.actor],
      [fields.fallen_device.id, falls.device],
      [fields.fallen_at.id, new Date(falls.hlc.ms).toISOString()],
    ] as const;
    const by: Holder = { ...op, device: hqDevice, place: undefined, hqSeq, entries: [], also: [] };
    for (const entry of said) take(row, entry[0], { ...by, entries: [entry] });
    const decision = groupOf(tables.conflict, fields.state.id);
    // A decision that came before it was found (again) stands where its own op does.
    if (holderOf(row, decision)?.hqSeq !== stands.hqSeq) take(row, decision, { ...by, entries: undecided });
    see(row, hqSeq);
    return nameOfRow(tables.conflict, rowKey);
  }
}

/** The decision of a conflict that waits for one. */
const undecided: Entries = Object.values(tables.conflict.fields)
  .filter(({ group }) => group === tables.conflict.fields.state.group)
  .map(({ id }) => [id, id === tables.conflict.fields.state.id ? 'open' : null]);

function holderOf(row: TrueRow, group: number): Holder | undefined {
  return row.holders.get(group)?.at(-1);
}

function take(row: TrueRow, group: number, by: Holder): void {
  for (const [field, value] of by.entries) row.values.set(field, value);
  row.holders.set(group, [...(row.holders.get(group) ?? []), by]);
}

function see(row: TrueRow, hqSeq: number): void {
  row.versions.push({ hqSeq, values: new Map(row.values), scope: scopeOf(row) });
}

function beats(group: number, wasDeleted: boolean, by: Holder, rival: Holder): boolean {
  if (group === deletedFieldId) {
    const deletes = by.entries[0]?.[1] === 1;
    if (deletes !== wasDeleted) return !deletes;
  }
  const later = by.hlc.ms - rival.hlc.ms || by.hlc.counter - rival.hlc.counter || by.device - rival.device;
  return later > 0;
}

/** What the group was when its writer last knew it. */
function baseOf(row: TrueRow, group: number, by: Holder): Entries {
  const known = row.holders.get(group)?.findLast((held) => holders(held).some((one) => knows(by, one)));
  if (known) return known.entries;
  if (group === deletedFieldId) return [[deletedFieldId, 0]];
  return Object.entries(row.table.fields)
    .filter(([name, { id }]) => !row.table.key.includes(name) && groupOf(row.table, id) === group)
    .map(([, { id }]) => [id, null] as const)
    .sort(([a], [b]) => a - b);
}

/**
 * @param row of the truth
 * @param position of headquarters
 * @returns the row as it was there; undefined before it existed
 */
export function versionAt(row: TrueRow, position: number): RowVersion | undefined {
  const last = row.versions.at(-1);
  if (!last || last.hqSeq <= position) return last;
  return row.versions.findLast(({ hqSeq }) => hqSeq <= position);
}

/**
 * @param table a table
 * @param key key values in key order
 * @returns one name for the row among all tables
 */
export function nameOfRow(table: Table, key: readonly FieldValue[]): string {
  return `${table.name} ${rowKey(table, key)}`;
}

/**
 * @param table a table
 * @param key key values
 * @param values by field number
 * @returns the site that the row belongs to, also of advisors; undefined when it has none
 */
export function homeOf(
  table: Table,
  key: readonly FieldValue[],
  values: ReadonlyMap<number, FieldValue>,
): FieldValue | undefined {
  const name = table.name === 'advisor' ? 'home_site' : 'site';
  const inKey = (table.key as readonly string[]).indexOf(name);
  if (inKey >= 0) return key[inKey];
  const field = table.fields[name];
  return field && values.get(field.id);
}

type Entries = readonly (readonly [field: number, value: FieldValue])[];

function valueIn(row: TrueRow, field: number): FieldValue {
  return row.values.get(field) ?? (field === deletedFieldId ? 0 : null);
}

function scopeOf({ table, key, values }: TrueRow): string {
  return table.scope === 'all' ? '*' : String(homeOf(table, key, values));
}

function knows(by: Holder, rival: Holder): boolean {
  if (by.device === rival.device || rival.hqSeq <= by.knew) return true;
  return by.place !== undefined && rival.place !== undefined && cameAfter(by.place, rival.place);
}

/** Everybody who gave a group the value that it has. */
function holders(holder: Holder | undefined): readonly Holder[] {
  return holder ? [holder, ...holder.also] : [];
}

function unknownHolders(holder: Holder | undefined, by: Holder): readonly Holder[] {
  return holders(holder).filter((one) => !knows(by, one));
}

function firstByClock(rivals: readonly Holder[]): Holder | undefined {
  return rivals.toSorted(
    (a, b) => b.hlc.ms - a.hlc.ms || b.hlc.counter - a.hlc.counter || b.device - a.device,
  )[0];
}

function latestUnknown(byGroup: ReadonlyMap<number, readonly Holder[]>, by: Holder): Holder | undefined {
  const unknown = [...byGroup.values()].flatMap((held) => unknownHolders(held.at(-1), by));
  return unknown.sort((a, b) => b.hqSeq - a.hqSeq)[0];
}

const groupNumbers = new WeakMap<Table, Map<number, number>>();

function groupsOf(table: Table, change: Change): ReadonlyMap<number, Entries> {
  const known = groupNumbers.get(table) ?? new Map<number, number>();
  groupNumbers.set(table, known);
  const groups = new Map<number, [number, FieldValue][]>();
  for (const [field, value] of change.fields) {
    const group = known.get(field) ?? groupOf(table, field);
    known.set(field, group);
    const entries = groups.get(group) ?? [];
    groups.set(group, entries);
    entries.push([field, value]);
  }
  return groups;
}
