import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tryCommand } from '#build/run-command.ts';
import { createAdmin } from '#hq/store/admins.ts';
import { tables } from '#shared/domain/registry.ts';
import {
  type ConsoleReply,
  type ConsoleRequest,
  type ConsoleRouteName,
  consoleCall,
  consoleRoutes,
  csrfHeader,
} from '#shared/ipc/console.ts';
import { institutionId, referenceRows } from '#shared/reference/seed.ts';
import { sheetsOf } from '#shared/xlsform/form-fixture.ts';
import { readFormWorkbook, writeFormWorkbook } from '#shared/xlsform/workbook-file.ts';
import { mark, person, session, trainingEvent, visit } from '../fixtures/field-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { insertion, makeKeys, postEnrolment, type WireLaptop } from '../fixtures/wire-laptop.ts';

const password = 'sixteen long words';
const secretNote = 'The deputy asked for payment';
const secretAction = 'Tell the inspector general';
const secretAnswer = 'Beaten in cell four';

let hq: TestHq;
let mosulDevice = 0;
let cookie = '';
let csrf = '';

beforeAll(async () => {
  hq = await startHq();
  await createAdmin(hq.pool, 'Sam', password);
  const mosul = await hq.enrolDevice('MOSUL');
  mosulDevice = mosul.device;
  recordTraining(mosul);
  recordVisits(mosul);
  recordInspection(mosul);
  const { answer } = await mosul.send();
  expect(answer.quarantined).toEqual([]);
  const basra = await hq.enrolDevice('BASRA');
  basra.write(trainingEvent(basra));
  await basra.send();
  const reply = await raw('session.signIn', { name: 'Sam', password });
  cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  csrf = ((await reply.json()) as { csrf: string }).csrf;
});
afterAll(() => hq.stop());

function raw<R extends ConsoleRouteName>(
  name: R,
  request: ConsoleRequest<R>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const { method, url, body } = consoleCall(name, request);
  const kind: Record<string, string> = body === null ? {} : { 'content-type': 'application/json' };
  return fetch(hq.url + url, { method, headers: { cookie, [csrfHeader]: csrf, ...kind, ...headers }, body });
}

async function call<R extends ConsoleRouteName>(
  name: R,
  request: ConsoleRequest<R>,
): Promise<ConsoleReply<R>> {
  const reply = await raw(name, request);
  const body = await reply.json();
  expect(body, name).not.toHaveProperty('error');
  return consoleRoutes[name].reply.parse(body) as ConsoleReply<R>;
}

function recordTraining(laptop: WireLaptop): void {
  const event = laptop.newId();
  const sessions = [laptop.newId(), laptop.newId()];
  laptop.write(trainingEvent(laptop, event));
  for (const [index, held] of sessions.entries())
    laptop.write(session(laptop, event, held, `2026-05-0${3 + index}`));
  for (const [index, name] of ['Ali', 'Zaid', 'Omar'].entries()) {
    const added = person(laptop, name, {
      rank_code: 'SHURTI',
      badge: `B-${index}`,
      institution_id: institutionId(4),
    });
    const id = Number(added.key[0]);
    const enrolled = {
      event_id: event,
      person_id: id,
      site: 'MOSUL',
      status: 'enrolled',
      position: index + 1,
    };
    laptop.write(added, insertion(tables.enrolment, { ...enrolled, vetting_override: 0 }));
    laptop.write(mark(laptop, sessions[0] ?? 0, id, ['present', 'late', 'absent'][index] ?? null));
    if (index < 2) laptop.write(...certificate(laptop, event, id, index));
  }
}

