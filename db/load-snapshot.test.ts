import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '#shared/domain/field.ts';
import { tables } from '#shared/domain/registry.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import { applyMerged, mergeChange, type RowState } from '#shared/sync/merge.ts';
import type { Change, Op } from '#shared/sync/op.ts';
import { encodeSnapshotPart, type SnapshotBlock } from '#shared/sync/snapshot-part.ts';
import { brotli, decompress } from '#tests/sync/arbitrary-ops.ts';
import { applyDelta } from './apply-delta.ts';
import { bootstrapPlan, bootstrapProgress, keepPart, missingParts } from './bootstrap.ts';
import { openFieldDatabase } from './field-database.ts';
import { opsAfter, sha256 } from './journal.ts';
import { loadBootstrap } from './load-snapshot.ts';
import { purgeLostSites } from './lost-sites.ts';
import { rowAuthor } from './row-author.ts';
import { acknowledge, saveEnrolment, settleAccepted, syncState } from './sync-state.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';
import { verifyDatabase } from './verify.ts';

const author = { advisorId: 7, site: 'BAS' };
const own = 16;
const table = tables.attendanceMark;
const now = 1_000_000;

function newDatabase(): TestDatabase {
  const db = openTestDatabase({ device: null, now: () => now });
  const key = new Uint8Array(32);
  saveEnrolment(db.store, {
    device: own,
    spares: [],
    epoch: 'e1',
    grant: { version: 1, sites: ['BAS'] },
    hqUrl: 'http://localhost',
    hqId: 'hq',
    hqKey: key,
    tlsPin: null,
    publicKey: key,
    privateKey: key,
    certificate: '{}',
    site: 'BAS',
    label: 'Basra-1',
    role: 'advisor',
    programme: 'police',
  });
  return db;
}

interface Snapshot {
  readonly at: number;
  readonly ownSeq: number;
  readonly blocks: readonly SnapshotBlock[];
  readonly whole?: boolean;
  readonly scopes?: readonly string[];
  readonly epoch?: string;
  readonly grant?: { readonly version: number; readonly sites: readonly string[] };
  readonly headSeq?: number;
  readonly quarantined?: readonly { readonly seq: number; readonly reason: string }[];
}

/** Headquarters' answer names a snapshot of these blocks, one part for each. */
function announce(db: TestDatabase, snapshot: Snapshot): readonly Uint8Array[] {
  const parts = snapshot.blocks.map((block) => encodeSnapshotPart([block], brotli(4)));
  const headSeq = snapshot.headSeq ?? snapshot.ownSeq;
  const { sites, version } = snapshot.grant ?? { version: 1, sites: ['BAS'] };
  acknowledge(db.store, {
    epoch: snapshot.epoch ?? 'e1',
    grant: { version, sites },
    headSeq,
    accepted: headSeq,
    durable: 0,
    quarantined: snapshot.quarantined ?? [],
    skewMs: 0,
    bootstrap: {
      id: `${snapshot.at} ${parts.map((part) => Buffer.from(sha256(part)).toString('hex').slice(0, 8)).join()}`,
      at: snapshot.at,
      ownSeq: snapshot.ownSeq,
      scopes: [...(snapshot.scopes ?? ['*', ...sites])],
      whole: snapshot.whole ?? true,
      parts: parts.map((part) => ({ sha256: sha256(part), size: part.length })),
    },
  });
  return parts;
}

function fetchAll(db: TestDatabase, parts: readonly Uint8Array[]): void {
  for (const wanted of missingParts(db.store)) {
    const bytes = parts.find((part) => Buffer.compare(sha256(part), wanted.sha256) === 0);
    if (bytes) keepPart(db.store, wanted, bytes);
  }
}

function load(db: TestDatabase, snapshot: Snapshot): void {
  fetchAll(db, announce(db, snapshot));
  loadBootstrap(db.store, decompress);
}

type Marks = Readonly<Record<number, readonly [mark: string, minutes: number | null]>>;

