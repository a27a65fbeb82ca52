import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { parseRecoveryCode } from './recovery-code.ts';
import {
  addPerson,
  changePassphrase,
  createSampleVault,
  createVault,
  openVault,
  recoverVault,
  unlockSampleVault,
  unlockVault,
  vaultInfo,
  waitSeconds,
} from './vault.ts';

// Each try takes its time on purpose.
vi.setConfig({ testTimeout: 120_000 });

const first = { label: 'Amira', passphrase: 'four palms by the river' };
let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'outpost-vault-'));
  folder = path.join(parent, 'vault');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('a vault', () => {
  it('is unlocked by the passphrase of each of its people and by nothing else', async () => {
    const { personId, key } = await createVault(folder, first);
    const second = await addPerson(folder, key, { label: 'Basim', passphrase: 'another passphrase' });
    expect(await unlockVault(folder, personId, first.passphrase)).toEqual(key);
    expect(await unlockVault(folder, second, 'another passphrase')).toEqual(key);
    const refusals = await Promise.all(
      [
        [personId, 'another passphrase'],
        [second, first.passphrase],
        ['nobody', first.passphrase],
      ].map(([person, passphrase]) =>
        unlockVault(folder, person ?? '', passphrase ?? '').then(
          () => 'opened',
          (thrown: Error) => thrown.message,
        ),
      ),
    );
    expect(new Set(refusals)).toEqual(new Set(['That does not unlock this vault.']));
    expect(vaultInfo(folder).people).toEqual([
      { id: personId, label: 'Amira' },
      { id: second, label: 'Basim' },
    ]);
  });

  it('takes a new passphrase in place of the old one', async () => {
    const { personId, key } = await createVault(folder, first);
    await changePassphrase(folder, personId, first.passphrase, 'a new passphrase');
    expect(await unlockVault(folder, personId, 'a new passphrase')).toEqual(key);
    await expect(unlockVault(folder, personId, first.passphrase)).rejects.toMatchObject({
      code: 'wrong_passphrase',
    });
  });

  it('is recovered with the printed code, however it is typed, by a new person', async () => {
    const { recoveryCode, key } = await createVault(folder, first);
    expect(recoveryCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    const recovered = await recoverVault(folder, typed, { label: 'Amira', passphrase: 'found again' });
    expect(recovered.key).toEqual(key);
    expect(await unlockVault(folder, recovered.personId, 'found again')).toEqual(key);
  });

  it('keeps who they are to somebody who is recovered under their own name, and drops what they forgot', async () => {
    const { personId, recoveryCode } = await createVault(folder, first);
    const again = { label: ` ${first.label.toUpperCase()} `, passphrase: 'found again' };
    expect((await recoverVault(folder, recoveryCode, again)).personId).toBe(personId);
    expect(vaultInfo(folder).people).toHaveLength(1);
    await unlockVault(folder, personId, 'found again');
    await expect(unlockVault(folder, personId, first.passphrase)).rejects.toMatchObject({
      code: 'wrong_passphrase',
    });
  });

  it('notices a slip in a recovery code', async () => {
    const { recoveryCode } = await createVault(folder, first);
    const slip = `${recoveryCode[0] === 'A' ? 'B' : 'A'}${recoveryCode.slice(1)}`;
    expect(parseRecoveryCode(slip)).toBeUndefined();
    expect(parseRecoveryCode(recoveryCode.slice(1))).toBeUndefined();
  });

  it('makes guessing wait longer and longer, also after a restart, and forgets it once unlocked', async () => {
    const { personId } = await createVault(folder, first);
    const now = 1_240_000_000_000;
    const guess = (at: number) => unlockVault(folder, personId, 'a wrong guess', at);
    for (let tries = 0; tries < 5; tries++) {
      await expect(guess(now)).rejects.toMatchObject({ code: 'wrong_passphrase' });
    }
    expect(waitSeconds(folder, now)).toBe(2);
    await expect(unlockVault(folder, personId, first.passphrase, now)).rejects.toMatchObject({
      code: 'unlock_wait',
      details: { seconds: 2 },
    });
    await expect(guess(now + 2000)).rejects.toMatchObject({ code: 'wrong_passphrase' });
    expect(waitSeconds(folder, now + 2000)).toBe(4);
    expect(waitSeconds(folder, now - 86_400_000)).toBe(4);
    await unlockVault(folder, personId, first.passphrase, now + 6000);
    expect(waitSeconds(folder, now + 6000)).toBe(0);
  });

  it('never replaces what is in the folder', async () => {
    await createVault(folder, first);
    await expect(createVault(folder, first)).rejects.toMatchObject({ code: 'vault_exists' });
    rmSync(path.join(folder, 'vault.json'));
    await expect(createVault(folder, first)).rejects.toMatchObject({ code: 'vault_exists' });
    expect(readdirSync(folder)).toContain('outpost.db');
  });

  it('refuses a short passphrase and a header that is damaged or newer', async () => {
    await expect(createVault(folder, { ...first, passphrase: 'short' })).rejects.toMatchObject({
      code: 'weak_passphrase',
    });
    await createVault(folder, first);
    const header = path.join(folder, 'vault.json');
    const text = readFileSync(header, 'utf8');
    writeFileSync(header, text.replace('"version": 1', '"version": 2'));
    expect(() => vaultInfo(folder)).toThrow('newer version');
    writeFileSync(header, text.slice(0, 100));
    expect(() => vaultInfo(folder)).toThrow('damaged');
  });

  it('opens for one at a time, and for the next one after a killed process', async () => {
    const { key } = await createVault(folder, first);
    const open = openVault(folder, key);
    expect(() => openVault(folder, key)).toThrow('another window');
    open.close();
    openVault(folder, key).close();

    const script = path.join(import.meta.dirname, '..', 'tests', 'spanning', 'children', 'hold-vault.ts');
    const child = spawn(process.execPath, [script, folder, Buffer.from(key).toString('hex')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    expect(() => openVault(folder, key)).toThrow('another window');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    openVault(folder, key).close();
  });

  it('shows no word of its records, people’s passphrases or key on disk', async () => {
    const { key } = await createVault(folder, first);
    const db = openVault(folder, key);
    db.store.run('UPDATE sync_state SET device = 16');
    db.commit({ advisorId: 7, site: 'BAS' }, (tx) =>
      tx.insert(tables.visitTopic, { id: tx.newId(), site: 'BAS', visit_id: 9, topic: 'PLAINMARKER topic' }),
    );
    expect(readdirSync(folder)).toContain('outpost.db-wal');
    const secrets = ['PLAINMARKER', 'visit_topic', first.passphrase, Buffer.from(key).toString('base64')];
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(path.join(folder, file));
      for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${file}`).toBe(false);
      expect(bytes.includes(Buffer.from(key))).toBe(false);
    }
    db.close();
    expect(readFileSync(path.join(folder, 'outpost.db')).includes('PLAINMARKER')).toBe(false);
  });

  it('opens with no other key', async () => {
    await createVault(folder, first);
    expect(() => openVault(folder, new Uint8Array(32).fill(1))).toThrow('does not open');
    rmSync(path.join(folder, 'outpost.db'));
    expect(() => openVault(folder, new Uint8Array(32).fill(1))).toThrow('cannot be opened');
  });
});

describe('the sample mode', () => {
  it('needs no passphrase and writes under the number that headquarters refuses', () => {
    const key = createSampleVault(folder);
    expect(unlockSampleVault(folder)).toEqual(key);
    const db = openVault(folder, key);
    expect(db.device).toBe(2 ** 20 - 1);
    db.close();
  });
});
