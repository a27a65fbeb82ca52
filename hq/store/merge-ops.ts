import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import { groupOf, type Table } from '#shared/domain/table.ts';
import type { LostGroup } from '#shared/sync/exchange.ts';
import {
  applyMerged,
  type FieldEntry,
  type GroupConflict,
  mergeChange,
  type RowState,
  type Writer,
} from '#shared/sync/merge.ts';
import type { Change, Hlc, Op } from '#shared/sync/op.ts';
import type { CheckedChange, Objection } from './check-op.ts';
import { type Grants, mayWrite } from './devices.ts';
import type { Effect } from './effect.ts';
import { type LockedRow, type LockedRows, rowName } from './locked-rows.ts';
import type { ReplacedValue } from './replaced.ts';
import { valueColumns } from './state-columns.ts';

/** Scope of what everybody receives. */
export const everybody = '*';

/** An op that is right by itself. */
export interface CheckedOp {
  readonly op: Op;
  /** Effective clock. */
  readonly hlc: Hlc;
  readonly changes: readonly CheckedChange[];
}

/** A disagreement for people to decide, with the record it is about. */
export interface RowConflict extends GroupConflict {
  readonly table: Table;
  /** What `rowKey` gave, and the values that it was made of. */
  readonly key: string;
  readonly keyValues: readonly FieldValue[];
  /** The record's site, where it is decided. */
  readonly site: string;
}

/** An effect that is being put together. */
export interface GrowingEffect extends Effect {
  readonly changes: Change[];
  readonly puts: Change[];
  readonly leaves: Change[];
  readonly extra: Change[];
  readonly lost: LostGroup[];
}

/** What merging one op gave. */
export interface MergedOp {
  /** By scope. */
  readonly effects: Map<string, GrowingEffect>;
  /** What the op took the place of. */
  readonly replaced: readonly ReplacedValue[];
  readonly conflicts: readonly RowConflict[];
}

/**
 * Whether an op may be merged into the rows as they are: whoever wrote it must be granted every site that its rows
 * belong to, before and after it.
 *
 * @param checked the op
 * @param rows its rows, locked, with the ops before it applied
 * @param grants of its device
 * @returns the objection, or undefined
 */
export function objectToScope(checked: CheckedOp, rows: LockedRows, grants: Grants): Objection | undefined {
  if (grants.everything) return undefined;
  for (const { table, key, change } of checked.changes) {
    const state = rows.get(rowName(table, key))?.state;
    const field = homeField(table);
    if (!field || !isForLaptops(table, change)) return { reason: 'reference_data', detail: table.name };
    const before = homeOf(table, change.key, state);
    const written = change.fields.find(([id]) => id === field.id)?.[1];
    const homes = [before, written].filter((home) => typeof home === 'string');
    if (homes.length === 0) return { reason: 'unknown_row', detail: table.name };
    if (!homes.every((home) => mayWrite(grants, home, checked.op.seen))) {
      return { reason: 'out_of_grant', detail: table.name };
    }
  }
  return undefined;
}

/**
 * Merges an op into its rows, in memory.
 *
 * @param checked the op, which nothing objects to
 * @param rows its rows, locked; changed by this
 * @param by the device that wrote it, and what else is known about how it came about
 * @param hqSeq its place in the order
 * @returns what other devices and the writer must know, by scope, and what people must decide
 */