/** Marks of one session by person. */
function marksOf(
  marks: Marks,
  settings: { site?: string; device?: number; session?: number } = {},
): SnapshotBlock {
  const people = Object.keys(marks).map(Number);
  const each = <T>(value: T): T[] => people.map(() => value);
  return {
    table: table.id,
    rows: people.length,
    keys: [each(settings.session ?? 5), people],
    fields: [0, 3, 4, 5],
    values: [
      each(0),
      each(settings.site ?? 'BAS'),
      people.map((person) => marks[person]?.[0] ?? null),
      people.map((person) => marks[person]?.[1] ?? null),
    ],
    actors: each(8),
    devices: each(settings.device ?? 17),
    times: each(500_000),
  };
}

const shown = (db: TestDatabase): readonly string[] =>
  db.read
    .all<Readonly<Record<string, FieldValue>>>(
      'SELECT session_id, person_id, site, mark, minutes, deleted FROM attendance_mark ORDER BY 1, 2',
    )
    .map((row) => Object.values(row).join(' '));

const shadows = (db: TestDatabase): readonly unknown[] =>
  db.read.all('SELECT table_id, row_key, group_id, hex(field_values) AS v FROM shadow ORDER BY 1, 2, 3');

function setMark(
  db: TestDatabase,
  person: number,
  mark: 'late' | 'present' | 'absent',
  minutes: number | null,
): void {
  db.commit(author, (tx) =>
    tx.upsert(table, { session_id: 5, person_id: person, site: 'BAS', mark, minutes }),
  );
}

function removeMark(db: TestDatabase, person: number): void {
  const there = db.read.get(table, { session_id: 5, person_id: person });
  if (there) db.commit(author, (tx) => tx.remove(table, { session_id: 5, person_id: person }));
}

const withDatabase = (work: (db: TestDatabase) => void) => (): void => {
  const db = newDatabase();
  try {
    work(db);
    expect(verifyDatabase(db.store).filter(({ ok }) => !ok)).toEqual([]);
  } finally {
    db.dispose();
  }
};

/** Does something while the file cannot grow; what it throws. */
function onFullDisk(db: TestDatabase, work: () => void): unknown {
  // SQLite takes the size that the file has for the least.
  db.store.raw.pragma('max_page_count = 1');
  try {
    work();
    return undefined;
  } catch (thrown) {
    return thrown;
  } finally {
    db.store.raw.pragma('max_page_count = 1073741823');
  }
}

