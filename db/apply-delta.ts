import type { FieldKind, FieldValue } from '#shared/domain/field.ts';
import { OutpostError } from '#shared/errors.ts';
import { absorb, compareHlc } from '#shared/sync/clock.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import type { Change, Hlc } from '#shared/sync/op.ts';
import { noteHeard } from './carried-work.ts';
import type { ChangedRow } from './database.ts';
import { Deferral } from './deferral.ts';
import { HqRows, type Origin, wholeFields } from './hq-rows.ts';
import { journalState, opAt } from './journal.ts';
import { deletedGroup, planById, type RowPlan } from './row-plan.ts';
import type { Store } from './store.ts';
import { syncState } from './sync-state.ts';

/** A verified delta block: a stretch of headquarters' stream as this laptop may see it. */
export interface DeltaStretch {
  /** The cursor before it and after it. */
  readonly from: number;
  readonly to: number;
  readonly entries: readonly DeltaEntry[];
}

/** What applying a stretch did. */
export interface AppliedDelta {
  readonly changed: readonly ChangedRow[];
  /** Groups in which a value of this laptop does not stand. */
  readonly lost: number;
  /** The cursor afterwards. */
  readonly cursor: number;
}

/**
 * Applies a stretch of headquarters' stream and moves the cursor, in one transaction. What is visible afterwards is
 * headquarters' state at the cursor with the own ops that have not come back on top.
 *
 * @param store the open database
 * @param stretch verified, and its entries by ascending `hqSeq`
 * @returns what changed; a stretch that was applied before changes nothing
 * @throws OutpostError `frame_gap` when it begins beyond the cursor; `frame_malformed` for values of the wrong kind;
 *   `vault_newer`: then nothing has changed
 */
export function applyDelta(store: Store, stretch: DeltaStretch): AppliedDelta {
  if (store.readOnly) {
    throw new OutpostError('vault_newer', 'A newer version wrote this database: it can only be read here.');
  }
  const applied = store.transaction(() => applyStretch(store, stretch));
  store.announce(applied.changed);
  return applied;
}

function applyStretch(store: Store, stretch: DeltaStretch): AppliedDelta {
  const { cursor, settled, device } = syncState(store);
  if (stretch.to <= cursor) return { changed: [], lost: 0, cursor };
  if (stretch.from > cursor) {
    throw new OutpostError('frame_gap', `A delta begins at ${stretch.from}, the cursor is at ${cursor}.`, {
      details: { from: stretch.from, cursor },
    });
  }
  const rows = new HqRows(store, settled);
  let lost = 0;
  let clock: Hlc = journalState(store).hlc;
  const heard = new Map<number, number>();
  const deferral = new Deferral(store);
  for (const entry of stretch.entries) {
    if (stretch.from < cursor && entry.hqSeq <= cursor) continue;
    if (compareHlc(entry.hlc, clock) > 0) clock = entry.hlc;
    if (entry.device === device && comesBack(entry, rows.settled)) lost += applyOwn(store, rows, entry);
    else if (entry.device !== device) heard.set(entry.device, entry.seq);
    applyChanges(rows, deferral, entry);
  }
  for (const [other, seq] of heard) noteHeard(store, other, seq);
  clock = absorb(clock, clock, store.now());
  store.run(
    'UPDATE sync_state SET cursor = ?, settled = ?, hlc_ms = ?, hlc_counter = ?',
    stretch.to,
    rows.settled,
    clock.ms,
    clock.counter,
  );
  return { changed: rows.finish(), lost, cursor: stretch.to };
}

/** Whether this entry is an own op's place in the stream. Rows that arrive whole may be older than that. */
function comesBack(entry: DeltaEntry, settled: number): boolean {
  return entry.kind === 'change' || (entry.kind === 'leave' && entry.seq > settled);
}

/** An own op has come back; returns how many of its groups were lost. */
function applyOwn(store: Store, rows: HqRows, entry: DeltaEntry): number {
  const lostGroups = new Set(entry.lost.map(({ table, key, group }) => `${table}:${key.join('|')}:${group}`));
  const isLost = (change: Change, group: number): boolean =>
    lostGroups.has(`${change.table}:${change.key.join('|')}:${group}`);
  for (const { table, key, group } of entry.lost) {
    const plan = planById(table);
    if (plan && group === deletedGroup) rows.outlive(plan, key, originOf(entry));
  }
  const wasAside = store.run('DELETE FROM quarantine WHERE seq = ?', entry.seq) > 0;
  const again = wasAside || entry.seq <= rows.settled;
  const op = again || rows.settlesByValue ? opAt(store, entry.seq)?.op : undefined;
  if (entry.seq > rows.settled) rows.settle(entry.seq, op, isLost, originOf(entry));
  if (again && op) {
    // Read again after headquarters was restored, or taken in after it lay aside: its values are headquarters' now.
    for (const change of op.changes) {
      const plan = planById(change.table);
      if (!plan) continue;
      const fields = change.fields.filter(([field]) => !isLost(change, groupOfField(plan, field)));
      rows.set(plan, { ...change, fields }, originOf(entry));
    }
  }
  return lostGroups.size;
}

function applyChanges(rows: HqRows, deferral: Deferral, entry: DeltaEntry): void {
  for (const change of entry.changes) {
    // What was deferred about a row goes with it, and is said anew when it comes back.
    if (entry.kind !== 'change') deferral.forget(change);
    const plan = planById(change.table);
    if (!plan) {
      if (entry.kind !== 'leave') deferral.add(change);
      continue;
    }
    checkKinds(plan, change);
    if (entry.kind === 'leave') {
      rows.leave(plan, change.key);
      continue;
    }
    const later = change.fields.filter(([field]) => field !== deletedGroup && !plan.byId.has(field));
    if (later.length > 0) deferral.add({ ...change, fields: later });
    if (entry.kind === 'put') rows.arrive(plan, change.key);
    const isWhole = entry.kind === 'put';
    rows.set(plan, isWhole ? { ...change, fields: wholeFields(plan, change) } : change, originOf(entry));
  }
  deferral.keep(entry);
}

function checkKinds(plan: RowPlan, change: Change): void {
  const { table } = plan;
  const keyFits =
    change.key.length === table.key.length &&
    table.key.every((name, index) => fits(table.fields[name]?.kind ?? 'text', change.key[index] ?? null));
  const fieldsFit = change.fields.every(([id, value]) => {
    if (id === deletedGroup) return value === 0 || value === 1;
    const field = plan.byId.get(id)?.field;
    return !field || value === null || fits(field.kind, value);
  });
  if (keyFits && fieldsFit) return;
  throw new OutpostError('frame_malformed', `A delta has values that do not fit ${table.name}.`);
}

/** Kinds are for ever; vocabularies and limits may grow, so a newer value of the right kind is taken. */
function fits(kind: FieldKind, value: FieldValue): boolean {
  switch (kind) {
    case 'id':
    case 'int':
      return Number.isSafeInteger(value);
    case 'flag':
      return value === 0 || value === 1;
    case 'real':
      return Number.isFinite(value);
    default:
      return typeof value === 'string';
  }
}

function groupOfField(plan: RowPlan, field: number): number {
  return field === deletedGroup ? deletedGroup : (plan.byId.get(field)?.group ?? field);
}

function originOf(entry: DeltaEntry): Origin {
  return { actor: entry.actor, device: entry.device, ms: entry.hlc.ms };
}
