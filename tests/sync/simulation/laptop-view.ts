import { opAt, opsAfter } from '#db/journal.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import { tableById, tableList } from '#shared/domain/registry.ts';
import { deletedFieldId, groupOf, type Table } from '#shared/domain/table.ts';
import type { Op } from '#shared/sync/op.ts';
import { decodeChanges } from '#shared/sync/op-body.ts';
import { hexOf } from './keys.ts';
import type { SimulatedLaptop } from './laptop.ts';
import { homeOf, nameOfRow, type Truth, versionAt } from './truth.ts';

/** What a laptop must show, and what may differ for a reason. */
interface ExpectedRow {
  readonly table: Table;
  readonly key: readonly FieldValue[];
  readonly values: Map<number, FieldValue>;
  /** It is not in sight at headquarters: only what own ops say is certain. */
  readonly loose: boolean;
  /** Fields that own ops set. */
  readonly own: Set<number>;
}

/** What a check of a laptop needs to know about headquarters. */
export interface Surroundings {
  readonly truth: Truth;
  /** Where headquarters has an op of this hash; undefined when it has not merged it. */
  placeOf(hash: string): number | undefined;
  /** Every site that the laptop was ever granted. */
  readonly grants: ReadonlySet<string>;
}

/**
 * Compares what a laptop shows with what it must show: headquarters' rows in its sight as they were at its cursor, and
 * its own ops that have not come back on top.
 *
 * @param laptop which
 * @param around what happened at headquarters
 * @param everywhere look into tables, too, in which nobody has ever written
 * @returns what differs, in words
 */
export function faultsOfView(
  laptop: SimulatedLaptop,
  around: Surroundings,
  everywhere: boolean,
): readonly string[] {
  const { store, state } = laptop;
  const aside = new Set(store.all<{ seq: number }>('SELECT seq FROM quarantine').map(({ seq }) => seq));
  const sites = new Set(state.enrolled?.grant.sites ?? []);
  const lost = lostSites(laptop);
  const inSight = (scope: string): boolean => scope === '*' || sites.has(scope);
  const expected = rowsInSight(around.truth, state.cursor, inSight);
  const excused = groupsOf([...aside].flatMap((seq) => opAt(store, seq)?.op ?? []));
  for (const name of groupsOf(opsOnTheirWay(laptop, around))) excused.add(name);
  for (const { op, hash } of opsAfter(store, 0)) {
    if (aside.has(op.seq)) continue;
    const place = around.placeOf(hexOf(hash));
    if (place === undefined || place > state.cursor) layOnTop(expected, op);
  }
  const touched = new Set([...around.truth.tables, ...[...expected.values()].map(({ table }) => table)]);
  const shown = shownRows(laptop, everywhere ? tableList : touched);
  const faults: string[] = [];
  for (const site of sites) if (!around.grants.has(site)) faults.push(`it was never granted ${site}`);
  for (const [name, row] of expected) {
    const actual = shown.get(name);
    if (actual) faults.push(...differences(name, row, actual, excused));
    else if (!excused.has(name) && isDue(row, sites)) faults.push(`${name} is missing`);
  }
  for (const [name, actual] of shown) {
    if (expected.has(name) || excused.has(name) || lost.has(String(actual.site))) continue;
    faults.push(`${name} is shown (${describe(actual)}) and must not be`);
  }
  if (everywhere && lost.size > 0) faults.push(`it still holds rows of ${[...lost].join()}`);
  return faults;
}

/** Ops of a former number that headquarters has and that have not come back: they show until they do. */
function opsOnTheirWay({ store, state }: SimulatedLaptop, around: Surroundings): readonly Op[] {
  const rows = store.all<FormerRow>('SELECT * FROM former_op ORDER BY device, seq');
  return rows.flatMap(({ hash, body, ...row }) => {
    const place = around.placeOf(hexOf(hash));
    if (body.length === 0 || (place !== undefined && place <= state.cursor)) return [];
    const { seq, first, seen, actor, schema } = row;
    const hlc = { ms: row.hlc_ms, counter: row.hlc_counter };
    return [{ seq, first, hlc, seen, actor, schema, changes: decodeChanges(body) }];
  });
}