describe('a snapshot', () => {
  it(
    'says that the disk is full, while it comes and when it is loaded, changes nothing, and goes on once there is space',
    withDatabase((db) => {
      setMark(db, 3, 'present', null);
      const marks = Object.fromEntries(
        Array.from({ length: 6000 }, (_, index) => [
          index + 10,
          ['late', sha256(Uint8Array.of(index & 255, index >> 8))[0] ?? 0] as const,
        ]),
      );
      const parts = announce(db, { at: 40, ownSeq: 0, blocks: [marksOf(marks)] });
      const full = expect.objectContaining({ code: 'disk_full' });
      expect(onFullDisk(db, () => fetchAll(db, parts))).toEqual(full);
      expect(bootstrapProgress(db.store).here).toBe(0);
      fetchAll(db, parts);
      expect(onFullDisk(db, () => loadBootstrap(db.store, decompress))).toEqual(full);
      expect(shown(db)).toEqual(['5 3 BAS present  0']);
      expect(syncState(db.store).cursor).toBe(0);
      expect(verifyDatabase(db.store).filter(({ ok }) => !ok)).toEqual([]);
      expect(loadBootstrap(db.store, decompress)).toEqual({ rows: 6000, cursor: 40 });
      expect(shown(db)).toHaveLength(6001);
    }),
  );

  it(
    'is followed by deltas, of which a full disk takes none in part',
    withDatabase((db) => {
      const entries = Array.from({ length: 2000 }, (_, index) =>
        theirs(index + 1, {
          table: table.id,
          key: [5, index + 10],
          fields: [
            [3, 'BAS'],
            [4, 'late'],
            [5, index % 240],
          ],
        }),
      );
      const apply = () => applyDelta(db.store, { from: 0, to: 2000, entries });
      expect(onFullDisk(db, apply)).toEqual(expect.objectContaining({ code: 'disk_full' }));
      expect(shown(db)).toEqual([]);
      expect(syncState(db.store).cursor).toBe(0);
      expect(apply().cursor).toBe(2000);
      expect(shown(db)).toHaveLength(2000);
    }),
  );

  it(
    'brings a new laptop its rows, their authors and what search finds',
    withDatabase((db) => {
      const person: SnapshotBlock = {
        ...marksOf({}),
        table: tables.person.id,
        rows: 1,
        keys: [[900]],
        fields: [0, 2, 3, 9],
        values: [[0], ['BAS'], ['علي حسن'], ['Ali Hasan']],
        actors: [8],
        devices: [17],
        times: [500_000],
      };
      load(db, { at: 40, ownSeq: 0, blocks: [marksOf({ 6: ['late', 9], 7: ['present', null] }), person] });
      expect(shown(db)).toEqual(['5 6 BAS late 9 0', '5 7 BAS present  0']);
      expect(syncState(db.store)).toMatchObject({ cursor: 40, settled: 0 });
      expect(rowAuthor(db.read, table, '5|6')).toEqual({
        advisorId: 8,
        device: 17,
        at: new Date(500_000).toISOString(),
      });
      expect(db.read.one("SELECT row_key FROM search_entry WHERE words LIKE '%ali%'")).toEqual({
        row_key: '900',
      });
      expect(bootstrapPlan(db.store)).toBeUndefined();
      setMark(db, 6, 'absent', null);
      expect([...opsAfter(db.store, 0)][0]?.op).toMatchObject({ seen: 40 });
    }),
  );

  it(
    'takes the place of everything that headquarters no longer has',
    withDatabase((db) => {
      load(db, { at: 40, ownSeq: 0, blocks: [marksOf({ 6: ['late', 9], 7: ['present', null] })] });
      load(db, { at: 50, ownSeq: 0, epoch: 'e2', blocks: [marksOf({ 7: ['absent', null] })] });
      expect(shown(db)).toEqual(['5 7 BAS absent  0']);
      expect(syncState(db.store)).toMatchObject({ cursor: 50, enrolled: { epoch: 'e2' } });
    }),
  );

  it(
    'leaves own work that it does not hold on top, with its own values beneath',
    withDatabase((db) => {
      load(db, { at: 40, ownSeq: 0, blocks: [marksOf({ 6: ['late', 9], 7: ['present', null] })] });
      setMark(db, 6, 'absent', null);
      setMark(db, 8, 'present', null);
      load(db, { at: 50, ownSeq: 0, blocks: [marksOf({ 6: ['late', 11], 7: ['late', 1] })] });
      expect(shown(db)).toEqual(['5 6 BAS absent  0', '5 7 BAS late 1 0', '5 8 BAS present  0']);
      // Headquarters decides against it: what the snapshot said shows.
      const lost = [{ table: table.id, key: [5, 6], group: 4 }];
      applyDelta(db.store, { from: 50, to: 51, entries: [ownEntry(51, 1, lost)] });
      expect(shown(db)).toEqual(['5 6 BAS late 11 0', '5 7 BAS late 1 0', '5 8 BAS present  0']);
      expect(syncState(db.store).settled).toBe(1);
    }),
  );

  it(
    'does not bring back own work that it holds and somebody changed since',
    withDatabase((db) => {
      setMark(db, 6, 'absent', null);
      load(db, { at: 50, ownSeq: 1, blocks: [marksOf({ 6: ['late', 11] })] });
      expect(shown(db)).toEqual(['5 6 BAS late 11 0']);
      expect(syncState(db.store).settled).toBe(1);
    }),
  );

  it(
    'of a headquarters that has lost own work puts that on top again, rows and all',
    withDatabase((db) => {
      setMark(db, 6, 'absent', null);
      removeMark(db, 6);
      setMark(db, 7, 'late', 4);
      load(db, { at: 50, ownSeq: 3, blocks: [marksOf({ 7: ['present', null] })] });
      expect(shown(db)).toEqual(['5 7 BAS present  0']);
      load(db, { at: 60, ownSeq: 0, headSeq: 0, epoch: 'e2', blocks: [marksOf({ 7: ['present', 2] })] });
      expect(shown(db)).toEqual(['5 6 BAS absent  1', '5 7 BAS late 4 0']);
      expect(syncState(db.store)).toMatchObject({ settled: 0, accepted: 0, cursor: 60 });
    }),
  );

  it(
    'of a headquarters that has lost what others said of a record shows what is of this laptop, and nothing else',
    withDatabase((db) => {
      setMark(db, 6, 'late', 4);
      db.commit(author, (tx) =>
        tx.insert(tables.advisor, {
          ...{ id: 8, display_name: 'Sam', role: 'advisor', home_site: 'BAS' },
          ...{ programme_code: 'police', active: 1 },
        }),
      );
      const renamed = { table: tables.advisor.id, key: [8], fields: [[2, 'Samir'] as const] };
      const entries = [
        ownEntry(1, 1),
        ownEntry(2, 2),
        theirs(3, { table: table.id, key: [5, 6], fields: [...marked('absent')] }),
        theirs(4, renamed),
      ];
      applyDelta(db.store, { from: 0, to: 4, entries });
      expect(shown(db)).toEqual(['5 6 BAS absent  0']);
      load(db, { at: 60, ownSeq: 0, headSeq: 0, epoch: 'e2', blocks: [] });
      expect(shown(db)).toEqual(['5 6 BAS late 4 0']);
      expect(db.read.all('SELECT display_name AS name FROM advisor')).toEqual([{ name: 'Sam' }]);
    }),
  );

  it(
    'of a headquarters that does not remember what it kept aside lays that on top, too',
    withDatabase((db) => {
      setMark(db, 6, 'late', 4);
      const quarantined = [{ seq: 1, reason: 'out_of_grant' }];
      load(db, { at: 50, ownSeq: 1, quarantined, blocks: [] });
      load(db, { at: 60, ownSeq: 0, headSeq: 0, epoch: 'e2', blocks: [marksOf({ 6: ['present', null] })] });
      expect(shown(db)).toEqual(['5 6 BAS late 4 0']);
      applyDelta(db.store, { from: 60, to: 61, entries: [ownEntry(61, 1)] });
      expect(shown(db)).toEqual(['5 6 BAS late 4 0']);
      expect(db.read.all('SELECT * FROM quarantine')).toEqual([]);
    }),
  );

  it(
    'keeps a record that was made anew after work on the one before was put aside',
    withDatabase((db) => {
      applyDelta(db.store, {
        ...{ from: 0, to: 1 },
        entries: [theirs(1, { table: table.id, key: [5, 6], fields: [[3, 'BAS'], ...marked('late')] })],
      });
      setMark(db, 6, 'absent', null);
      const quarantined = [{ seq: 1, reason: 'unknown_row' }];
      load(db, { at: 50, ownSeq: 1, epoch: 'e2', quarantined, blocks: [] });
      db.store.run('DELETE FROM attendance_mark');
      setMark(db, 6, 'present', null);
      load(db, { at: 60, ownSeq: 1, epoch: 'e2', quarantined, blocks: [] });
      applyDelta(db.store, { from: 60, to: 61, entries: [ownEntry(61, 2)] });
      expect(shown(db)).toEqual(['5 6 BAS present  0']);
    }),
  );

  it(
    'leaves nothing of a record that was made for a site which is no longer granted, once headquarters has it',
    withDatabase((db) => {
      db.commit(author, (tx) =>
        tx.insert(table, { session_id: 9, person_id: 6, site: 'MOS', mark: 'late', minutes: 4 }),
      );
      db.commit(author, (tx) => tx.update(table, { session_id: 9, person_id: 6 }, { mark: 'absent' }));
      const grant = { version: 2, sites: ['BAS'] };
      db.store.run("UPDATE sync_state SET grant_sites = 'BAS|MOS'");
      const parts = announce(db, { at: 50, ownSeq: 0, headSeq: 2, grant, blocks: [] });
      fetchAll(db, parts);
      loadBootstrap(db.store, decompress);
      purgeLostSites(db.store);
      expect(shown(db)).toEqual(['9 6 MOS absent 4 0']);
      settleAccepted(db.store, 2);
      purgeLostSites(db.store);
      expect(shown(db)).toEqual([]);
    }),
  );

  it(
    'of a headquarters that hears of a record again later shows it as it is there then',
    withDatabase((db) => {
      const made = { table: tables.person.id, key: [30], fields: [[2, 'BAS'] as const, [9, 'Ali'] as const] };
      applyDelta(db.store, {
        ...{ from: 0, to: 2 },
        entries: [theirs(1, made), theirs(2, { ...made, fields: [[20, 'Patrol']] })],
      });
      db.commit(author, (tx) => tx.update(tables.person, { id: 30 }, { post: 'Clerk' }));
      load(db, { at: 60, ownSeq: 0, headSeq: 0, epoch: 'e2', blocks: [] });
      applyDelta(db.store, { from: 60, to: 62, entries: [theirs(61, made), ownEntry(62, 1)] });
      const row = db.read.one('SELECT name_latin AS name, post, unit FROM person WHERE id = 30');
      expect(row).toEqual({ name: 'Ali', post: 'Clerk', unit: null });
    }),
  );

  it(
    'keeps a record that headquarters keeps aside and does not have',
    withDatabase((db) => {
      setMark(db, 6, 'absent', null);
      const quarantined = [{ seq: 1, reason: 'invalid_value' }];
      load(db, { at: 50, ownSeq: 1, quarantined, blocks: [marksOf({ 7: ['present', null] })] });
      expect(shown(db)).toEqual(['5 6 BAS absent  0', '5 7 BAS present  0']);
    }),
  );

  it(
    'shows what it holds of a record on which headquarters keeps own work aside, and asks to look at it',
    withDatabase((db) => {
      load(db, { at: 40, ownSeq: 0, blocks: [marksOf({ 6: ['late', 9] })] });
      setMark(db, 6, 'absent', null);
      const quarantined = [{ seq: 1, reason: 'invalid_value' }];
      load(db, { at: 50, ownSeq: 1, quarantined, blocks: [marksOf({ 6: ['late', 10] })] });
      expect(shown(db)).toEqual(['5 6 BAS late 10 0']);
      expect(db.read.one('SELECT own_seq FROM attendance_mark')).toEqual({ own_seq: 1 });
    }),
  );

  it(
    'lets a record that has left go once the own work on it has come back',
    withDatabase((db) => {
      load(db, { at: 40, ownSeq: 0, blocks: [marksOf({ 6: ['late', 9] })] });
      setMark(db, 6, 'absent', null);
      load(db, { at: 50, ownSeq: 0, blocks: [marksOf({ 7: ['present', null] })] });
      expect(shown(db)).toEqual(['5 6 BAS absent  0', '5 7 BAS present  0']);
      applyDelta(db.store, { from: 50, to: 51, entries: [ownEntry(51, 1)] });
      expect(shown(db)).toEqual(['5 7 BAS present  0']);
    }),
  );

  it(
    'of further sites leaves the others and the work on them alone',
    withDatabase((db) => {
      load(db, { at: 40, ownSeq: 0, blocks: [marksOf({ 6: ['late', 9] })] });
      setMark(db, 6, 'absent', null);
      const grant = { version: 2, sites: ['BAS', 'MOS'] };
      const blocks = [marksOf({ 1: ['present', null] }, { site: 'MOS', session: 9 })];
      const parts = announce(db, { at: 45, ownSeq: 0, whole: false, scopes: ['MOS'], grant, blocks });
      fetchAll(db, parts);
      expect(() => loadBootstrap(db.store, decompress)).toThrow('stands at 45');
      applyDelta(db.store, { from: 40, to: 45, entries: [] });
      loadBootstrap(db.store, decompress);
      expect(shown(db)).toEqual(['5 6 BAS absent  0', '9 1 MOS present  0']);
      expect(syncState(db.store)).toMatchObject({ cursor: 45, enrolled: { grant } });
    }),
  );

  it(
    'keeps what only a later version has a place for',
    withDatabase((db) => {
      const strange = { ...marksOf({ 1: ['x', 1], 2: ['y', 2] }), table: 9999 };
      const wider = marksOf({ 6: ['late', 9] });
      const blocks = [
        strange,
        { ...wider, fields: [...wider.fields, 99], values: [...wider.values, ['later']] },
      ];
      load(db, { at: 40, ownSeq: 0, blocks });
      expect(shown(db)).toEqual(['5 6 BAS late 9 0']);
      expect(db.read.all('SELECT hq_seq, actor, hlc_ms FROM deferred_op')).toEqual([
        { hq_seq: 40, actor: 8, hlc_ms: 500_000 },
        { hq_seq: 40, actor: 8, hlc_ms: 500_000 },
      ]);
    }),
  );
});

