import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { localSetting, setLocalSetting } from '#db/local-setting.ts';
import {
  addPerson,
  changePassphrase,
  createVault,
  recoverVault,
  unlockVault,
  vaultExists,
  vaultInfo,
  waitSeconds,
} from '#db/vault.ts';
import { OutpostError } from '#shared/errors.ts';
import type { VaultStatus } from '#shared/ipc/vault.ts';
import type { CoreHandlersOf } from '../core-handler.ts';
import type { CoreState } from '../core-state.ts';
import { autoLockSetting, type OpenVault, roleSetting } from '../open-vault.ts';
import { requireStrongPassphrase } from '../passphrase-strength.ts';
import { openSampleMode } from '../sample-mode.ts';

/** A person's own: what somebody has not finished is not for the others on this laptop. */
const draftKeySetting = (personId: string): string => `draftKey:${personId}`;

/** Making, opening and locking the vault, and the settings of the laptop. */
export const vaultHandlers: CoreHandlersOf<'vault' | 'settings'> = {
  'vault.status': (_request, core) => statusOf(core),
  'vault.create': ({ label, passphrase, language }, core) =>
    core.inTurn(async () => {
      if (vaultExists(core.vaultFolder)) {
        throw new OutpostError('vault_exists', 'There is a vault on this laptop already.');
      }
      requireStrongPassphrase(passphrase, [label]);
      const { nativeBinding } = core.input;
      const made = await createVault(core.vaultFolder, { label, passphrase }, { nativeBinding });
      core.settings.setLanguage(language);
      const open = await core.enter(core.vaultFolder, made.key, { id: made.personId, label });
      return { recoveryCode: made.recoveryCode, session: open.signedIn() };
    }),
  'vault.unlock': ({ personId, passphrase }, core) =>
    core.inTurn(async () => {
      const key = await unlockVault(core.vaultFolder, personId, passphrase, core.machine.now());
      const person = vaultInfo(core.vaultFolder).people.find(({ id }) => id === personId);
      const open = await core.enter(core.vaultFolder, key, person ?? { id: personId, label: '' });
      return open.signedIn();
    }),
  'vault.recover': ({ recoveryCode, label, passphrase }, core) =>
    core.inTurn(async () => {
      requireStrongPassphrase(passphrase, [label]);
      const person = { label, passphrase };
      const found = await recoverVault(core.vaultFolder, recoveryCode, person, core.machine.now());
      const open = await core.enter(core.vaultFolder, found.key, { id: found.personId, label });
      return open.signedIn();
    }),
  'vault.lock': async (_request, core) => {
    if (!core.open) return;
    await core.inTurn(() => core.leave());
    core.emit({ type: 'locked', reason: 'asked' });
  },
  'vault.session': (_request, core) => core.open?.signedIn() ?? null,
  'vault.changePassphrase': async ({ current, next }, core) => {
    const { folder, person } = realVault(core);
    requireStrongPassphrase(next, [person.label]);
    await changePassphrase(folder, person.id, current, next, core.machine.now());
  },
  'vault.addPerson': async ({ label, passphrase, role }, core) => {
    const open = realVault(core);
    open.permit('vault.people');
    requireStrongPassphrase(passphrase, [label]);
    const id = await addPerson(open.folder, open.key, { label, passphrase });
    setLocalSetting(open.db.store, roleSetting(id), role);
  },
  'vault.openSample': ({ language }, core) =>
    core.inTurn(async () => {
      core.settings.setLanguage(language);
      const open = await openSampleMode(core);
      return open.signedIn();
    }),
  'vault.removeSample': (_request, core) =>
    core.inTurn(async () => {
      if (core.open?.sample) await core.leave();
      rmSync(core.sampleFolder, { recursive: true, force: true });
    }),
  'vault.draftKey': (_request, core) => ({ key: draftKey(core.unlocked()) }),
  'settings.setLanguage': ({ language }, core) => {
    core.settings.setLanguage(language);
    core.announceState();
  },
  'settings.setAutoLock': ({ minutes }, core) => {
    setLocalSetting(core.unlocked().db.store, autoLockSetting, String(minutes));
    core.announceState();
  },
};

function statusOf(core: CoreState): VaultStatus {
  const common = {
    sample: core.open?.sample === true || vaultExists(core.sampleFolder),
    appVersion: core.input.appVersion,
    language: core.settings.language,
  };
  if (!vaultExists(core.vaultFolder)) {
    const state = core.open ? 'unlocked' : 'none';
    return { ...common, state, people: [], waitSeconds: 0 };
  }
  try {
    const people = vaultInfo(core.vaultFolder).people.map(({ id, label }) => ({ id, label }));
    const wait = waitSeconds(core.vaultFolder, core.machine.now());
    return { ...common, state: stateOf(core.open), people, waitSeconds: wait };
  } catch (cause) {
    if (!(cause instanceof OutpostError)) throw cause;
    return { ...common, state: 'damaged', people: [], waitSeconds: 0 };
  }
}

function stateOf(open: OpenVault | undefined): VaultStatus['state'] {
  if (!open) return 'locked';
  return open.db.readOnly ? 'read_only' : 'unlocked';
}

/** The open vault, unless it is the sample mode, which nobody's passphrase guards. */
function realVault(core: CoreState): OpenVault {
  const open = core.unlocked();
  if (open.sample) throw new OutpostError('sample_only', 'The sample mode has no people and no passphrase.');
  return open;
}

/** The key of the drafts lives inside the vault: without the vault they are noise. */
function draftKey(open: OpenVault): string {
  const setting = draftKeySetting(open.person.id);
  const kept = localSetting(open.db.store, setting);
  if (kept !== undefined) return kept;
  const made = randomBytes(32).toString('base64');
  setLocalSetting(open.db.store, setting, made);
  return made;
}
