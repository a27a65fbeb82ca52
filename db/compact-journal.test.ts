import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { compactJournal, keptBodiesMs } from './compact-journal.ts';
import { opAt, opsAfter } from './journal.ts';
import { outgoing } from './outbox.ts';
import { rowAuthor } from './row-author.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';
import { verifyDatabase } from './verify.ts';

const author = { advisorId: 7, site: 'BAS' };
let now = 1_000_000;
let db: TestDatabase;
beforeEach(() => {
  now = 1_000_000;
  db = openTestDatabase({ now: () => now });
  for (const minutes of [1, 2, 3, 4]) mark(minutes);
});
afterEach(() => db.dispose());

const mark = (minutes: number) =>
  db.commit(author, (tx) =>
    tx.upsert(tables.attendanceMark, { session_id: 5, person_id: 6, site: 'BAS', mark: 'late', minutes }),
  );
const come = (settled: number, durable: number) =>
  db.store.run('UPDATE sync_state SET accepted = 4, settled = ?, durable = ?', settled, durable);
const emptied = () => [...opsAfter(db.store, 0)].filter((op) => op.emptied).map(({ op }) => op.seq);
const faults = () => verifyDatabase(db.store).filter(({ ok }) => !ok);

describe('an old journal', () => {
  it('gives up what headquarters has in its backups, and nothing else', () => {
    come(3, 2);
    now += keptBodiesMs + 1;
    expect(compactJournal(db.store)).toBe(2);
    expect(emptied()).toEqual([1, 2]);
    come(2, 4);
    expect(compactJournal(db.store)).toBe(0);
    expect(faults()).toEqual([]);
  });

  it('keeps what is not old yet', () => {
    come(4, 4);
    now += keptBodiesMs - 1;
    expect(compactJournal(db.store)).toBe(0);
  });

  it('keeps what headquarters keeps aside', () => {
    come(4, 4);
    db.store.run("INSERT INTO quarantine (seq, reason, reported_at) VALUES (2, 'invalid_value', '')");
    now += keptBodiesMs + 1;
    compactJournal(db.store);
    expect(emptied()).toEqual([1, 3, 4]);
    expect(opAt(db.store, 2)?.op.changes).toHaveLength(1);
    expect(faults()).toEqual([]);
  });

  it('goes on where it stood, and still says who wrote what', () => {
    come(4, 4);
    now += keptBodiesMs + 1;
    compactJournal(db.store);
    expect(rowAuthor(db.read, tables.attendanceMark, '5|6')?.advisorId).toBe(7);
    mark(5);
    expect([...(outgoing(db.store, 4)?.ops ?? [])].map(({ op }) => op.seq)).toEqual([5]);
    expect(outgoing(db.store, 3)).toBeUndefined();
    expect(faults()).toEqual([]);
  });

  it('is still a chain: what was cut out of it or changed after it is noticed', () => {
    come(4, 4);
    now += keptBodiesMs + 1;
    compactJournal(db.store);
    mark(5);
    db.store.run('UPDATE op SET actor = 9 WHERE seq = 5');
    expect(faults().map(({ name }) => name)).toContain('journal');
    db.store.run('UPDATE op SET actor = 7 WHERE seq = 5');
    expect(faults()).toEqual([]);
    db.store.run('DELETE FROM op WHERE seq = 3');
    expect(faults().map(({ name }) => name)).toContain('journal');
  });
});
