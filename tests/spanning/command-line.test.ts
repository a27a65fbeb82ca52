import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodes } from '#electron/cli/exit-codes.ts';
import { startHq } from '../fixtures/hq.ts';

const program = path.resolve(import.meta.dirname, '../../electron/cli/outpost.ts');
const passphrase = 'date palms over the wide river';
let folder: string;
let recoveryCode: string;

interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

async function outpost(
  args: readonly string[],
  options: { input?: string; passphrase?: string } = {},
): Promise<Run> {
  const { OUTPOST_PASSPHRASE: _inherited, ...environment } = process.env;
  const child = spawn(process.execPath, [program, '--data', folder, ...args], {
    env: { ...environment, ...(options.passphrase ? { OUTPOST_PASSPHRASE: options.passphrase } : {}) },
  });
  child.stdin.end(options.input ?? '');
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, out, err };
}

const json = (run: Run): unknown => JSON.parse(run.out);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-cli-'));
  const made = await outpost(['--json', 'vault', 'create', '--label', 'Nadia'], { passphrase });
  expect(made.err).toBe('');
  recoveryCode = (json(made) as { recoveryCode: string }).recoveryCode;
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the command line', () => {
  it('makes a vault and prints its recovery code once', async () => {
    expect(recoveryCode).toMatch(/^[A-Z0-9-]{20,}$/);
    const again = await outpost(['vault', 'create', '--label', 'Omar'], { passphrase });
    expect(again.code).toBe(exitCodes.failed);
    expect(again.err).toContain('vault_exists');
  });

  it('reads the passphrase from the environment or from standard input, never from its arguments', async () => {
    expect(await outpost(['vault', 'unlock-check'], { passphrase })).toMatchObject({ code: exitCodes.ok });
    expect(await outpost(['vault', 'unlock-check'], { input: `${passphrase}\n` })).toMatchObject({
      code: exitCodes.ok,
    });
    expect(await outpost(['vault', 'unlock-check', '--passphrase', passphrase])).toMatchObject({
      code: exitCodes.usage,
    });
  });

  it('ends with the documented code for a wrong passphrase', async () => {
    const wrong = await outpost(['--json', 'vault', 'unlock-check'], { passphrase: 'not the one' });
    expect(wrong.code).toBe(exitCodes.wrongPassphrase);
    expect(json(wrong)).toMatchObject({ error: { code: 'wrong_passphrase' } });
  });

  it('says what is on the laptop, with and without the passphrase', async () => {
    const plain = json(await outpost(['--json', 'vault', 'info']));
    expect(plain).toMatchObject({ status: { state: 'locked', people: [{ label: 'Nadia' }] }, session: null });
    const more = json(await outpost(['--json', 'vault', 'info'], { passphrase }));
    expect(more).toMatchObject({
      session: { label: 'Nadia', enrolled: false },
      sync: { state: 'not_enrolled' },
    });
  });

  it('ends with the documented codes for wrong usage and for what needs an enrolment', async () => {
    expect((await outpost(['no-such-command'])).code).toBe(exitCodes.usage);
    expect((await outpost(['vault', 'create'])).code).toBe(exitCodes.usage);
    expect((await outpost(['--person', 'Nobody', 'verify'], { passphrase })).code).toBe(exitCodes.usage);
    const early = await outpost(['sync'], { passphrase });
    expect(early).toMatchObject({ code: exitCodes.failed });
    expect(early.err).toContain('not_enrolled');
    expect((await outpost(['enrol', 'OP1-nonsense'], { passphrase })).code).toBe(exitCodes.refused);
  });

  it('checks the vault', async () => {
    const checked = await outpost(['--json', 'verify'], { passphrase });
    expect(checked.code).toBe(exitCodes.ok);
    expect(json(checked)).toMatchObject({ ok: true });
  });

  it('refuses a list of commands that is none, and says where one went wrong', async () => {
    const file = path.join(folder, 'commands.json');
    writeFileSync(file, '{"channel":"people.create"}');
    expect((await outpost(['record', file], { passphrase })).code).toBe(exitCodes.usage);
    writeFileSync(
      file,
      JSON.stringify([{ channel: 'people.create', request: { nameAr: 'علي', nameLatin: 'Ali' } }]),
    );
    const early = await outpost(['record', file], { passphrase });
    expect(early.code).toBe(exitCodes.failed);
    expect(early.err).toContain('Command 1 (people.create)');
    expect((await outpost(['record', path.join(folder, 'missing.json')], { passphrase })).code).toBe(
      exitCodes.failed,
    );
  });

  it('opens and removes the sample mode', async () => {
    const sample = await outpost(['--json', 'sample']);
    expect(sample).toMatchObject({ code: exitCodes.ok, err: '' });
    expect(json(sample)).toMatchObject({ trainings: expect.any(Number) });
    expect((await outpost(['sample', '--remove'])).code).toBe(exitCodes.ok);
  });

  it('explains itself', async () => {
    const help = await outpost(['--help']);
    expect(help.code).toBe(exitCodes.ok);
    for (const word of [
      'vault',
      'enrol',
      'import',
      'record',
      'sync',
      'verify',
      'export',
      'sample',
      'Exit codes',
    ]) {
      expect(help.out).toContain(word);
    }
  });
});