interface FormerRow extends Omit<Op, 'hlc' | 'changes'> {
  readonly hlc_ms: number;
  readonly hlc_counter: number;
  readonly hash: Uint8Array;
  readonly body: Uint8Array;
}

/** Sites whose rows go as soon as headquarters has what was written to them. */
function lostSites({ store }: SimulatedLaptop): ReadonlySet<string> {
  const text = store.one<{ sites: string }>('SELECT lost_sites AS sites FROM sync_state')?.sites ?? '';
  return new Set(text === '' ? [] : text.split('|'));
}

/** Whether a row must be there: one that is out of sight, or that own ops take there, may go before they have come back. */
function isDue({ table, key, values }: ExpectedRow, sites: ReadonlySet<string>): boolean {
  if (table.scope === 'all') return true;
  const home = homeOf(table, key, values);
  return typeof home === 'string' && sites.has(home);
}

function rowsInSight(
  truth: Truth,
  cursor: number,
  inSight: (scope: string) => boolean,
): Map<string, ExpectedRow> {
  const rows = new Map<string, ExpectedRow>();
  for (const [name, row] of truth.rows) {
    const version = versionAt(row, cursor);
    if (!version || !inSight(version.scope)) continue;
    const { table, key } = row;
    rows.set(name, { table, key, values: new Map(version.values), loose: false, own: new Set() });
  }
  return rows;
}

function layOnTop(rows: Map<string, ExpectedRow>, op: Op): void {
  for (const change of op.changes) {
    const table = tableById(change.table);
    if (!table) continue;
    const name = nameOfRow(table, change.key);
    const row = rows.get(name) ?? {
      ...{ table, key: change.key, loose: true },
      ...{ values: new Map<number, FieldValue>(), own: new Set<number>() },
    };
    rows.set(name, row);
    for (const [field, value] of change.fields) {
      row.values.set(field, value);
      row.own.add(field);
    }
  }
}

/** Names of rows and of their groups that ops have touched. */
function groupsOf(ops: readonly Op[]): Set<string> {
  const names = new Set<string>();
  for (const { changes } of ops) {
    for (const { table: id, key, fields } of changes) {
      const table = tableById(id);
      if (!table) continue;
      const name = nameOfRow(table, key);
      names.add(name);
      for (const [field] of fields) names.add(`${name} ${groupOf(table, field)}`);
    }
  }
  return names;
}

type ShownRow = Readonly<Record<string, FieldValue>>;

function shownRows({ store }: SimulatedLaptop, tables: Iterable<Table>): ReadonlyMap<string, ShownRow> {
  const rows = new Map<string, ShownRow>();
  for (const table of tables) {
    for (const row of store.all<ShownRow>(`SELECT * FROM ${table.name}`)) {
      const key = table.key.map((name) => row[name] ?? null);
      rows.set(nameOfRow(table, key), row);
    }
  }
  return rows;
}

function differences(
  name: string,
  { table, values, loose, own }: ExpectedRow,
  actual: ShownRow,
  excused: ReadonlySet<string>,
): readonly string[] {
  const faults: string[] = [];
  const check = (field: number, column: string, empty: FieldValue): void => {
    if (loose && !own.has(field)) return;
    const wanted = values.get(field) ?? empty;
    const found = actual[column] ?? null;
    if (wanted === found || excused.has(`${name} ${groupOf(table, field)}`)) return;
    faults.push(`${name}: ${column} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  };
  check(deletedFieldId, 'deleted', 0);
  for (const [column, { id }] of Object.entries(table.fields)) {
    if (!(table.key as readonly string[]).includes(column)) check(id, column, null);
  }
  return faults;
}

function describe(row: ShownRow): string {
  return `site ${String(row.site)}, deleted ${String(row.deleted)}, own op ${String(row.own_seq)}`;
}
