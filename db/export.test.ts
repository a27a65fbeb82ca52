import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { exportRows, leftOut } from './export.ts';
import { emptyRow } from './sample-rows.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

const plain = { personal: false, restricted: false };
let db: TestDatabase;
beforeEach(() => {
  db = openTestDatabase();
  db.commit({ advisorId: 7, site: 'BAS' }, (tx) => {
    tx.insert(tables.person, { ...emptyRow(tables.person), id: 1, name_latin: 'Amira', phone: '0770' });
    tx.insert(tables.mentoringVisit, {
      ...emptyRow(tables.mentoringVisit),
      id: 2,
      sensitivity: 'confidential',
    });
    tx.insert(tables.visitTopic, { ...emptyRow(tables.visitTopic), id: 3, visit_id: 2, topic: 'Secret' });
    tx.insert(tables.answer, { ...emptyRow(tables.answer), inspection_id: 4, comment: 'Unknown question' });
    tx.insert(tables.visitTopic, { ...emptyRow(tables.visitTopic), id: 5, visit_id: 9, topic: 'Removed' });
    tx.remove(tables.visitTopic, { id: 5 });
  });
});
afterEach(() => db.dispose());

describe('an export', () => {
  it('leaves out personal data, confidential visits and answers that are not known to be open', () => {
    const rows = [...exportRows(db.read, plain)];
    expect(rows.map(({ table }) => table)).toEqual(['person']);
    expect(JSON.stringify(rows)).not.toMatch(/Amira|0770|Secret|Unknown|Removed/);
    expect(leftOut(db.read, plain)).toEqual([
      { table: 'mentoring_visit', rows: 1 },
      { table: 'visit_topic', rows: 1 },
      { table: 'answer', rows: 1 },
    ]);
  });

  it('holds them when they are asked for, and never what was removed', () => {
    const rows = JSON.stringify([...exportRows(db.read, { personal: true, restricted: true })]);
    for (const word of ['Amira', '0770', 'Secret', 'Unknown']) expect(rows).toContain(word);
    expect(rows).not.toContain('Removed');
  });
});
