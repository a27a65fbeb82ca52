import { writeSync } from 'node:fs';
import { openFieldDatabase } from '#db/field-database.ts';
import { tables } from '#shared/domain/registry.ts';

/**
 * Commits without end: one row, now and then a transaction of several ops, and writes the journal's head to standard
 * output once each commit has returned. The parent kills it.
 */
const [file = '', key = ''] = process.argv.slice(2);
const db = openFieldDatabase({ file, key: new Uint8Array(Buffer.from(key, 'hex')), sample: true });
const author = { advisorId: 7, site: 'BAS' };

for (let round = 1; ; round++) {
  db.commit(author, (tx) => {
    const rows = round % 7 === 0 ? 450 : 1;
    for (let index = 0; index < rows; index++) {
      const id = tx.newId();
      tx.insert(tables.visitTopic, {
        id,
        site: 'BAS',
        visit_id: round,
        topic: `Round ${round} topic ${index}`,
      });
    }
  });
  writeSync(1, `${db.head().seq}\n`);
}