/** The first was printed twice, the second was withdrawn. */
function certificate(
  laptop: WireLaptop,
  event: number,
  personId: number,
  index: number,
): readonly ReturnType<typeof insertion>[] {
  const number = numberOf(laptop.device, index);
  const issued = insertion(tables.certificate, {
    ...{ number, site: 'MOSUL', event_id: event, person_id: personId },
    ...{ issued_on: '2026-05-07', issued_by: 1, issued_at: '2026-05-07T10:00:00.000Z' },
    ...{ check_code: 'ABCDE12345', name_ar: 'علي', name_latin: 'Ali' },
    ...(index === 0
      ? { status: 'valid' }
      : { status: 'withdrawn', withdrawn_on: '2026-05-08', withdrawn_reason: 'Wrong name' }),
  });
  const prints = (index === 0 ? [1, 2] : []).map((copy) =>
    insertion(tables.certificatePrint, {
      ...{ id: laptop.newId(), site: 'MOSUL', certificate_number: number, copy },
      ...{ printed_by: 1, printed_at: `2026-05-07T1${copy}:00:00.000Z` },
    }),
  );
  return [issued, ...prints];
}

function numberOf(device: number, index: number): string {
  return `MOSUL-2026-${device}-000${index + 1}-K7QXM`;
}

function recordVisits(laptop: WireLaptop): void {
  const open = visit(laptop);
  laptop.write(open);
  const confidential = visit(laptop, {
    sensitivity: 'confidential',
    activities: secretNote,
    day: '2026-05-06',
  });
  laptop.write(confidential);
  laptop.write(
    action(laptop, { visit_id: Number(open.key[0]), description: 'Repair the radio', due: '2026-01-15' }),
    action(laptop, { visit_id: Number(confidential.key[0]), description: secretAction, due: '2099-01-15' }),
  );
}

function action(laptop: WireLaptop, values: Record<string, string | number>): ReturnType<typeof insertion> {
  return insertion(tables.actionItem, {
    id: laptop.newId(),
    site: 'MOSUL',
    programme_code: 'police',
    owner: 'Station commander',
    side: 'theirs',
    status: 'open',
    entered_by: 1,
    entered_at: '2026-05-06T09:00:00.000Z',
    ...values,
  });
}

function recordInspection(laptop: WireLaptop): void {
  const inspection = laptop.newId();
  const questions = referenceRows()
    .filter(({ table, row }) => table === tables.templateQuestion && row.template_code === 'PRISON-FULL')
    .map(({ row }) => row);
  const common = { inspection_id: inspection, site: 'MOSUL', repeat: 0, evidence: 'observation' };
  laptop.write(
    insertion(tables.inspection, {
      id: inspection,
      site: 'MOSUL',
      facility_id: institutionId(13),
      template_code: 'PRISON-FULL',
      template_version: 1,
      start_date: '2026-05-10',
      announced: 1,
      status: 'submitted',
      submitted_at: '2026-05-11T10:00:00.000Z',
      entered_by: 1,
      entered_at: '2026-05-10T08:00:00.000Z',
    }),
    ...questions
      .filter((row) => row.response_type === 'yes_partial_no_na')
      .map((row) =>
        insertion(tables.answer, {
          ...common,
          question_code: row.code ?? '',
          choice: 'yes',
          comment: row.restricted === 1 ? secretAnswer : 'Seen',
        }),
      ),
  );
  const restricted = questions.find((row) => row.restricted === 1);
  const finding = laptop.newId();
  laptop.write(
    insertion(tables.finding, {
      id: finding,
      site: 'MOSUL',
      inspection_id: inspection,
      question_code: restricted?.code ?? '',
      repeat: 0,
      severity: 'critical',
      description: secretAnswer,
      rule_ref: 'MR 1',
      recurrence: 'new',
      reply: 'none',
      entered_by: 1,
      entered_at: '2026-05-10T08:00:00.000Z',
    }),
    action(laptop, { finding_id: finding, description: secretAnswer, programme_code: 'corrections' }),
  );
}