describe('fetching a snapshot', () => {
  it(
    'goes on where it was, also when headquarters has made a newer one meanwhile',
    withDatabase((db) => {
      const [old, same] = [marksOf({ 6: ['late', 9] }), marksOf({ 1: ['present', null] }, { session: 4 })];
      const parts = announce(db, { at: 40, ownSeq: 0, blocks: [old, same] });
      const [, second] = missingParts(db.store);
      if (second) keepPart(db.store, second, parts[1] ?? new Uint8Array());
      expect(missingParts(db.store)).toHaveLength(1);
      const newer = announce(db, { at: 50, ownSeq: 0, blocks: [marksOf({ 6: ['late', 10] }), same] });
      expect(missingParts(db.store).map(({ size }) => size)).toEqual([newer[0]?.length]);
      expect(bootstrapProgress(db.store)).toEqual({
        here: newer[1]?.length,
        all: (newer[0]?.length ?? 0) + (newer[1]?.length ?? 0),
      });
      expect(() => loadBootstrap(db.store, decompress)).toThrow('not here yet');
      fetchAll(db, newer);
      loadBootstrap(db.store, decompress);
      expect(shown(db)).toEqual(['4 1 BAS present  0', '5 6 BAS late 10 0']);
    }),
  );

  it(
    'takes nothing that is not what headquarters announced',
    withDatabase((db) => {
      announce(db, { at: 40, ownSeq: 0, blocks: [marksOf({ 6: ['late', 9] })] });
      const [wanted] = missingParts(db.store);
      if (!wanted) throw new Error('no part');
      const wrong = new Uint8Array(wanted.size);
      expect(() => keepPart(db.store, wanted, wrong)).toThrow('not what headquarters announced');
      expect(missingParts(db.store)).toHaveLength(1);
    }),
  );

  it('changes nothing before all of it can be loaded', () => {
    const db = newDatabase();
    load(db, { at: 40, ownSeq: 0, blocks: [marksOf({ 6: ['late', 9] })] });
    const wrong = marksOf({ 7: ['late', 9] });
    const blocks = [marksOf({ 6: ['absent', null] }), { ...wrong, keys: [wrong.keys[0] ?? []] }];
    fetchAll(db, announce(db, { at: 50, ownSeq: 0, epoch: 'e2', blocks }));
    expect(() => loadBootstrap(db.store, decompress)).toThrow('another length');
    const { file, key } = db;
    db.close();
    const again = openFieldDatabase({ file, key });
    expect(again.read.all('SELECT mark FROM attendance_mark')).toEqual([{ mark: 'late' }]);
    expect(syncState(again.store)).toMatchObject({ cursor: 40, enrolled: { epoch: 'e1' } });
    again.close();
    db.dispose();
  });
});

