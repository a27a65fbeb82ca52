import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorShape } from '#shared/errors.ts';
import type { ChannelName, CoreEvent, ReplyOf, RequestOf } from '#shared/ipc/channels.ts';
import { type Core, createCore } from './core.ts';

// Deriving keys is slow on purpose.
vi.setConfig({ testTimeout: 60_000 });

const passphrase = 'date palms over the wide river';
const marker = 'Shahrazad-Qadisiyah-marker';

/** A laptop with a vault, made once: each test works on a copy. */
let pattern: string;
let made: ReplyOf<'vault.create'>;
let folder: string;
let core: Core;
let events: CoreEvent[];
let logged: string[];
let states: unknown[];
let clock: number;

beforeAll(async () => {
  pattern = mkdtempSync(path.join(tmpdir(), 'outpost-core-pattern-'));
  folder = pattern;
  core = newCore();
  made = await call('vault.create', { label: 'Nadia', passphrase, language: 'ar' });
  await core.close();
});

afterAll(() => {
  rmSync(pattern, { recursive: true, force: true });
});

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-core-'));
  clock = Date.parse('2008-05-06T07:08:09.000Z');
  core = newCore();
});

afterEach(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

function newCore(): Core {
  events = [];
  logged = [];
  states = [];
  const log = (message: string): void => void logged.push(message);
  return createCore({
    vaultsDir: path.join(folder, 'vaults'),
    appVersion: '0.1.0',
    logger: { info: log, warn: log, error: log },
    emit: (event) => events.push(event),
    onState: (state) => states.push(state),
    now: () => clock,
    automaticSync: false,
  });
}

async function call<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
  const answer = await core.call(channel, request);
  if (!answer.ok) throw Object.assign(new Error(answer.error.message), answer.error);
  return answer.value as ReplyOf<C>;
}

const unlock = (tried = passphrase): Promise<ReplyOf<'vault.unlock'>> =>
  call('vault.unlock', { personId: made.session.personId, passphrase: tried });

/** Puts the vault on this laptop, still locked. */
function haveVault(): void {
  cpSync(pattern, folder, { recursive: true });
}

/** Puts the vault on this laptop and unlocks it. */
async function openVault(): Promise<void> {
  haveVault();
  core = newCore();
  await unlock();
}

describe('every call', () => {
  it('is refused by name when the channel does not exist', async () => {
    for (const name of ['no.such', 'constructor', '__proto__', 'toString']) {
      expect(await core.call(name, {})).toMatchObject({ ok: false, error: { code: 'unknown_channel' } });
    }
  });

  it('is refused with the field at fault when it does not fit', async () => {
    const answer = await core.call('vault.create', { label: '', passphrase, language: 'en' });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'invalid_request', details: { field: 'label' } },
    });
    expect(errorShape.safeParse((answer as { error: unknown }).error).success).toBe(true);
  });

  it('for records is refused before there is a vault, while it is locked, and before enrolment', async () => {
    const list = () => core.call('training.list', {});
    expect(await list()).toMatchObject({ error: { code: 'vault_missing' } });
    haveVault();
    expect(await list()).toMatchObject({ error: { code: 'vault_locked' } });
    await unlock();
    expect(await list()).toMatchObject({ error: { code: 'not_enrolled' } });
  });
});

