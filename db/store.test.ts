import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

let db: TestDatabase;
const slow: string[] = [];
beforeEach(() => {
  slow.length = 0;
  db = openTestDatabase({ log: { slowQuery: (sql) => slow.push(sql), listenerFailed: () => {} } });
});
afterEach(() => db.dispose());

it('a slow query is reported by its text, without values', () => {
  const sql = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1500000)
    SELECT count(*) AS c FROM n WHERE i <> length(?)`;
  db.read.one(sql, 'Secret name');
  expect(slow).toEqual([sql]);
});

it('a transaction within a transaction is refused and leaves the outer one to decide', () => {
  const setting = "INSERT INTO local_setting VALUES ('a', 'b')";
  db.store.transaction(() => {
    db.store.run(setting);
    expect(() => db.store.transaction(() => {})).toThrow();
  });
  expect(db.read.all('SELECT name FROM local_setting WHERE name = ?', 'a')).toHaveLength(1);
});

it('is flushed at every commit, keeps nothing on disk outside its own files, and is encrypted', () => {
  const pragma = (name: string) => db.store.raw.pragma(name, { simple: true });
  expect(pragma('journal_mode')).toBe('wal');
  expect(pragma('synchronous')).toBe(2);
  expect(pragma('temp_store')).toBe(2);
  expect(pragma('mmap_size')).toBe(0);
  expect(pragma('secure_delete')).toBe(1);
  expect(pragma('foreign_keys')).toBe(1);
  expect(pragma('cipher')).toBe('sqlcipher');
});