describe('a certificate on paper', () => {
  const verify = (number: string, code = 'ABCDE12345') => call('certificates.verify', { number, code });

  it('is confirmed by number and check code, with the name that was issued and how often it was printed', async () => {
    expect(await verify(numberOf(mosulDevice, 0))).toMatchObject({
      verdict: 'valid',
      certificate: {
        ...{ nameAr: 'علي', nameLatin: 'Ali', issuedOn: '2026-05-07', copies: 2, result: 'enrolled' },
        course: { en: expect.any(String), ar: expect.any(String) },
      },
    });
  });

  it('that was withdrawn is said to be, with the reason', async () => {
    expect(await verify(numberOf(mosulDevice, 1))).toMatchObject({
      verdict: 'withdrawn',
      certificate: { withdrawnOn: '2026-05-08', withdrawnReason: 'Wrong name' },
    });
  });

  it('with another check code learns nothing of what was issued', async () => {
    for (const code of ['ABCDE12346', 'ABCDE1234', '']) {
      const answer = await raw('certificates.verify', {
        number: numberOf(mosulDevice, 0),
        code: code || '?',
      });
      expect(await answer.json()).toEqual({ verdict: 'wrong_code' });
    }
  });

  it('that has not arrived names the laptop that it may come from', async () => {
    expect(await verify(numberOf(mosulDevice, 7))).toMatchObject({
      verdict: 'unknown',
      laptop: { number: mosulDevice, label: expect.any(String), lastSeenAt: expect.any(String) },
    });
    expect(await verify(numberOf(999_999, 1))).toEqual({ verdict: 'unknown', laptop: null });
  });

  it('is verified by command beside a running headquarters; the exit code says whether it is valid', async () => {
    const command = (...proof: readonly string[]) =>
      tryCommand(process.execPath, ['hq/server/main.ts', 'certificate', 'verify', ...proof], {
        env: { HQ_DATABASE_URL: hq.databaseUrl, HQ_DATA: hq.config.dataFolder },
      });
    const valid = await command(`OUTPOST:${numberOf(mosulDevice, 0)}:ABCDE12345`);
    expect(valid).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Valid\. .*: Ali, /) });
    const wrong = await command(numberOf(mosulDevice, 0), 'ABCDE-99999');
    expect(wrong).toMatchObject({ status: 2, stdout: expect.stringContaining('check code does not belong') });
    expect((await command('hello')).status).toBe(1);
  });

  it('is looked up by admins alone, and every look is written down without the code', async () => {
    const refused = await raw('certificates.verify', { number: 'x', code: 'y' }, { cookie: '' });
    expect(refused.status).toBe(401);
    const { rows } = await call('audit.list', { action: 'certificate.verified' });
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('ABCDE');
  });
});

