import { rmSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '#hq/server/config.ts';
import { migrate } from '#hq/store/migrate.ts';
import { stateColumns } from '#hq/store/state-columns.ts';
import { tableList } from '#shared/domain/registry.ts';
import { person } from '../fixtures/field-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { WireLaptop } from '../fixtures/wire-laptop.ts';

let hq: TestHq;
beforeAll(async () => {
  hq = await startHq();
});
afterAll(() => hq.stop());

describe('the database of headquarters', () => {
  it('has a table for every table of the registry, with the columns that its fields ask for', async () => {
    const { rows } = await hq.pool.query<{ table: string; name: string; type: string; nullable: boolean }>(
      `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
         NOT a.attnotnull AS nullable
       FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
       WHERE n.nspname = 'record' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`,
    );
    expect([...new Set(rows.map((row) => row.table))].sort()).toEqual(
      tableList.map(({ name }) => name).sort(),
    );
    for (const table of tableList) {
      const found = rows
        .filter((row) => row.table === table.name)
        .map(({ name, type, nullable }) => ({
          name,
          type,
          nullable,
        }));
      const sorted = (columns: readonly { readonly name: string }[]) =>
        columns.toSorted((a, b) => a.name.localeCompare(b.name));
      expect(sorted(found), table.name).toEqual(sorted(stateColumns(table)));
    }
  });

  it('is migrated once: a second run does nothing', async () => {
    expect(await migrate(hq.pool)).toEqual([]);
  });

  it('of the version before keeps its trainings when it learns of plans, feedback and follow-ups', async () => {
    const pool = new pg.Pool({ connectionString: await hq.newDatabase('before_training') });
    await migrate(pool, 8);
    await pool.query(
      `INSERT INTO record.session (id, site, topic) VALUES (1, 'BASRA', 'Kept');
       INSERT INTO record.enrolment (event_id, person_id, site, post_test) VALUES (5, 6, 'BASRA', 75)`,
    );
    expect(await migrate(pool, 9)).toEqual([9]);
    const { rows } = await pool.query(
      `SELECT s.topic, s.cancel_reason, e.post_test, e.follow_up_outcome,
         (SELECT count(*)::int FROM record.feedback_form) AS forms
       FROM record.session AS s, record.enrolment AS e`,
    );
    expect(rows).toEqual([
      { topic: 'Kept', cancel_reason: null, post_test: 75, follow_up_outcome: null, forms: 0 },
    ]);
    await pool.end();
  });

  it('of the version before keeps its people when it learns which records are of one person', async () => {
    const pool = new pg.Pool({ connectionString: await hq.newDatabase('before_people') });
    await migrate(pool, 9);
    await pool.query(
      `INSERT INTO record.person (id, site, name_latin, deleted)
         VALUES (1, 'BASRA', 'Kept', 1), (2, 'BASRA', 'Kept', 0), (3, 'BASRA', 'Kept', 0), (4, 'BASRA', 'Kept', 0)`,
    );
    expect(await migrate(pool, 10)).toEqual([10]);
    await pool.query(
      `INSERT INTO record.person_link (low_id, high_id, verdict)
         VALUES (1, 3, 'same'), (2, 3, 'same'), (1, 2, 'same'), (3, 4, 'different')`,
    );
    const { rows } = await pool.query('SELECT * FROM record.person_shown ORDER BY person_id');
    // The first is deleted: the next one stands for all; what is said in a circle ends.
    expect(rows.map((row) => [Number(row.person_id), Number(row.shown_id)])).toEqual([
      [1, 2],
      [2, 2],
      [3, 2],
    ]);
    await pool.end();
  });

  it('of the version before keeps its photos and trainees when it learns of certificates', async () => {
    const pool = new pg.Pool({ connectionString: await hq.newDatabase('before_papers') });
    await migrate(pool, 10);
    await pool.query(
      `INSERT INTO record.attachment (id, site, caption) VALUES (1, 'BASRA', 'Kept');
       INSERT INTO record.enrolment (event_id, person_id, site, certificate_number) VALUES (5, 6, 'BASRA', 'OLD-1')`,
    );
    expect(await migrate(pool, 11)).toEqual([11]);
    const { rows } = await pool.query(
      `SELECT a.caption, a.event_id, e.certificate_number,
         (SELECT count(*)::int FROM record.certificate) AS certificates,
         (SELECT count(*)::int FROM record.certificate_print) AS prints
       FROM record.attachment AS a, record.enrolment AS e`,
    );
    expect(rows).toEqual([
      { caption: 'Kept', event_id: null, certificate_number: 'OLD-1', certificates: 0, prints: 0 },
    ]);
    await pool.end();
  });

  it('of the version before keeps checklists and answers when it learns of forms and blocks', async () => {
    const pool = new pg.Pool({ connectionString: await hq.newDatabase('before_templates') });
    await migrate(pool, 11);
    await pool.query(
      `INSERT INTO record.checklist_template (code, version, title_en) VALUES ('OLD', 1, 'Kept');
       INSERT INTO record.answer (inspection_id, question_code, repeat, site, choice)
         VALUES (5, 'REG-01', 0, 'BASRA', 'yes')`,
    );
    expect(await migrate(pool, 12)).toEqual([12]);
    const { rows } = await pool.query(
      `SELECT t.title_en, t.format, t.form_pieces, a.choice,
         (SELECT count(*)::int FROM record.template_form) AS pieces,
         (SELECT count(*)::int FROM record.inspection_block) AS blocks
       FROM record.checklist_template AS t, record.answer AS a`,
    );
    expect(rows).toEqual([
      { title_en: 'Kept', format: null, form_pieces: null, choice: 'yes', pieces: 0, blocks: 0 },
    ]);
    await pool.end();
  });

  it('of a newer program is left alone', async () => {
    const url = await hq.newDatabase('newer');
    const pool = new pg.Pool({ connectionString: url });
    await migrate(pool);
    await pool.query(`INSERT INTO public.outpost_migration (number, name) VALUES (9000, 'later')`);
    await expect(migrate(pool)).rejects.toThrow('at version 9000');
    await pool.end();
  });

  it('waits for the disk before it says yes', async () => {
    const { rows } = await hq.pool.query(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
         current_setting('full_page_writes') AS pages, current_setting('data_checksums') AS sums`,
    );
    expect(rows).toEqual([{ fsync: 'on', commit: 'on', pages: 'on', sums: 'on' }]);
  });

  it('may be a given PostgreSQL instead, and is the same there', async () => {
    const given = await startHq({ HQ_DATABASE_URL: await hq.newDatabase('given') });
    const laptop = await given.enrolDevice('BASRA');
    laptop.write(person(laptop, 'Kept elsewhere'));
    const { answer, entries } = await laptop.send();
    expect(answer.accepted).toBe(1);
    expect(entries.length).toBeGreaterThan(1);
    expect(given.server.store.identity.id).not.toBe(hq.server.store.identity.id);
    await given.stop();
    const pool = new pg.Pool({ connectionString: given.databaseUrl });
    const { rows } = await pool.query(`SELECT name_latin FROM record.person`);
    expect(rows).toEqual([{ name_latin: 'Kept elsewhere' }]);
    await pool.end();
  });

  it('outlives a restart, with the same identity and its laptops, and gets the plans of courses if it had none', async () => {
    const first = await startHq({ HQ_DATA: path.join(hq.config.dataFolder, '..', 'restarted') });
    const laptop = await first.enrolDevice('MOSUL');
    laptop.write(person(laptop, 'Before'));
    await laptop.send();
    // As a headquarters from before courses had plans.
    await first.pool.query('DELETE FROM record.course_session');
    await first.stop();
    const second = await startHq({ HQ_DATA: first.config.dataFolder });
    const later = new WireLaptop(second.url, 'MOSUL', laptop.keys, laptop.given);
    later.exchange = laptop.exchange;
    later.ops.push(...laptop.ops);
    expect((await later.send()).answer.accepted).toBe(1);
    expect(second.server.store.identity.id).toBe(first.server.store.identity.id);
    const { rows } = await second.pool.query(
      `SELECT count(*)::int AS sessions FROM record.course_session WHERE course_code = 'IPS-PIT' AND deleted = 0`,
    );
    expect(rows).toEqual([{ sessions: 10 }]);
    await second.stop();
    rmSync(first.config.dataFolder, { recursive: true, force: true });
  });
});

describe('the configuration', () => {
  it('never listens beyond this machine in the clear', () => {
    expect(() => readConfig({ HQ_HOST: '0.0.0.0' })).toThrow('HQ_TLS_CERT');
    expect(readConfig({ HQ_HOST: '0.0.0.0', HQ_BEHIND_PROXY: '1' }).behindProxy).toBe(true);
    expect(() => readConfig({ HQ_TLS_CERT: 'cert.pem' })).toThrow('go together');
    expect(() => readConfig({ HQ_PORT: 'high' })).toThrow('HQ_PORT');
  });
});