const marked = (mark: string): readonly (readonly [number, FieldValue])[] => [
  [4, mark],
  [5, null],
];

/** What another laptop wrote. */
function theirs(hqSeq: number, change: Change): DeltaEntry {
  const hlc = { ms: 600_000 + hqSeq, counter: 0 };
  return { hqSeq, device: 17, seq: hqSeq, actor: 8, hlc, kind: 'change', changes: [change], lost: [] };
}

function ownEntry(hqSeq: number, seq: number, lost: DeltaEntry['lost'] = []): DeltaEntry {
  return {
    hqSeq,
    device: own,
    seq,
    actor: 7,
    hlc: { ms: now, counter: 0 },
    kind: 'change',
    changes: [],
    lost,
  };
}

/** Headquarters in memory: one table, the shared merge, one stream, and its state at every place of it. */
class Headquarters {
  readonly stream: DeltaEntry[] = [];
  readonly states: ReadonlyMap<string, RowState>[] = [new Map()];
  ownSeq = 0;

  take(device: number, op: Pick<Op, 'seq' | 'seen' | 'hlc' | 'changes'>): void {
    const hqSeq = this.stream.length + 1;
    const rows = new Map(this.states.at(-1));
    const parts: {
      readonly wins: Change[];
      readonly extra: Change[];
      readonly lost: DeltaEntry['lost'][number][];
    } = {
      wins: [],
      extra: [],
      lost: [],
    };
    for (const change of op.changes) {
      const name = change.key.join('|');
      const merged = mergeChange(
        change,
        table,
        { device, seen: op.seen, hlc: op.hlc },
        rows.get(name),
        hqSeq,
      );
      rows.set(name, applyMerged(rows.get(name), merged));
      parts.wins.push({ ...change, fields: merged.wins });
      if (merged.extra.length > 0) parts.extra.push({ ...change, fields: merged.extra });
      for (const group of merged.lostGroups) parts.lost.push({ table: table.id, key: change.key, group });
    }
    const isOwn = device === own;
    if (isOwn) this.ownSeq = op.seq;
    this.states.push(rows);
    const { seq, hlc } = op;
    this.stream.push({
      hqSeq,
      device,
      seq,
      actor: 8,
      hlc,
      kind: 'change',
      changes: isOwn ? parts.extra : parts.wins,
      lost: isOwn ? parts.lost : [],
    });
  }