describe('a day in the field on the command line', () => {
  it('goes from enrolment to records, headquarters and an export', async () => {
    const hq = await startHq();
    try {
      const enrolment = path.join(folder, 'enrolment.json');
      writeFileSync(enrolment, await hq.enrolment('MOSUL', 'Mosul-1'));
      const joined = await outpost(['--json', 'enrol', enrolment], { passphrase });
      expect(joined).toMatchObject({ code: exitCodes.ok, err: '' });
      expect(json(joined)).toMatchObject({ enrolled: true, site: { code: 'MOSUL' } });

      const commands = path.join(folder, 'day.json');
      writeFileSync(commands, JSON.stringify(day));
      const recorded = await outpost(['--json', 'record', commands], { passphrase });
      expect(recorded).toMatchObject({ code: exitCodes.ok, err: '' });
      const { replies } = json(recorded) as { replies: { course: { id: number } } };

      const roster = path.join(folder, 'roster.csv');
      writeFileSync(roster, 'Name (Arabic),Name (English)\nحسين علي جاسم,Hussein Ali Jasim\n');
      const map = ['--map', 'A=name_ar', '--map', 'B=name_latin', '--header-row', '1'];
      const eventId = String(replies.course.id);
      const imported = await outpost(['--json', 'import', 'roster', roster, '--event', eventId, ...map], {
        passphrase,
      });
      expect(imported.code, imported.out).toBe(exitCodes.ok);
      expect(json(imported)).toMatchObject({ created: 1, enrolled: 1 });

      const saved = path.join(folder, 'saved.csv');
      const written = await outpost(
        ['--json', 'export', 'roster', saved, '--event', eventId, '--language', 'en'],
        { passphrase },
      );
      expect(json(written)).toEqual({ file: saved, rows: 2 });
      expect(readFileSync(saved, 'utf8')).toContain('حسين علي جاسم,Hussein Ali Jasim');
      const again = await outpost(['--json', 'import', 'roster', saved, '--event', eventId, '--dry-run'], {
        passphrase,
      });
      expect(json(again)).toMatchObject({ issues: [], creatable: 0, matched: 2 });

      const synced = await outpost(['--json', 'sync'], { passphrase });
      expect(synced.code, synced.out).toBe(exitCodes.ok);
      expect(json(synced)).toMatchObject({
        status: { state: 'up_to_date', toSend: 0 },
        exchange: { outcome: 'ok' },
      });
      const { rows } = await hq.pool.query('SELECT name_latin FROM record.person ORDER BY name_latin');
      expect(rows.map(({ name_latin }) => name_latin)).toEqual(['Ali Hasan Kadhim', 'Hussein Ali Jasim']);

      expect((await outpost(['people', 'search', 'حسين'], { passphrase })).out).toContain(
        'Hussein Ali Jasim',
      );
      const exported = await outpost(['export'], { passphrase });
      expect(exported.code).toBe(exitCodes.ok);
      expect(json(exported)).toMatchObject({
        trainings: [{ summary: { id: replies.course.id } }],
        visits: [],
      });
      expect(exported.out).not.toContain('0770-secret');
    } finally {
      await hq.stop();
    }
    const offline = await outpost(['sync'], { passphrase });
    expect(offline.code).toBe(exitCodes.network);
    expect((await outpost(['verify'], { passphrase })).code).toBe(exitCodes.ok);
  }, 300_000);
});

const day = [
  {
    channel: 'training.create',
    as: 'course',
    request: {
      event: {
        courseCode: 'IPS-BCI',
        programme: 'police',
        venue: 'Academy',
        startDate: '2008-05-04',
        endDate: '2008-05-05',
        language: 'ar',
      },
      sessions: [{ day: '2008-05-04', slot: 'am', hours: 3, topic: 'First response' }],
    },
  },
  {
    channel: 'people.create',
    as: 'ali',
    request: { nameAr: 'علي حسن كاظم', nameLatin: 'Ali Hasan Kadhim', phone: '0770-secret' },
  },
  { channel: 'training.enrol', request: { eventId: { $ref: 'course.id' }, personIds: [{ $ref: 'ali.id' }] } },
];