describe('the console', () => {
  it('lets nobody in without a session, and says nothing about why a name or password is wrong', async () => {
    for (const name of ['overview', 'counts', 'trainings.list', 'devices.list', 'audit.list'] as const) {
      const reply = await raw(name, {}, { cookie: '' });
      expect(reply.status).toBe(401);
    }
    const replies = [
      await raw('session.signIn', { name: 'Sam', password: 'wrong' }, { cookie: '' }),
      await raw('session.signIn', { name: 'Nobody', password }, { cookie: '' }),
    ];
    const bodies = await Promise.all(replies.map((reply) => reply.text()));
    expect(replies.map(({ status }) => status)).toEqual([401, 401]);
    expect(new Set(bodies).size).toBe(1);
  });

  it('keeps its session in a cookie that scripts and other sites cannot use', async () => {
    const reply = await raw('session.signIn', { name: 'Sam', password });
    expect(reply.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict|SameSite=Strict.*HttpOnly/);
    const forged = await raw('enrolments.create', laptopTerms, { [csrfHeader]: 'guess' });
    expect(forged.status).toBe(403);
    const foreign = await raw(
      'session.signIn',
      { name: 'Sam', password },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(foreign.status).toBe(403);
  });

  it('counts exactly what it holds', async () => {
    expect(await call('counts', {})).toEqual({
      trainings: 2,
      sessions: 2,
      attendanceMarks: 3,
      visits: 2,
      actionItems: 3,
      inspections: 1,
      answers: 93,
      findings: 1,
    });
  });

  it('shows an overview by site, with the last contact', async () => {
    const overview = await call('overview', {});
    const mosul = overview.sites.find(({ code }) => code === 'MOSUL');
    expect(mosul).toMatchObject({
      devices: 1,
      trainings: 1,
      visits: 2,
      inspections: 1,
      openActions: 3,
      overdueActions: 1,
    });
    expect(Date.parse(mosul?.lastContact ?? '')).toBeGreaterThan(0);
    expect(overview.received.ops).toBeGreaterThan(10);
    const corrections = await call('overview', { programme: 'corrections' });
    expect(corrections.sites.find(({ code }) => code === 'MOSUL')).toMatchObject({
      trainings: 0,
      inspections: 1,
    });
  });

  it('lists trainings with their attendance, by site and by words, and opens one with its roster', async () => {
    const all = await call('trainings.list', {});
    expect(all.total).toBe(2);
    const { rows } = await call('trainings.list', { site: 'MOSUL', text: 'recruit hall' });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      enrolled: 3,
      sessions: 2,
      attendance: { present: 1, late: 1, absent: 1, excused: 0, unmarked: 3 },
    });
    expect(rows[0]?.attendanceRate).toBeCloseTo(2 / 3);
    const detail = await call('trainings.get', { id: rows[0]?.id ?? 0 });
    expect(detail.roster.map(({ name, marks }) => [name.en, marks])).toEqual([
      ['Ali', ['present', null]],
      ['Zaid', ['late', null]],
      ['Omar', ['absent', null]],
    ]);
    expect(JSON.stringify(detail)).not.toContain('B-0');
  });

  it('pages', async () => {
    const first = await call('trainings.list', { limit: 1 });
    const second = await call('trainings.list', { limit: 1, offset: 1 });
    expect([first.total, second.total]).toEqual([2, 2]);
    expect(first.rows[0]?.id).not.toBe(second.rows[0]?.id);
  });

  it('shows no note of a confidential visit, and no search finds it', async () => {
    const { rows } = await call('visits.list', {});
    expect(JSON.stringify(rows)).not.toContain(secretNote);
    const confidential = rows.find(({ sensitivity }) => sensitivity === 'confidential');
    const detail = await call('visits.get', { id: confidential?.id ?? 0 });
    expect(detail.withheld).toBe(true);
    expect(JSON.stringify(detail)).not.toContain(secretNote);
    expect((await call('visits.list', { text: 'deputy' })).rows).toEqual([]);
    expect((await call('visits.list', { text: 'COMMANDER walked' })).rows).toHaveLength(1);
  });

  it('scores an inspection with its coverage, and leaves restricted answers out', async () => {
    const { rows } = await call('inspections.list', { text: 'badoush' });
    expect(rows[0]).toMatchObject({ findings: { critical: 1, major: 0, minor: 0 } });
    expect(rows[0]?.score.coverage).toBeCloseTo(93 / 126);
    const detail = await call('inspections.get', { id: rows[0]?.id ?? 0 });
    expect(detail.sections).toHaveLength(22);
    expect(detail.findings).toMatchObject([{ description: null, actions: 1 }]);
    expect(JSON.stringify(detail)).not.toContain(secretAnswer);
    expect((await call('inspections.list', { programme: 'police' })).rows).toEqual([]);
  });

  it('lists actions, first due first, and hides what stems from a confidential visit or a restricted question', async () => {
    const { rows, total } = await call('actions.list', {});
    expect(total).toBe(3);
    expect(rows.map(({ description, overdue }) => [description, overdue])).toEqual([
      ['Repair the radio', true],
      [null, false],
      [null, false],
    ]);
    for (const text of ['cell four', 'inspector general'])
      expect((await call('actions.list', { text })).rows, text).toEqual([]);
    expect((await call('actions.list', { overdue: '1' })).rows).toHaveLength(1);
    expect((await call('actions.list', { status: 'done' })).rows).toEqual([]);
  });

  it('makes an enrolment that a laptop can use', async () => {
    const created = await call('enrolments.create', laptopTerms);
    expect((await postEnrolment(hq.url, created.code, makeKeys())).status).toBe(200);
    const { rows } = await call('enrolments.list', {});
    expect(rows[0]).toMatchObject({ label: 'Kirkuk-1', state: 'used', createdBy: 'Sam' });
    const devices = await call('devices.list', {});
    expect(devices.rows.at(-1)).toMatchObject({ label: 'Kirkuk-1', site: 'KIRKUK', headSeq: 0 });
  });

  it('writes down who looked at what, and who was refused', async () => {
    const { rows } = await call('audit.list', {});
    expect(
      rows.some(({ action, subject }) => action === 'record.read' && subject.startsWith('visits.get ')),
    ).toBe(true);
    const refused = await call('audit.list', { refused: '1' });
    expect(
      refused.rows.some(({ action, code }) => action === 'admin.refused' && code === 'unauthorised'),
    ).toBe(true);
  });

  it('writes a look that goes on down once', async () => {
    const looks = async (): Promise<number> => {
      const { rows } = await call('audit.list', { action: 'record.read', limit: 200 });
      return rows.filter(({ subject }) => subject === 'trainings.list').length;
    };
    expect(await looks()).toBe(1);
    await call('trainings.list', {});
    expect(await looks()).toBe(1);
    await hq.pool.query(`UPDATE hq.audit SET at = at - interval '11 minutes'`);
    await call('trainings.list', {});
    expect(await looks()).toBe(2);
  });

  it('logs no name, no note and no search', () => {
    const log = hq.log.join('');
    for (const secret of [secretNote, secretAnswer, secretAction, 'Ali', 'deputy', password])
      expect(log).not.toContain(secret);
  });

  it('takes the session back on sign-out', async () => {
    await call('session.signOut', {});
    expect((await raw('counts', {})).status).toBe(401);
    expect(await call('session.get', {})).toEqual({ admin: null, csrf: null });
  });
});