  entries(from: number, to: number): readonly DeltaEntry[] {
    return this.stream.filter(({ hqSeq }) => hqSeq > from && hqSeq <= to);
  }

  ownSeqAt(at: number): number {
    return Math.max(0, ...this.entries(0, at).map(({ device, seq }) => (device === own ? seq : 0)));
  }

  block(at: number): readonly SnapshotBlock[] {
    const rows = [...(this.states[at] ?? [])];
    if (rows.length === 0) return [];
    const keys = rows.map(([name]) => name.split('|').map(Number));
    const values = (field: number): FieldValue[] =>
      rows.map(([, state]) => state.values.get(field) ?? (field === 0 ? 0 : null));
    const winners = rows.map(([, state]) =>
      [...state.versions.values()].reduce((last, winner) => (winner.hqSeq > last.hqSeq ? winner : last)),
    );
    return [
      {
        table: table.id,
        rows: rows.length,
        keys: [keys.map(([session]) => session ?? 0), keys.map(([, person]) => person ?? 0)],
        fields: [0, 3, 4, 5],
        values: [0, 3, 4, 5].map(values),
        actors: winners.map(() => 8),
        devices: winners.map(({ device }) => device),
        times: winners.map(({ hlc }) => hlc.ms),
      },
    ];
  }
}

