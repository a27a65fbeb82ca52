import { describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import type { Change } from '#shared/sync/op.ts';
import { decodeChanges, encodeChanges } from '#shared/sync/op-body.ts';
import { applyDelta } from './apply-delta.ts';
import { replayDeferred } from './deferred.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const table = tables.inspectionPhase;
const key = [5, 'tour'] as const;
/** A field that no version has yet. */
const laterField = 99;
/** Nor such a table. */
const laterTable = 9999;

function withDatabase(work: (db: TestDatabase) => void): () => void {
  return () => {
    const db = openTestDatabase({ now: () => 1_000_000 });
    try {
      work(db);
    } finally {
      db.dispose();
    }
  };
}

function entry(hqSeq: number, kind: DeltaEntry['kind'], changes: readonly Change[]): DeltaEntry {
  return {
    hqSeq,
    device: 17,
    seq: hqSeq,
    actor: 8,
    hlc: { ms: 500_000, counter: 0 },
    kind,
    changes,
    lost: [],
  };
}

const about = (fields: Change['fields']): Change => ({ table: table.id, key: [...key], fields });
const whole = (notes: string): Change =>
  about([
    [3, 'BAS'],
    [4, '2026-05-03T08:00:00.000Z'],
    [5, notes],
  ]);

/** As an older version has left it. */
function deferred(db: TestDatabase, bodies: readonly (readonly Change[])[]): void {
  for (const [index, changes] of bodies.entries()) {
    const place = [index + 1, 17, index + 1] as const;
    db.store.run(
      `INSERT INTO deferred_op (hq_seq, device, seq, actor, hlc_ms, hlc_counter, kind, body)
         VALUES (?, ?, ?, 8, 500000, 0, 'change', ?)`,
      ...[...place, encodeChanges(changes)],
    );
  }
}

function waiting(db: TestDatabase): readonly Change[] {
  const rows = db.store.all<{ body: Uint8Array }>('SELECT body FROM deferred_op ORDER BY hq_seq');
  return rows.flatMap(({ body }) => decodeChanges(body));
}

const shown = (db: TestDatabase): unknown =>
  db.read.all('SELECT site, notes FROM inspection_phase WHERE inspection_id = 5');

describe('what a laptop had no place for', () => {
  it(
    'is taken in once it has, in the order in which it came',
    withDatabase((db) => {
      deferred(db, [[whole('Clean')], [about([[5, 'Locked']])]]);
      expect(replayDeferred(db.store)).toBe(2);
      expect(shown(db)).toEqual([{ site: 'BAS', notes: 'Locked' }]);
      expect(waiting(db)).toEqual([]);
    }),
  );

  it(
    'is not taken in for a record that has left its sight since',
    withDatabase((db) => {
      deferred(db, [[whole('Clean')], [about([])]]);
      expect(replayDeferred(db.store)).toBe(0);
      expect(shown(db)).toEqual([]);
      expect(waiting(db)).toEqual([]);
    }),
  );

  it(
    'is what was said since the record came back, when it had left in between',
    withDatabase((db) => {
      const back = about([[3, 'BAS']]);
      deferred(db, [[whole('Clean')], [about([])], [about([]), back]]);
      expect(replayDeferred(db.store)).toBe(1);
      expect(shown(db)).toEqual([{ site: 'BAS', notes: null }]);
    }),
  );

  it(
    'makes no record out of a value that belongs to one which is gone',
    withDatabase((db) => {
      deferred(db, [[about([[5, 'Clean']])]]);
      expect(replayDeferred(db.store)).toBe(0);
      expect(shown(db)).toEqual([]);
      expect(waiting(db)).toEqual([]);
    }),
  );

  it(
    'remembers that a record left, when something waits that was said of it before',
    withDatabase((db) => {
      const known = [3, 'BAS'] as const;
      const entries = [entry(1, 'put', [about([known, [laterField, 'x']])]), entry(2, 'leave', [about([])])];
      applyDelta(db.store, { from: 0, to: 2, entries });
      expect(shown(db)).toEqual([]);
      expect(waiting(db)).toEqual([about([[laterField, 'x']]), about([])]);
    }),
  );

  it(
    'is kept whole when one op changes one record and moves another',
    withDatabase((db) => {
      const other: Change = { table: laterTable, key: [1], fields: [[1, 'y']] };
      const entries = [
        entry(1, 'change', [about([[laterField, 'x']])]),
        { ...entry(1, 'put', [other]), hqSeq: 1, seq: 1 },
      ];
      applyDelta(db.store, { from: 0, to: 1, entries });
      expect(waiting(db)).toEqual([about([[laterField, 'x']]), { ...other, fields: [] }, other]);
    }),
  );
});
