import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firstLaptopDevice } from '#shared/domain/ids.ts';
import { tableById, tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import { applyMerged, mergeChange, type RowState } from '#shared/sync/merge.ts';
import { applyDelta } from './apply-delta.ts';
import type { WritableDb } from './database.ts';
import { opsAfter } from './journal.ts';
import {
  mergePeople,
  recordsOf,
  restorePeople,
  shownRecord,
  splitPerson,
  tellApart,
} from './person-merge.ts';
import { emptyRow } from './sample-rows.ts';
import { searchEverywhere } from './search.ts';
import { staleEntries } from './search-index.ts';
import { syncState } from './sync-state.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const author = { advisorId: 7, site: 'BAS' };
const people = [1, 2, 3, 4, 5];

const person = (id: number): RowOf<typeof tables.person> => ({
  ...emptyRow(tables.person),
  id,
  site: 'BAS',
  name_latin: `Number ${'abcde'.charAt(id - 1)}${id}`,
});

const groups = (db: TestDatabase) => people.map((id) => shownRecord(db.read, id));

describe('two records of one person', () => {
  let db: TestDatabase;
  const write = <R>(work: (tx: WritableDb) => R): R => db.commit(author, work).value;
  beforeEach(() => {
    db = openTestDatabase();
    write(insertEverybody);
  });
  afterEach(() => {
    expect(staleEntries(db.store)).toEqual([]);
    db.dispose();
  });
  const found = (text: string) =>
    searchEverywhere(db.read, text, { limit: 9, kinds: ['person'] })
      .map(({ id }) => id)
      .sort();

  it('are shown once, found by the names of both, and no row that hangs on either changes', () => {
    const before = db.read.all('SELECT * FROM person ORDER BY id');
    write((tx) => mergePeople(tx, 4, 2));
    expect(groups(db)).toEqual([1, 2, 3, 2, 5]);
    expect(found('number d4')).toEqual([2]);
    expect(found('number')).toEqual([1, 2, 3, 5]);
    expect(db.read.all('SELECT * FROM person ORDER BY id')).toEqual(before);
    expect(db.read.get(tables.vetting, { id: 54 })?.person_id).toBe(4);
  });

  it('come apart again as they were, and what was undone is as if it had not been', () => {
    const said = write((tx) => mergePeople(tx, 4, 2));
    const parted = write((tx) => splitPerson(tx, 4));
    expect(groups(db)).toEqual(people);
    write((tx) => restorePeople(tx, parted));
    expect(groups(db)).toEqual([1, 2, 3, 2, 5]);
    write((tx) => restorePeople(tx, said));
    expect(groups(db)).toEqual(people);
    expect(found('number d4')).toEqual([4]);
  });

  it('leave the others together when the one between them is taken out', () => {
    write((tx) => mergePeople(tx, 1, 2));
    write((tx) => mergePeople(tx, 2, 3));
    write((tx) => mergePeople(tx, 2, 4));
    write((tx) => splitPerson(tx, 2));
    expect(groups(db)).toEqual([1, 2, 1, 1, 5]);
    write((tx) => splitPerson(tx, 1));
    expect(groups(db)).toEqual([1, 2, 3, 3, 5]);
  });

  it('may be held apart first and joined later, and are not joined twice', () => {
    write((tx) => tellApart(tx, 3, 1));
    expect(db.read.get(tables.personLink, { low_id: 1, high_id: 3 })?.verdict).toBe('different');
    write((tx) => mergePeople(tx, 2, 3));
    const said = write((tx) => mergePeople(tx, 1, 2));
    expect(groups(db)).toEqual([1, 1, 1, 4, 5]);
    expect(() => write((tx) => mergePeople(tx, 1, 3))).toThrow('one person already');
    expect(() => write((tx) => tellApart(tx, 1, 3))).toThrow('one person already');
    expect(() => write((tx) => splitPerson(tx, 5))).toThrow('no other record');
    expect(() => write((tx) => mergePeople(tx, 1, 77))).toThrow('no such person');
    write((tx) => restorePeople(tx, said));
    expect(db.read.get(tables.personLink, { low_id: 1, high_id: 3 })?.verdict).toBe('different');
  });

  it('are stood for by the next one when the first is deleted, and by it again when it lives', () => {
    write((tx) => mergePeople(tx, 1, 2));
    write((tx) => mergePeople(tx, 1, 3));
    write((tx) => tx.remove(tables.person, { id: 1 }));
    expect(groups(db).slice(1, 3)).toEqual([2, 2]);
    write((tx) => tx.insert(tables.person, person(1)));
    expect(groups(db)).toEqual([1, 1, 1, 4, 5]);
  });
});

/** Headquarters in memory, for several laptops: the shared merge, one stream, each entry as its reader gets it. */
class Headquarters {
  readonly #rows = new Map<string, RowState>();
  readonly #stream: ((reader: number) => DeltaEntry)[] = [];
  readonly #taken = new Map<TestDatabase, number>();
  /** Values that fell to others. */
  losses = 0;

  take(device: number, db: TestDatabase): void {
    for (const { op } of opsAfter(db.store, this.#taken.get(db) ?? 0)) {
      this.#taken.set(db, op.seq);
      const hqSeq = this.#stream.length + 1;
      const wins: DeltaEntry['changes'][number][] = [];
      const lost: DeltaEntry['lost'][number][] = [];
      const extra: DeltaEntry['changes'][number][] = [];
      for (const change of op.changes) {
        const table = tableById(change.table);
        if (!table) throw new Error('no such table');
        const name = `${table.name} ${change.key.join('|')}`;
        const row = this.#rows.get(name);
        const merged = mergeChange(change, table, { device, seen: op.seen, hlc: op.hlc }, row, hqSeq);
        this.#rows.set(name, applyMerged(row, merged));
        wins.push({ ...change, fields: merged.wins });
        if (merged.extra.length > 0) extra.push({ ...change, fields: merged.extra });
        for (const group of merged.lostGroups) lost.push({ table: table.id, key: change.key, group });
      }
      this.losses += lost.length;
      const { seq, actor, hlc } = op;
      this.#stream.push((reader) => ({
        ...{ hqSeq, device, seq, actor, hlc, kind: 'change' as const },
        changes: reader === device ? extra : wins,
        lost: reader === device ? lost : [],
      }));
    }
  }

  deliver(device: number, db: TestDatabase, most = Number.POSITIVE_INFINITY): void {
    const { cursor } = syncState(db.store);
    const to = Math.min(this.#stream.length, cursor + most);
    if (to === cursor) return;
    const entries = this.#stream.slice(cursor, to).map((entry) => entry(device));
    applyDelta(db.store, { from: cursor, to, entries });
  }
}

