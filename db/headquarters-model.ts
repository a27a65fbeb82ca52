import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import { applyMerged, mergeChange, type RowState } from '#shared/sync/merge.ts';
import type { Op } from '#shared/sync/op.ts';
import { applyDelta } from './apply-delta.ts';
import { opsAfter } from './journal.ts';
import { syncState } from './sync-state.ts';
import type { TestDatabase } from './test-database.ts';

const table = tables.attendanceMark;

/** Headquarters as small as a laptop's database can be tested with, in memory: one table, the shared merge, one stream. */
export class HeadquartersModel {
  readonly rows = new Map<string, RowState>();
  readonly stream: DeltaEntry[] = [];

  /** Takes an op in. Device 16 is the one that is tested. */
  take(device: number, op: Op): void {
    const hqSeq = this.stream.length + 1;
    const changes: DeltaEntry['changes'][number][] = [];
    const lost: DeltaEntry['lost'][number][] = [];
    const extra: DeltaEntry['changes'][number][] = [];
    for (const change of op.changes) {
      const name = change.key.join('|');
      const row = this.rows.get(name);
      const merged = mergeChange(change, table, { device, seen: op.seen, hlc: op.hlc }, row, hqSeq);
      this.rows.set(name, applyMerged(row, merged));
      changes.push({ ...change, fields: merged.wins });
      if (merged.extra.length > 0) extra.push({ ...change, fields: merged.extra });
      for (const group of merged.lostGroups) lost.push({ table: table.id, key: change.key, group });
    }
    const own = device === 16;
    this.stream.push({
      hqSeq,
      device,
      seq: op.seq,
      actor: op.actor,
      hlc: op.hlc,
      kind: 'change',
      changes: own ? extra : changes,
      lost: own ? lost : [],
    });
  }

  /** Another laptop's change of one row. */
  foreign(
    fields: readonly (readonly [number, FieldValue])[],
    settings: { ms: number; seen: number; person?: number },
  ): void {
    this.take(17, {
      seq: 1,
      first: 1,
      hlc: { ms: settings.ms, counter: 0 },
      seen: settings.seen,
      actor: 8,
      schema: 1,
      changes: [{ table: table.id, key: [5, settings.person ?? 6], fields }],
    });
  }

  /** Brings the laptop up to a place of the stream. */
  deliver(db: TestDatabase, to: number = this.stream.length): void {
    const { cursor } = syncState(db.store);
    const entries = this.stream.filter(({ hqSeq }) => hqSeq > cursor && hqSeq <= to);
    applyDelta(db.store, { from: cursor, to, entries });
  }

  /** The laptop's ops after a `seq` come in; returns the last one's. */
  send(db: TestDatabase, after: number, count = Number.POSITIVE_INFINITY): number {
    let sent = after;
    for (const { op } of opsAfter(db.store, after)) {
      if (sent - after >= count) break;
      this.take(16, op);
      sent = op.seq;
    }
    return sent;
  }

  /** The row as it stands. */
  shown(person = 6): Readonly<Record<string, FieldValue>> | undefined {
    const row = this.rows.get(`5|${person}`);
    if (!row) return undefined;
    const value = (field: number) => row.values.get(field) ?? null;
    return { site: value(3), mark: value(4), minutes: value(5), deleted: row.values.get(0) ?? 0 };
  }
}