type Step =
  | { readonly kind: 'own'; readonly person: number; readonly mark: 'late' | 'present' | 'absent' | null }
  | {
      readonly kind: 'foreign';
      readonly person: number;
      readonly minutes: number | null;
      readonly ms: number;
      readonly seen: number;
    }
  | { readonly kind: 'send'; readonly count: number }
  | { readonly kind: 'deliver'; readonly count: number };

const person = fc.integer({ min: 1, max: 3 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('own' as const),
    person,
    mark: fc.constantFrom('late' as const, 'present' as const, 'absent' as const, null),
  }),
  fc.record({
    kind: fc.constant('foreign' as const),
    person,
    minutes: fc.option(fc.integer({ min: 1, max: 9 })),
    ms: fc.constantFrom(500_000, 2_000_000),
    seen: fc.nat(12),
  }),
  fc.record({ kind: fc.constant('send' as const), count: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('deliver' as const), count: fc.integer({ min: 1, max: 4 }) }),
);

/** One step on one laptop. */
function perform(db: TestDatabase, hq: Headquarters, one: Step): void {
  const { cursor } = syncState(db.store);
  switch (one.kind) {
    case 'own':
      if (one.mark === null) removeMark(db, one.person);
      else setMark(db, one.person, one.mark, one.mark === 'late' ? 3 : null);
      return;
    case 'deliver': {
      const to = Math.min(hq.stream.length, cursor + one.count);
      applyDelta(db.store, { from: cursor, to, entries: hq.entries(cursor, to) });
      return;
    }
    default:
      return;
  }
}

