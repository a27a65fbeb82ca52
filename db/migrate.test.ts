import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldKind } from '#shared/domain/field.ts';
import { tableList, tables } from '#shared/domain/registry.ts';
import type { KeyOf, RowOf, Table } from '#shared/domain/table.ts';
import { openFieldDatabase } from './field-database.ts';
import { currentSchema, migrate, migrations, schemaOf } from './migrate.ts';
import { openEncrypted } from './open.ts';
import { emptyRow } from './sample-rows.ts';
import { openTestDatabase } from './test-database.ts';

const key = new Uint8Array(32).fill(7);
const author = { advisorId: 7, site: 'BAS' };
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-migrate-'));
  file = path.join(folder, 'outpost.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const localColumns = ['deleted', 'own_seq', 'changed_by', 'changed_device', 'changed_ms'];

function sqlType(kind: FieldKind): string {
  if (kind === 'real') return 'REAL';
  return kind === 'id' || kind === 'int' || kind === 'flag' ? 'INTEGER' : 'TEXT';
}

describe('the schema', () => {
  it('has a column of the right type for every field of the registry, and no others', () => {
    const db = openTestDatabase();
    for (const table of tableList) {
      const columns = db.read.all<{ name: string; type: string; pk: number; strict: number }>(
        `SELECT c.name, c.type, c.pk, t.strict FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.name = ?`,
        table.name,
      );
      const expected = Object.entries(table.fields).map(([name, field]) => `${name} ${sqlType(field.kind)}`);
      const found = columns
        .filter(({ name }) => !localColumns.includes(name))
        .map(({ name, type }) => `${name} ${type}`);
      expect(found, table.name).toEqual(expected);
      expect(columns.filter(({ name }) => localColumns.includes(name))).toHaveLength(localColumns.length);
      expect(
        columns
          .filter(({ pk }) => pk > 0)
          .sort((a, b) => a.pk - b.pk)
          .map(({ name }) => name),
      ).toEqual(table.key);
      expect(columns.every(({ strict }) => strict === 1)).toBe(true);
    }
    db.dispose();
  });

  it('takes a row of every table and gives it back', () => {
    const db = openTestDatabase();
    for (const table of tableList) {
      const row = emptyRow(table);
      db.commit(author, (tx) => tx.insert(table as Table, row as RowOf<Table>));
      expect(db.read.get(table as Table, row as KeyOf<Table>)).toEqual(row);
    }
    db.dispose();
  });

  it('is numbered without gaps', () => {
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  });
});

describe('a migration', () => {
  it.each(migrations.map(({ version }) => version))(
    'goes on from version %i with the data in it',
    (version) => {
      const old = openEncrypted({ file, key });
      migrate(old, version);
      old.prepare("INSERT INTO session (id, site, topic) VALUES (1, 'BAS', 'Kept')").run();
      old.prepare('UPDATE sync_state SET device = 16').run();
      old.close();
      const db = openFieldDatabase({ file, key });
      expect(schemaOf(db.store.raw)).toBe(currentSchema);
      expect(db.read.get(tables.session, { id: 1 })?.topic).toBe('Kept');
      db.commit(author, (tx) => tx.update(tables.session, { id: 1 }, { topic: 'Changed' }));
      db.close();
    },
  );

  it('from version 2 makes room for conflicts that travel, in place of the laptop’s own list of them', () => {
    const old = openEncrypted({ file, key });
    migrate(old, 2);
    old
      .prepare(
        `INSERT INTO conflict (table_id, row_key, group_id, hq_seq, noticed_at) VALUES (34, '5|6', 4, 9, '2009-03-01')`,
      )
      .run();
    old.close();
    const db = openFieldDatabase({ file, key, sample: true });
    expect(db.read.all('SELECT * FROM conflict')).toEqual([]);
    const row = emptyRow(tables.conflict) as RowOf<typeof tables.conflict>;
    db.commit(author, (tx) => tx.insert(tables.conflict, row));
    expect(db.read.get(tables.conflict, row)).toEqual(row);
    db.close();
  });

  it('from version 6 makes room for plans, feedback and follow-ups beside the trainings that are there', () => {
    const old = openEncrypted({ file, key });
    migrate(old, 6);
    old.prepare("INSERT INTO session (id, site, topic, status) VALUES (1, 'BAS', 'Kept', 'held')").run();
    old
      .prepare(
        `INSERT INTO enrolment (event_id, person_id, site, status, post_test, follow_up_due)
          VALUES (5, 6, 'BAS', 'completed', 75, '2009-06-01')`,
      )
      .run();
    old.prepare('UPDATE sync_state SET device = 16').run();
    old.close();
    const db = openFieldDatabase({ file, key });
    const enrolment = { event_id: 5, person_id: 6 };
    expect(db.read.get(tables.session, { id: 1 })).toMatchObject({ topic: 'Kept', cancel_reason: null });
    db.commit(author, (tx) => {
      tx.update(tables.enrolment, enrolment, {
        follow_up_outcome: 'applies',
        follow_up_note: 'Seen at work',
      });
      tx.insert(tables.feedbackForm, emptyRow(tables.feedbackForm));
      tx.insert(tables.courseSession, emptyRow(tables.courseSession));
    });
    expect(db.read.get(tables.enrolment, enrolment)).toMatchObject({
      post_test: 75,
      follow_up_due: '2009-06-01',
      follow_up_outcome: 'applies',
    });
    db.close();
  });

  it('from version 7 finds the people who are there by name and number, and joins records of one person', () => {
    const old = openEncrypted({ file, key });
    migrate(old, 7);
    const add = old.prepare(
      `INSERT INTO person (id, site, name_ar, name_latin, badge) VALUES (?, 'BAS', ?, '', 'B 7')`,
    );
    for (const [id, name] of [
      [1, 'حيدر كاظم'],
      [2, 'حيدر كاظم جاسم'],
    ] as const) {
      add.run(id, name);
    }
    old.prepare('UPDATE sync_state SET device = 16').run();
    old.close();
    const db = openFieldDatabase({ file, key });
    expect(db.read.all('SELECT person_id, number FROM person_number')).toHaveLength(2);
    expect(db.read.one('SELECT uses FROM name_word WHERE word = ?', 'حيدر')).toEqual({ uses: 2 });
    const pair = { low_id: 1, high_id: 2 };
    db.commit(author, (tx) => tx.insert(tables.personLink, { ...pair, site: 'BAS', verdict: 'same' }));
    expect(db.read.all('SELECT * FROM person_group')).toEqual([
      { person_id: 1, shown_id: 1 },
      { person_id: 2, shown_id: 1 },
    ]);
    expect(db.read.get(tables.person, { id: 2 })?.name_ar).toBe('حيدر كاظم جاسم');
    db.close();
  });

  it('from version 8 makes room for certificates, their copies and photos of trainings beside the photos that are there', () => {
    const old = openEncrypted({ file, key });
    migrate(old, 8);
    old.prepare("INSERT INTO attachment (id, site, visit_id, caption) VALUES (1, 'BAS', 5, 'Kept')").run();
    old
      .prepare(
        `INSERT INTO enrolment (event_id, person_id, site, status, certificate_number, certificate_on)
          VALUES (5, 6, 'BAS', 'completed', 'OLD-1', '2009-06-01')`,
      )
      .run();
    old.prepare('UPDATE sync_state SET device = 16').run();
    old.close();
    const db = openFieldDatabase({ file, key });
    expect(db.read.get(tables.attachment, { id: 1 })).toMatchObject({ caption: 'Kept', event_id: null });
    expect(db.read.get(tables.enrolment, { event_id: 5, person_id: 6 })).toMatchObject({
      certificate_number: 'OLD-1',
      certificate_on: '2009-06-01',
    });
    const row = emptyRow(tables.certificate) as RowOf<typeof tables.certificate>;
    db.commit(author, (tx) => {
      tx.insert(tables.certificate, row);
      tx.insert(tables.certificatePrint, emptyRow(tables.certificatePrint));
    });
    expect(db.read.get(tables.certificate, row)).toEqual(row);
    db.close();
  });

  it('from version 9 makes room for the forms of checklists and for blocks, beside the checklist and answers that are there', () => {
    const old = openEncrypted({ file, key });
    migrate(old, 9);
    old.prepare("INSERT INTO checklist_template (code, version, title_en) VALUES ('OLD', 1, 'Kept')").run();
    old
      .prepare(
        `INSERT INTO answer (inspection_id, question_code, repeat, site, choice)
          VALUES (5, 'REG-01', 0, 'BAS', 'yes')`,
      )
      .run();
    old.prepare('UPDATE sync_state SET device = 16').run();
    old.close();
    const db = openFieldDatabase({ file, key });
    expect(db.read.get(tables.checklistTemplate, { code: 'OLD', version: 1 })).toMatchObject({
      ...{ title_en: 'Kept', format: null, form_pieces: null },
    });
    const answer = { inspection_id: 5, question_code: 'REG-01', repeat: 0 };
    expect(db.read.get(tables.answer, answer)).toMatchObject({ choice: 'yes' });
    const piece = emptyRow(tables.templateForm) as RowOf<typeof tables.templateForm>;
    const block = emptyRow(tables.inspectionBlock) as RowOf<typeof tables.inspectionBlock>;
    db.commit(author, (tx) => {
      tx.insert(tables.templateForm, piece);
      tx.insert(tables.inspectionBlock, block);
    });
    expect(db.read.get(tables.templateForm, piece)).toEqual(piece);
    expect(db.read.get(tables.inspectionBlock, block)).toEqual(block);
    db.close();
  });

  it('that fails leaves the version and the data before it', () => {
    const raw = openEncrypted({ file, key });
    raw.exec('CREATE TABLE op (in_the_way INTEGER)');
    expect(() => migrate(raw)).toThrow('already exists');
    expect(schemaOf(raw)).toBe(0);
    expect(raw.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'session'").get()).toEqual({
      n: 0,
    });
    raw.close();
  });

  it('by a newer program leaves a file that this one reads and never writes', () => {
    openFieldDatabase({ file, key, sample: true }).close();
    const newer = openEncrypted({ file, key });
    newer.exec('CREATE TABLE of_the_future (id INTEGER) STRICT');
    newer.pragma(`user_version = ${currentSchema + 1}`);
    newer.prepare("INSERT INTO session (id, topic) VALUES (1, 'Kept')").run();
    newer.close();
    const db = openFieldDatabase({ file, key });
    expect(db.readOnly).toBe(true);
    expect(db.read.get(tables.session, { id: 1 })?.topic).toBe('Kept');
    expect(() => db.commit(author, () => {})).toThrow('newer version');
    expect(() => db.store.run('DELETE FROM session')).toThrow();
    db.close();
  });
});
