import { opAt } from '#db/journal.ts';
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
  /** What headquarters has; undefined: it is not in sight there, and only what own ops say is certain. */
  readonly values: ReadonlyMap<number, FieldValue> | undefined;
  /** What own ops say. */
  own: Map<number, FieldValue> | undefined;
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
  for (const { seq, name } of store.all<NamedOp>(
    'SELECT seq, lower(hex(hash)) AS name FROM op ORDER BY seq',
  )) {
    if (aside.has(seq)) continue;
    const place = around.placeOf(name);
    const op = place === undefined || place > state.cursor ? opAt(store, seq)?.op : undefined;
    if (op) layOnTop(expected, op);
  }
  const touched = new Set([...around.truth.tables, ...[...expected.values()].map(({ table }) => table)]);
  const known = (table: Table): boolean => laptop.program.tableById(table.id) !== undefined;
  // What comes from a later version waits until this laptop has it, too.
  for (const [name, { table }] of expected) if (!known(table)) expected.delete(name);
  const shown = shownRows(laptop, [...(everywhere ? tableList : touched)].filter(known));
  const faults: string[] = [];
  for (const site of sites) if (!around.grants.has(site)) faults.push(`it was never granted ${site}`);
  for (const [name, row] of expected) {
    const actual = shown.get(name);
    if (actual) faults.push(...differences(laptop, name, row, actual, excused));
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

interface NamedOp {
  readonly seq: number;
  /** Its hash, hexadecimal. */
  readonly name: string;
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
function isDue({ table, key, values, own }: ExpectedRow, sites: ReadonlySet<string>): boolean {
  if (table.scope === 'all') return true;
  const home = homeOf(table, key, own ? new Map([...(values ?? []), ...own]) : (values ?? new Map()));
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
    rows.set(name, { table, key, values: version.values, own: undefined });
  }
  return rows;
}

function layOnTop(rows: Map<string, ExpectedRow>, op: Op): void {
  for (const change of op.changes) {
    const table = tableById(change.table);
    if (!table) continue;
    const name = nameOfRow(table, change.key);
    const row = rows.get(name) ?? { table, key: change.key, values: undefined, own: undefined };
    rows.set(name, row);
    row.own ??= new Map();
    for (const [field, value] of change.fields) row.own.set(field, value);
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
  { program }: SimulatedLaptop,
  name: string,
  { table, values, own }: ExpectedRow,
  actual: ShownRow,
  excused: ReadonlySet<string>,
): readonly string[] {
  const faults: string[] = [];
  for (const { id, column, empty } of comparedFields(program.tableById(table.id) ?? table)) {
    const said = own?.get(id);
    if (said === undefined && !values) continue;
    const wanted = said === undefined ? (values?.get(id) ?? empty) : (said ?? empty);
    const found = actual[column] ?? null;
    if (wanted === found || excused.has(`${name} ${groupOf(table, id)}`)) continue;
    faults.push(`${name}: ${column} is ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  }
  return faults;
}

interface ComparedField {
  readonly id: number;
  readonly column: string;
  /** What it is as long as nobody has said anything. */
  readonly empty: FieldValue;
}

const compared = new WeakMap<Table, readonly ComparedField[]>();

function comparedFields(table: Table): readonly ComparedField[] {
  const known = compared.get(table);
  if (known) return known;
  const fields = Object.entries(table.fields)
    .filter(([column]) => !(table.key as readonly string[]).includes(column))
    .map(([column, { id }]) => ({ id, column, empty: null }));
  const all = [{ id: deletedFieldId, column: 'deleted', empty: 0 }, ...fields];
  compared.set(table, all);
  return all;
}

function describe(row: ShownRow): string {
  return `site ${String(row.site)}, deleted ${String(row.deleted)}, own op ${String(row.own_seq)}`;
}