type Step = readonly [laptop: number, what: 'merge' | 'split' | 'apart' | 'send' | 'fetch', number, number];

const step: fc.Arbitrary<Step> = fc.tuple(
  fc.nat(2),
  fc.constantFrom('merge', 'merge', 'split', 'apart', 'send', 'fetch'),
  fc.constantFrom(...people),
  fc.constantFrom(...people),
);

function take(db: TestDatabase, [, what, a, b]: Step): void {
  const joined = recordsOf(db.read, a);
  db.commit(author, (tx) => {
    if (what === 'merge' && !joined.includes(b)) mergePeople(tx, a, b);
    if (what === 'apart' && !joined.includes(b)) tellApart(tx, a, b);
    if (what === 'split' && joined.length > 1) splitPerson(tx, a);
  });
}

function insertEverybody(tx: WritableDb): void {
  for (const id of people) {
    tx.insert(tables.person, person(id));
    tx.insert(tables.vetting, { ...emptyRow(tables.vetting), id: 50 + id, site: 'BAS', person_id: id });
  }
}

describe('laptops that merge and split the same people', () => {
  it('come to one grouping, whatever they did and in whatever order they heard of it, with no history lost', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const ends: unknown[] = [];
        const laptops = [0, 1, 2].map((n) => openTestDatabase({ device: firstLaptopDevice + n }));
        const hq = new Headquarters();
        const exchange = () => {
          for (const [n, db] of laptops.entries()) hq.take(firstLaptopDevice + n, db);
          for (const [n, db] of laptops.entries()) hq.deliver(firstLaptopDevice + n, db);
        };
        try {
          laptops[0]?.commit(author, insertEverybody);
          exchange();
          for (const each of steps) {
            const [n, what, count] = each;
            const db = laptops[n];
            if (!db) continue;
            if (what === 'send') hq.take(firstLaptopDevice + n, db);
            else if (what === 'fetch') hq.deliver(firstLaptopDevice + n, db, count);
            else take(db, each);
          }
          exchange();
          for (const db of laptops) {
            expect(staleEntries(db.store)).toEqual([]);
            ends.push([groups(db), db.read.all('SELECT id, person_id FROM vetting ORDER BY id')]);
          }
          expect(ends[1]).toEqual(ends[0]);
          expect(ends[2]).toEqual(ends[0]);
          expect(ends[0]).toMatchObject([{}, people.map((id) => ({ id: 50 + id, person_id: id }))]);
        } finally {
          for (const db of laptops) db.dispose();
        }
      }),
      { numRuns: 12 },
    );
  });

  it('in opposite directions agree at once, and nobody is asked anything', () => {
    const laptops = [0, 1].map((n) => openTestDatabase({ device: firstLaptopDevice + n }));
    const hq = new Headquarters();
    const exchange = () => {
      for (const [n, db] of laptops.entries()) hq.take(firstLaptopDevice + n, db);
      for (const [n, db] of laptops.entries()) hq.deliver(firstLaptopDevice + n, db);
    };
    try {
      laptops[0]?.commit(author, insertEverybody);
      exchange();
      laptops[0]?.commit(author, (tx) => mergePeople(tx, 2, 5));
      laptops[1]?.commit(author, (tx) => mergePeople(tx, 5, 2));
      exchange();
      for (const db of laptops) expect(groups(db)).toEqual([1, 2, 3, 4, 2]);
      expect(hq.losses).toBe(0);
    } finally {
      for (const db of laptops) db.dispose();
    }
  });
});
