import { encodeEffect } from '#hq/store/effect.ts';
import type { KeptSnapshot, LedgerView, NewEpoch, StateRow } from '#hq/store/ledger.ts';
import { everybody } from '#hq/store/merge-ops.ts';
import { snapshotColumns } from '#hq/store/state-columns.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import type { Table } from '#shared/domain/table.ts';
import type { LedgerState } from './ledger-state.ts';

type SnapshotView = Pick<
  LedgerView,
  | 'epoch'
  | 'ownSeqAt'
  | 'lastPlaceOf'
  | 'lastBackedUp'
  | 'effectsAfter'
  | 'tail'
  | 'rowsOf'
  | 'actors'
  | 'lastSnapshot'
  | 'snapshotsOf'
  | 'hasPart'
  | 'partOf'
>;

/**
 * @param state of headquarters
 * @returns what snapshots and lives of the database ask of it
 */
export function snapshotView(state: LedgerState): SnapshotView {
  return {
    epoch: async () => state.epoch,
    ownSeqAt: async (device, hqSeq) =>
      state.ops.get(device)?.findLast((op) => op.hqSeq !== null && op.hqSeq <= hqSeq)?.op.seq ?? 0,
    lastPlaceOf: async (device) =>
      (state.ops.get(device) ?? []).reduce((last, { hqSeq }) => Math.max(last, hqSeq ?? 0), 0),
    lastBackedUp: async (device) => state.backedUp.get(device) ?? 0,
    effectsAfter: async () => state.effectsAfter,
    tail: async (scopes, { from, to, most }) => {
      let bytes = 0;
      for (const scope of scopes) {
        for (const { hqSeq, effect } of state.effects.get(scope) ?? []) {
          if (hqSeq > from && hqSeq <= to && bytes < most) bytes += encodeEffect(effect).length;
        }
      }
      return bytes;
    },
    rowsOf: (table, scope) => rowsIn(state, table, scope),
    actors: async (places) =>
      new Map(
        places.flatMap((place) => {
          const op = state.byPlace.get(place);
          return op ? [[place, op.op.actor] as const] : [];
        }),
      ),
    lastSnapshot: async (scope) => state.snapshots.findLast((one) => one.scope === scope),
    snapshotsOf: async (scopes, least) => snapshotsIn(state, scopes, least),
    hasPart: async (sha256) => state.parts.has(hex(sha256)),
    partOf: async (sha256, scopes) => {
      const listed = state.snapshots.some(
        (one) => scopes.includes(one.scope) && one.parts.some((part) => hex(part.sha256) === hex(sha256)),
      );
      return listed ? state.parts.get(hex(sha256)) : undefined;
    },
  };
}

/** What a transaction does to snapshots and lives of the database, once it commits. */
export const snapshotWrites = {
  keepPart: (sha256: Uint8Array, bytes: Uint8Array) => (state: LedgerState) =>
    state.parts.set(hex(sha256), bytes),
  addSnapshot: (snapshot: KeptSnapshot) => (state: LedgerState) => {
    const known = state.snapshots.some(({ scope, at }) => scope === snapshot.scope && at === snapshot.at);
    if (!known) state.snapshots.push(snapshot);
    state.snapshots.sort((a, b) => a.at - b.at);
  },
  beginEpoch: (epoch: NewEpoch) => (state: LedgerState) => {
    state.epoch = epoch.epoch;
    state.position = Math.max(state.position, epoch.position);
  },
  raisePosition: (position: number) => (state: LedgerState) => {
    state.position = Math.max(state.position, position);
  },
};

async function* rowsIn(state: LedgerState, table: Table, scope: string): AsyncGenerator<readonly StateRow[]> {
  const columns = snapshotColumns(table);
  const site = table.fields.site?.id;
  const inKey = table.key.indexOf('site');
  const rows = [...state.rows.values()].filter((row) => {
    if (row.table.id !== table.id) return false;
    const home = inKey >= 0 ? row.key[inKey] : row.state.values.get(site ?? -1);
    return scope === everybody ? table.scope === 'all' : home === scope;
  });
  rows.sort((a, b) => compareKeys(a.key, b.key));
  const value = (row: (typeof rows)[number], field: number): FieldValue =>
    row.state.values.get(field) ?? (field === 0 ? 0 : null);
  yield rows.map((row) => ({
    key: row.key,
    values: columns.map(({ fieldId }) => value(row, fieldId)),
    versions: row.state.versions,
  }));
}

function snapshotsIn(
  state: LedgerState,
  scopes: readonly string[],
  least: number,
): Omit<KeptSnapshot, 'scope'> | undefined {
  const positions = [...new Set(state.snapshots.map(({ at }) => at))].filter((at) => at >= least);
  for (const at of positions.sort((a, b) => b - a)) {
    const found = scopes.map((scope) => state.snapshots.find((one) => one.scope === scope && one.at === at));
    if (!found.every((one) => one !== undefined)) continue;
    return {
      at,
      rows: found.reduce((sum, { rows }) => sum + rows, 0),
      parts: found.flatMap(({ parts }) => parts),
    };
  }
  return undefined;
}

function compareKeys(a: readonly FieldValue[], b: readonly FieldValue[]): number {
  for (const [place, value] of a.entries()) {
    const other = b[place] ?? null;
    if (value === other) continue;
    if (typeof value === 'number' && typeof other === 'number') return value - other;
    return String(value) < String(other) ? -1 : 1;
  }
  return 0;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
