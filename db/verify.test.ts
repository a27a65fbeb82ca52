import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { openFieldDatabase } from './field-database.ts';
import { emptyRow } from './sample-rows.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';
import { verifyDatabase } from './verify.ts';

let db: TestDatabase;
beforeEach(() => {
  db = openTestDatabase();
  db.commit({ advisorId: 7, site: 'BAS' }, (tx) => {
    for (let id = 1; id <= 300; id++) {
      tx.insert(tables.person, { ...emptyRow(tables.person), id, name_latin: `Person ${id}` });
    }
  });
});
afterEach(() => db.dispose());

const faults = () => verifyDatabase(db.store).filter(({ ok }) => !ok);

describe('a check of the database', () => {
  it('finds nothing wrong where nothing is', () => {
    expect(faults()).toEqual([]);
  });

  it.each([
    ['journal', 'UPDATE op SET actor = actor + 1 WHERE seq = 1'],
    ['journal', 'DELETE FROM op WHERE seq = 1'],
    ['rows', "UPDATE person SET name_latin = 'Somebody' WHERE id = 5"],
    ['rows', 'DELETE FROM person WHERE id = 5'],
    ['search', 'DELETE FROM search_entry WHERE id = 3'],
    ['search', "INSERT INTO search (search) VALUES ('delete-all')"],
  ])('notices in the %s what %s does', (name, sql) => {
    db.store.run(sql);
    expect(faults().map((fault) => fault.name)).toContain(name);
    expect(JSON.stringify(faults())).not.toContain('Somebody');
  });

  it('notices a flipped bit on disk', () => {
    db.close();
    const file = openSync(db.file, 'r+');
    const byte = Buffer.alloc(1);
    const at = 4096 * 40 + 100;
    readSync(file, byte, 0, 1, at);
    writeSync(file, Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, at);
    closeSync(file);
    const damaged = openFieldDatabase({ file: db.file, key: db.key });
    expect(verifyDatabase(damaged.store).find(({ name }) => name === 'pages')?.ok).toBe(false);
    damaged.close();
  });
});