const laptopTerms = { site: 'KIRKUK', label: 'Kirkuk-1', role: 'advisor', programme: 'police' } as const;

describe('a checklist that is written as an XLSForm', () => {
  const upload = (rule: string) => ({
    fileName: 'station.xlsx',
    file: Buffer.from(
      writeFormWorkbook(
        sheetsOf(`
          survey
          | type | name | label::English (en) | label::العربية (ar) | relevant |
          | begin group | desk | Front desk | الاستقبال | |
          | integer | held | People held | عدد المحتجزين | |
          | text | why | Why so many? | لماذا هذا العدد؟ | ${rule} |
          | end group | | | | |
          settings
          | form_title | form_id |
          | Police station | STATION |
        `),
      ),
    ).toString('base64'),
  });
  beforeAll(async () => {
    const reply = await raw('session.signIn', { name: 'Sam', password });
    cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    csrf = ((await reply.json()) as { csrf: string }).csrf;
  });
  const titles = { titleEn: 'Police station', titleAr: 'مركز شرطة' };

  it('is shown with what is wrong, by cell, and is not published then', async () => {
    const preview = await call('templates.check', upload('${hald} > 3'));
    expect(preview).toMatchObject({ ok: false, errors: [{ sheet: 'survey', row: 4, column: 'relevant' }] });
    const refused = await raw('templates.publish', { ...upload('${hald} > 3'), ...titles });
    expect(refused.status).toBe(400);
    expect((await call('templates.list', {})).rows.filter(({ code }) => code === 'STATION')).toEqual([]);
  });

  it('is published version after version, reaches laptops as ops of headquarters, and is saved as it was written', async () => {
    const preview = await call('templates.check', upload('${held} > 3'));
    expect(preview).toMatchObject({ ok: true, code: 'STATION', nextVersion: 1, questions: 2 });
    expect(preview.sections[0]?.parts[0]?.label).toEqual({
      'English (en)': 'People held',
      'العربية (ar)': 'عدد المحتجزين',
    });
    for (const version of [1, 2]) {
      const published = await call('templates.publish', { ...upload('${held} > 3'), ...titles });
      expect(published).toEqual({ code: 'STATION', version });
    }
    const listed = (await call('templates.list', {})).rows.filter(({ code }) => code === 'STATION');
    expect(listed.map(({ version, questions, hasForm }) => [version, questions, hasForm])).toEqual([
      [2, 2, true],
      [1, 2, true],
    ]);
    const saved = await call('templates.save', { code: 'STATION', version: 2 });
    expect(saved.fileName).toBe('STATION-2.xlsx');
    const sheets = readFormWorkbook(new Uint8Array(Buffer.from(saved.file, 'base64')));
    expect(sheets[0]?.rows.flat()).toContain('${held} > 3');
    const { rows } = await call('audit.list', { action: 'template.published' });
    expect(rows.map(({ subject }) => subject)).toEqual(['template STATION', 'template STATION']);
  });
});