/** One step at headquarters. */
function record(db: TestDatabase, hq: Headquarters, one: Step): void {
  const position = hq.stream.length;
  if (one.kind === 'send') {
    for (const { op } of [...opsAfter(db.store, hq.ownSeq)].slice(0, one.count)) hq.take(own, op);
  }
  if (one.kind !== 'foreign') return;
  const fields: Change['fields'] =
    one.minutes === null
      ? [[0, 1]]
      : [
          [3, 'BAS'],
          [4, 'late'],
          [5, one.minutes],
        ];
  const changes = [{ table: table.id, key: [5, one.person], fields }];
  const hlc = { ms: one.ms, counter: 0 };
  hq.take(17, { seq: position + 1, seen: Math.min(one.seen, position), hlc, changes });
}

describe('a snapshot and what followed it', () => {
  it('leave a laptop as if it had heard everything from the beginning, with whatever it has not sent on top', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 4, maxLength: 24 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (steps, share, late) => {
          const [replayed, loaded] = [newDatabase(), newDatabase()];
          try {
            const hq = new Headquarters();
            // The same hands on another disk: it heard as much of the stream, or nothing at all.
            for (const one of steps) {
              perform(replayed, hq, one);
              if (!late) perform(loaded, hq, one);
              record(replayed, hq, one);
            }
            if (late) copyOwnOps(replayed, loaded);
            const position = hq.stream.length;
            const { cursor } = syncState(loaded.store);
            const at = cursor + Math.round(share * (position - cursor));
            for (const db of [replayed, loaded]) {
              if (db === loaded)
                load(db, { at, ownSeq: hq.ownSeqAt(at), headSeq: hq.ownSeq, blocks: hq.block(at) });
              const from = syncState(db.store).cursor;
              applyDelta(db.store, { from, to: position, entries: hq.entries(from, position) });
            }
            expect(shown(loaded)).toEqual(shown(replayed));
            expect(syncState(loaded.store)).toMatchObject({
              cursor: position,
              settled: syncState(replayed.store).settled,
            });
            // Whatever is still out comes back alike.
            for (const { op } of opsAfter(replayed.store, hq.ownSeq)) hq.take(own, op);
            for (const db of [replayed, loaded]) {
              const to = hq.stream.length;
              applyDelta(db.store, { from: position, to, entries: hq.entries(position, to) });
              expect(shadows(db)).toEqual([]);
            }
            expect(shown(loaded)).toEqual(shown(replayed));
            expect(verifyDatabase(loaded.store).filter(({ ok }) => !ok)).toEqual([]);
          } finally {
            replayed.dispose();
            loaded.dispose();
          }
        },
      ),
      { numRuns: 150 },
    );
  }, 120_000);
});

/** The journal and the rows that own ops made, on a laptop that never heard from headquarters. */
function copyOwnOps(from: TestDatabase, to: TestDatabase): void {
  const ops = [...opsAfter(from.store, 0)];
  to.store.transaction(() => {
    for (const row of from.store.all<Readonly<Record<string, FieldValue | Uint8Array>>>('SELECT * FROM op')) {
      const names = Object.keys(row);
      to.store.run(
        `INSERT INTO op (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        ...Object.values(row),
      );
    }
  });
  expect([...opsAfter(to.store, 0)]).toEqual(ops);
}