describe('the vault', () => {
  it('is not there at first, and is made unlocked', async () => {
    expect(await call('vault.status', undefined)).toMatchObject({ state: 'none', people: [], sample: false });
    expect(made.session).toMatchObject({ label: 'Nadia', enrolled: false, advisorId: null, language: 'ar' });
    expect(made.recoveryCode.length).toBeGreaterThan(20);
  });

  it('goes from locked to unlocked and back with the passphrase', async () => {
    haveVault();
    core = newCore();
    const status = await call('vault.status', undefined);
    expect(status).toMatchObject({ state: 'locked', language: 'ar', people: [{ label: 'Nadia' }] });
    await expect(unlock('wrong')).rejects.toMatchObject({ code: 'wrong_passphrase' });
    expect(await unlock()).toMatchObject({ label: 'Nadia' });
    expect(states.at(-1)).toEqual({ language: 'ar', unlocked: true, autoLockMinutes: 15 });
    expect(await call('vault.status', undefined)).toMatchObject({ state: 'unlocked' });
    await call('vault.lock', undefined);
    expect(events.at(-1)).toEqual({ type: 'locked', reason: 'asked' });
    expect(await call('vault.session', undefined)).toBeNull();
  });

  it('takes no passphrase that is easy to guess, and makes nothing then', async () => {
    const weak = call('vault.create', { label: 'Nadia', passphrase: 'password1234', language: 'en' });
    await expect(weak).rejects.toMatchObject({ code: 'weak_passphrase' });
    expect(existsSync(path.join(folder, 'vaults', 'main'))).toBe(false);
  });

  it('is not made twice', async () => {
    haveVault();
    const again = call('vault.create', { label: 'Omar', passphrase, language: 'en' });
    await expect(again).rejects.toMatchObject({ code: 'vault_exists' });
  });

  it('opens with the recovery code for a new person', async () => {
    haveVault();
    const { recoveryCode } = made;
    const next = { recoveryCode, label: 'Omar', passphrase: 'seven herons near the reeds' };
    expect(await call('vault.recover', next)).toMatchObject({ label: 'Omar' });
    expect((await call('vault.status', undefined)).people.map(({ label }) => label)).toEqual([
      'Nadia',
      'Omar',
    ]);
  });

  it('changes a passphrase: the new one opens, the old one no more', async () => {
    await openVault();
    const next = 'seven herons near the reeds';
    await call('vault.changePassphrase', { current: passphrase, next });
    await core.lock('asked');
    await expect(unlock()).rejects.toMatchObject({ code: 'wrong_passphrase' });
    expect(await unlock(next)).toMatchObject({ label: 'Nadia' });
  });

  it('lets only those add people who may', async () => {
    await openVault();
    const add = call('vault.addPerson', { label: 'Omar', passphrase, role: 'viewer' });
    await expect(add).rejects.toMatchObject({ code: 'not_permitted' });
  });

  it('gives the same key for drafts as long as it lives, and none while it is locked', async () => {
    await openVault();
    const { key } = await call('vault.draftKey', undefined);
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    await core.lock('idle');
    await expect(call('vault.draftKey', undefined)).rejects.toMatchObject({ code: 'vault_locked' });
    await unlock();
    expect(await call('vault.draftKey', undefined)).toEqual({ key });
  });

  it('gives each person a key for drafts of their own', async () => {
    await openVault();
    const { key } = await call('vault.draftKey', undefined);
    await core.lock('asked');
    const { recoveryCode } = made;
    await call('vault.recover', { recoveryCode, label: 'Omar', passphrase: 'seven herons near the reeds' });
    expect(await call('vault.draftKey', undefined)).not.toEqual({ key });
  });

  it('remembers language and automatic lock', async () => {
    await openVault();
    await call('settings.setLanguage', { language: 'en' });
    await call('settings.setAutoLock', { minutes: 5 });
    await core.close();
    core = newCore();
    expect(await call('vault.status', undefined)).toMatchObject({ state: 'locked', language: 'en' });
    expect(await unlock()).toMatchObject({ language: 'en', autoLockMinutes: 5 });
  });

  it('is open in one program at a time', async () => {
    await openVault();
    const first = core;
    core = newCore();
    await expect(unlock()).rejects.toMatchObject({ code: 'vault_busy' });
    await first.close();
    await unlock();
  });
});

describe('the sample mode', () => {
  it('can be recorded in, is marked, can never be sent, and goes without a trace', async () => {
    const session = await call('vault.openSample', { language: 'en' });
    expect(session).toMatchObject({
      sample: true,
      enrolled: false,
      role: 'supervisor',
      site: { code: 'MOSUL' },
    });
    expect(session.advisorId).not.toBeNull();
    const { id } = await call('people.create', { nameAr: 'علي حسن', nameLatin: marker });
    expect(await call('people.get', { id })).toMatchObject({ nameLatin: marker });
    expect(events.some((event) => event.type === 'changed' && event.tables.includes('person'))).toBe(true);
    await expect(call('sync.start', undefined)).rejects.toMatchObject({ code: 'not_enrolled' });
    expect(await call('sync.status', undefined)).toMatchObject({ state: 'not_enrolled' });
    await call('vault.removeSample', undefined);
    expect(existsSync(path.join(folder, 'vaults', 'sample'))).toBe(false);
    expect(await call('vault.status', undefined)).toMatchObject({ state: 'none', sample: false });
  });

  it('is there again the next time, with what was recorded', async () => {
    await call('vault.openSample', { language: 'en' });
    const { id } = await call('people.create', { nameAr: '', nameLatin: marker });
    await core.close();
    core = newCore();
    await call('vault.openSample', { language: 'en' });
    expect(await call('people.get', { id })).toMatchObject({ nameLatin: marker });
  });
});

describe('on disk and in the log', () => {
  it('there is no plain text of what somebody typed', async () => {
    await call('vault.openSample', { language: 'en' });
    await call('people.create', { nameAr: 'علي', nameLatin: marker, note: `note ${marker}` });
    // While it is open, so that the write-ahead log is there too.
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) =>
      file.isFile(),
    );
    expect(files.some(({ name }) => name.endsWith('-wal'))).toBe(true);
    for (const file of files) {
      expect(readFileSync(path.join(file.parentPath, file.name)).includes(marker), file.name).toBe(false);
    }
    expect(logged.join('\n')).not.toContain(marker);
  });
});

describe('checks', () => {
  it('find a fresh vault in order', async () => {
    await call('vault.openSample', { language: 'en' });
    const report = await call('diagnostics.verify', undefined);
    expect(report.ok).toBe(true);
    expect(report.checks.length).toBeGreaterThan(2);
    expect((await call('jobs.list', undefined)).at(-1)).toMatchObject({ kind: 'verify', state: 'done' });
  });
});