export function mergeOp(
  checked: CheckedOp,
  rows: LockedRows,
  by: Omit<Writer, 'seen' | 'hlc'>,
  hqSeq: number,
): MergedOp {
  const effects = new Map<string, GrowingEffect>();
  const replaced: ReplacedValue[] = [];
  const conflicts: RowConflict[] = [];
  const writer = { ...by, seen: checked.op.seen, hlc: checked.hlc };
  for (const { table, key, change } of checked.changes) {
    const row = rows.get(rowName(table, key));
    if (!row) throw new Error(`${table.name}: a row was not locked`);
    const before = row.state;
    const merged = mergeChange(change, table, writer, before, hqSeq);
    // Merged before, and the record has gone out of headquarters' hands since: nothing is left to say.
    if (by.again && before === undefined) continue;
    const after = applyMerged(before, merged);
    if (!by.again) touch(row, after, hqSeq);
    const from = before === undefined ? undefined : scopeOf(table, change.key, before);
    const to = scopeOf(table, change.key, after);
    record(effects, { table, change, from, to, after, wins: merged.wins });
    const home = effectIn(effects, to);
    if (merged.extra.length > 0) home.extra.push({ ...change, fields: merged.extra });
    for (const group of merged.lostGroups) home.lost.push({ table: table.id, key: change.key, group });
    for (const group of merged.replaced) replaced.push({ ...group, table: table.id, key: change.key });
    for (const conflict of merged.conflicts) {
      const site = siteOf(table, change.key, after);
      conflicts.push({ ...conflict, table, key, keyValues: change.key, site });
    }
  }
  // Its writer must hear of every op, also of one that changed nothing.
  if (effects.size === 0) effectIn(effects, `@${by.device}`);
  return { effects, replaced, conflicts };
}

/**
 * @param effects of one op, by scope
 * @param scope whose effect is wanted
 * @returns it, to be added to
 */
export function effectIn(effects: Map<string, GrowingEffect>, scope: string): GrowingEffect {
  const known = effects.get(scope) ?? { changes: [], puts: [], leaves: [], extra: [], lost: [] };
  effects.set(scope, known);
  return known;
}

interface Outcome {
  readonly table: Table;
  readonly change: Change;
  readonly from: string | undefined;
  readonly to: string;
  readonly after: RowState;
  readonly wins: readonly FieldEntry[];
}

function record(effects: Map<string, GrowingEffect>, outcome: Outcome): void {
  const { table, change, from, to, after, wins } = outcome;
  if (from !== undefined && from !== to) {
    effectIn(effects, from).leaves.push({ ...change, fields: [] });
    effectIn(effects, to).puts.push({ ...change, fields: wholeRow(table, after) });
  } else if (wins.length > 0 || from === undefined) {
    effectIn(effects, to).changes.push({ ...change, fields: wins });
  }
}

function touch(row: LockedRow, after: RowState, hqSeq: number): void {
  row.state = after;
  row.hqSeq = hqSeq;
  row.changed = true;
}

function wholeRow(table: Table, state: RowState): readonly FieldEntry[] {
  return valueColumns(table)
    .map(({ fieldId }): FieldEntry => [fieldId, state.values.get(fieldId) ?? (fieldId === 0 ? 0 : null)])
    .sort(([a], [b]) => a - b);
}

/** Conflicts are headquarters' to find; laptops only decide them. Only headquarters knows which photos it has. */
function isForLaptops(table: Table, change: Change): boolean {
  if (table === tables.attachmentReceipt) return false;
  if (table !== tables.conflict) return true;
  const decision = groupOf(table, tables.conflict.fields.state.id);
  return change.fields.every(([field]) => groupOf(table, field) === decision);
}

/** The field that names a row's site: advisors are everybody's to see, and their home site's to keep. */
function homeField(table: Table): { readonly id: number; readonly name: string } | undefined {
  if (table === tables.advisor) return { id: tables.advisor.fields.home_site.id, name: 'home_site' };
  const site = table.fields.site;
  return table.scope === 'site' && site ? { id: site.id, name: 'site' } : undefined;
}

function homeOf(
  table: Table,
  key: readonly FieldValue[],
  state: RowState | undefined,
): FieldValue | undefined {
  const field = homeField(table);
  if (!field) return undefined;
  const inKey = table.key.indexOf(field.name);
  return inKey >= 0 ? key[inKey] : state?.values.get(field.id);
}

/**
 * @param table a table
 * @param key key values
 * @param state the row
 * @returns who receives the row: a site, or `everybody`
 */
export function scopeOf(table: Table, key: readonly FieldValue[], state: RowState): string {
  return table.scope === 'all' ? everybody : siteOf(table, key, state);
}

function siteOf(table: Table, key: readonly FieldValue[], state: RowState): string {
  const home = homeOf(table, key, state);
  if (typeof home !== 'string') throw new Error(`${table.name}: a row without a site`);
  return home;
}
