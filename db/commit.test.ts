import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { verifyChain } from '#shared/sync/verify-chain.ts';
import type { Author } from './database.ts';
import { opsAfter, sha256 } from './journal.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const author: Author = { advisorId: 137_438_953_473, site: 'BAS' };
let db: TestDatabase;
beforeEach(() => {
  db = openTestDatabase();
});
afterEach(() => db.dispose());

const ops = () => [...opsAfter(db.store, 0)].map(({ op }) => op);

function addSession(topic: string): number {
  return db.commit(author, (tx) => {
    const id = tx.newId();
    tx.insert(tables.session, {
      id,
      site: 'BAS',
      event_id: id,
      day: '2009-03-01',
      slot: 'am',
      start_time: null,
      end_time: null,
      hours: 3,
      topic,
      instructor: null,
      status: 'planned',
      cancel_reason: null,
    });
    return id;
  }).value;
}

describe('a commit', () => {
  it('writes the row and an op that carries it', () => {
    const id = addSession('Human rights');
    expect(db.read.get(tables.session, { id })?.topic).toBe('Human rights');
    expect(ops()).toMatchObject([{ seq: 1, first: 1, actor: author.advisorId, seen: 0 }]);
    expect(ops()[0]?.changes[0]).toMatchObject({ table: tables.session.id, key: [id] });
  });

  it('changes nothing when it throws', () => {
    const id = addSession('First');
    expect(() =>
      db.commit(author, (tx) => {
        tx.update(tables.session, { id }, { topic: 'Second' });
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(db.read.get(tables.session, { id })?.topic).toBe('First');
    expect(db.head().seq).toBe(1);
  });

  it('makes no op when every field keeps its value', () => {
    const id = addSession('Same');
    expect(db.commit(author, (tx) => tx.update(tables.session, { id }, { topic: 'Same' })).seqs).toEqual([]);
  });

  it('carries all fields of a touched group and no others', () => {
    const id = addSession('Groups');
    db.commit(author, (tx) => tx.update(tables.session, { id }, { slot: 'pm' }));
    expect(ops()[1]?.changes[0]?.fields).toEqual([
      [4, '2009-03-01'],
      [5, 'pm'],
      [6, null],
      [7, null],
    ]);
  });

  it('refuses a second live row with the same key and revives a deleted one', () => {
    const mark = { session_id: 5, person_id: 6, site: 'BAS', mark: 'late', minutes: 4 } as const;
    db.commit(author, (tx) => tx.insert(tables.attendanceMark, mark));
    expect(() => db.commit(author, (tx) => tx.insert(tables.attendanceMark, mark))).toThrow('exists already');
    db.commit(author, (tx) => tx.remove(tables.attendanceMark, { session_id: 5, person_id: 6 }));
    expect(db.read.get(tables.attendanceMark, { session_id: 5, person_id: 6 })).toBeUndefined();
    db.commit(author, (tx) => tx.insert(tables.attendanceMark, { ...mark, minutes: 9 }));
    expect(ops().at(-1)?.changes[0]?.fields).toEqual([
      [0, 0],
      [4, 'late'],
      [5, 9],
    ]);
  });

  it('gathers what one transaction does to a row into one change', () => {
    db.commit(author, (tx) => {
      const id = tx.newId();
      tx.insert(tables.visitTopic, { id, site: 'BAS', visit_id: 9, topic: 'One' });
      tx.update(tables.visitTopic, { id }, { topic: 'Two' });
    });
    expect(ops()[0]?.changes).toHaveLength(1);
    expect(ops()[0]?.changes[0]?.fields.at(-1)).toEqual([4, 'Two']);
  });

  it('splits a long transaction into ops of one chain that verifies', () => {
    const { seqs } = db.commit(author, (tx) => {
      for (let index = 0; index < 450; index++) {
        tx.insert(tables.visitTopic, { id: tx.newId(), site: 'BAS', visit_id: 9, topic: `Topic ${index}` });
      }
    });
    expect(seqs).toEqual([1, 2, 3]);
    expect(ops().map((op) => op.first)).toEqual([1, 1, 1]);
    const hashes = verifyChain({ seq: 0, hash: new Uint8Array(32) }, 16, ops(), sha256, db.head().hash);
    expect(hashes).toHaveLength(3);
    expect(db.read.all('SELECT own_seq, count(*) n FROM visit_topic GROUP BY own_seq')).toEqual([
      { own_seq: 1, n: 200 },
      { own_seq: 2, n: 200 },
      { own_seq: 3, n: 50 },
    ]);
  });

  it('refuses values that the schema does not allow, naming the field', () => {
    const wrong = { session_id: 5, person_id: 6, site: 'BAS', mark: 'maybe', minutes: null };
    expect(() => db.commit(author, (tx) => tx.upsert(tables.attendanceMark, wrong as never))).toThrow('mark');
  });

  it('needs a device number', () => {
    const fresh = openTestDatabase({ device: null });
    expect(() => fresh.commit(author, () => {})).toThrow('no device number');
    fresh.dispose();
  });

  it('tells listeners which rows changed, also when one of them fails', () => {
    const seen: unknown[] = [];
    db.onChange(() => {
      throw new Error('broken listener');
    });
    db.onChange((changed) => seen.push(...changed));
    const id = addSession('Told');
    expect(seen).toEqual([{ table: 'session', key: String(id) }]);
  });
});

describe('a read', () => {
  it('cannot write', () => {
    addSession('Kept');
    for (const sql of [
      'DELETE FROM session RETURNING id',
      'PRAGMA user_version = 99',
      'BEGIN',
      "ATTACH ':memory:' AS other",
      "INSERT INTO local_setting VALUES ('a', 'b') RETURNING name",
    ]) {
      expect(() => db.read.all(sql)).toThrow();
    }
    expect(db.read.all('SELECT id FROM session')).toHaveLength(1);
  });
});
