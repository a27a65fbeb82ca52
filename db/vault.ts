import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OutpostError } from '#shared/errors.ts';
import { fileError, makeFolderDurably, moveDurably } from './durable-files.ts';
import { type OpenFieldDatabase, openFieldDatabase } from './field-database.ts';
import { countOpening, writeMark } from './generation.ts';
import { makeRecoveryCode, parseRecoveryCode } from './recovery-code.ts';
import type { DatabaseLog } from './store.ts';
import { assertMayTry, countTry, forgetTries } from './unlock-tries.ts';
import {
  headerVersion,
  readHeader,
  type VaultHeader,
  type VaultPerson,
  vaultExists,
  vaultFiles,
  type Wrapping,
  writeHeader,
} from './vault-header.ts';
import { unwrapKey, wrapKey } from './vault-key.ts';
import { lockVault } from './vault-lock.ts';

export { waitSeconds } from './unlock-tries.ts';
export { vaultExists } from './vault-header.ts';

/** Shortest passphrase that is taken at all; the screen asks for more. */
export const shortestPassphrase = 8;

const keyBytes = 32;
const recoveryLabel = 'recovery';

/** A person who can unlock, as anybody may see them. */
export interface PersonOnVault {
  readonly id: string;
  readonly label: string;
}

/** What can be said of a vault without its key. */
export interface VaultInfo {
  readonly id: string;
  readonly sample: boolean;
  readonly people: readonly PersonOnVault[];
}

/** Someone who is to unlock a vault from now on. */
export interface NewPerson {
  /** Name on the unlock screen. */
  readonly label: string;
  readonly passphrase: string;
}

/** What opening a vault may need from outside. */
export interface OpenVaultOptions {
  readonly nativeBinding?: string | undefined;
  readonly now?: () => number;
  readonly log?: DatabaseLog;
}

/**
 * Makes a vault with its first person. The folder appears whole or not at all.
 *
 * @param folder where it is to be; missing or empty
 * @param first who unlocks it
 * @param options how to load SQLite
 * @returns the person's id, the recovery code to be shown once, and the data key
 * @throws OutpostError `vault_exists`, `weak_passphrase`, `disk_full`
 */
export async function createVault(
  folder: string,
  first: NewPerson,
  options: OpenVaultOptions = {},
): Promise<{ readonly personId: string; readonly recoveryCode: string; readonly key: Uint8Array }> {
  assertFree(folder);
  const key = new Uint8Array(randomBytes(keyBytes));
  const recoveryCode = makeRecoveryCode();
  const person = await newPerson(key, first);
  const recovery = await wrapKey(key, recoveryCode, recoveryLabel);
  build(folder, { ...emptyHeader(), people: [person], recovery }, key, options);
  return { personId: person.id, recoveryCode, key };
}

/**
 * Makes a vault of the sample mode: its key lies in its header, and what is made in it can never be sent.
 *
 * @param folder where it is to be; missing or empty
 * @param options how to load SQLite
 * @returns the data key
 * @throws OutpostError `vault_exists`, `disk_full`
 */
export function createSampleVault(folder: string, options: OpenVaultOptions = {}): Uint8Array {
  assertFree(folder);
  const key = new Uint8Array(randomBytes(keyBytes));
  const sampleKey = Buffer.from(key).toString('base64');
  build(folder, { ...emptyHeader(), sample: true, sampleKey }, key, options);
  return key;
}

/**
 * @param folder of a vault
 * @returns who may unlock it, and whether it is the sample mode's
 * @throws OutpostError `vault_missing`, `vault_damaged`, `vault_newer`
 */
export function vaultInfo(folder: string): VaultInfo {
  const { id, sample, people } = readHeader(folder);
  return { id, sample, people: people.map((person) => ({ id: person.id, label: person.label })) };
}

/**
 * @param folder of a vault
 * @param personId who they say they are
 * @param passphrase as typed
 * @param nowMs wall clock, ms since 1970 UTC
 * @returns the data key
 * @throws OutpostError `wrong_passphrase`, the same whatever is wrong; `unlock_wait` after several failures
 */
export async function unlockVault(
  folder: string,
  personId: string,
  passphrase: string,
  nowMs: number = Date.now(),
): Promise<Uint8Array> {
  const person = readHeader(folder).people.find(({ id }) => id === personId);
  return tryToUnlock(folder, person, passphrase, personId, nowMs);
}

/**
 * @param folder of a vault of the sample mode
 * @returns the data key
 * @throws OutpostError `vault_damaged` when it is none
 */
export function unlockSampleVault(folder: string): Uint8Array {
  const { sample, sampleKey } = readHeader(folder);
  if (!sample || sampleKey === null) throw new OutpostError('vault_damaged', 'This is no sample vault.');
  return new Uint8Array(Buffer.from(sampleKey, 'base64'));
}

/**
 * Unlocks with the recovery code and sets a new passphrase: a forgotten one cannot be found again. Whoever is known by
 * that label already stays the same person; a new label is a new person.
 *
 * @param folder of a vault
 * @param typedCode the recovery code as typed
 * @param person who unlocks it from now on
 * @param nowMs wall clock, ms since 1970 UTC
 * @returns their id and the data key
 * @throws OutpostError `wrong_passphrase` for a wrong code, `unlock_wait`, `weak_passphrase`
 */
export async function recoverVault(
  folder: string,
  typedCode: string,
  person: NewPerson,
  nowMs: number = Date.now(),
): Promise<{ readonly personId: string; readonly key: Uint8Array }> {
  assertPassphrase(person.passphrase);
  const code = parseRecoveryCode(typedCode);
  if (code === undefined) throw wrongPassphrase();
  const { recovery } = readHeader(folder);
  const key = await tryToUnlock(folder, recovery ?? undefined, code, recoveryLabel, nowMs);
  const known = readHeader(folder).people.find(({ label }) => sameLabel(label, person.label));
  if (!known) return { personId: await addPerson(folder, key, person), key };
  await setPassphrase(folder, key, known.id, person.passphrase);
  return { personId: known.id, key };
}

function sameLabel(a: string, b: string): boolean {
  return a.trim().normalize('NFKC').toLowerCase() === b.trim().normalize('NFKC').toLowerCase();
}

/**
 * @param folder of a vault
 * @param key its data key
 * @param person who may unlock it besides the others
 * @returns their id
 * @throws OutpostError `weak_passphrase`
 */
export async function addPerson(folder: string, key: Uint8Array, person: NewPerson): Promise<string> {
  const added = await newPerson(key, person);
  const header = readHeader(folder);
  writeHeader(folder, { ...header, people: [...header.people, added] });
  return added.id;
}

/**
 * @param folder of a vault
 * @param personId who can no longer unlock it
 * @throws OutpostError `not_found`; `conflicting_state` for the last person
 */
export function removePerson(folder: string, personId: string): void {
  const header = readHeader(folder);
  const people = header.people.filter(({ id }) => id !== personId);
  if (people.length === header.people.length) throw new OutpostError('not_found', 'There is no such person.');
  if (people.length === 0) throw new OutpostError('conflicting_state', 'Somebody must be able to unlock.');
  writeHeader(folder, { ...header, people });
}

/**
 * @param folder of a vault
 * @param personId whose passphrase changes
 * @param current their passphrase until now
 * @param next their passphrase from now on
 * @param nowMs wall clock, ms since 1970 UTC
 * @throws OutpostError `wrong_passphrase`, `unlock_wait`, `weak_passphrase`
 */
export async function changePassphrase(
  folder: string,
  personId: string,
  current: string,
  next: string,
  nowMs: number = Date.now(),
): Promise<void> {
  assertPassphrase(next);
  const key = await unlockVault(folder, personId, current, nowMs);
  await setPassphrase(folder, key, personId, next);
}

async function setPassphrase(
  folder: string,
  key: Uint8Array,
  personId: string,
  passphrase: string,
): Promise<void> {
  const wrapped = await wrapKey(key, passphrase, personId);
  const header = readHeader(folder);
  const people = header.people.map((person) => (person.id === personId ? { ...person, ...wrapped } : person));
  writeHeader(folder, { ...header, people });
}

/**
 * Opens a vault's records for this process alone.
 *
 * @param folder of a vault
 * @param key its data key
 * @param options how to load SQLite, and what stands in for the machine in tests
 * @returns the open database; closing it lets the next process in
 * @throws OutpostError `vault_busy`; `vault_damaged`, also when the database does not belong to the key;
 *   `vault_missing`, `disk_full`
 */
export function openVault(
  folder: string,
  key: Uint8Array,
  options: OpenVaultOptions = {},
): OpenFieldDatabase {
  const { id, sample } = readHeader(folder);
  const lock = lockVault(folder, options.nativeBinding);
  try {
    const file = path.join(folder, vaultFiles.database);
    const db = openFieldDatabase({
      ...options,
      file,
      key,
      sample,
      mustExist: true,
      afterClose: lock.release,
    });
    if (!sample && !db.readOnly) counted(db, folder, id);
    return db;
  } catch (thrown) {
    lock.release();
    // The key came out of the header, which vouches for it: what it does not open is damaged.
    if (!(thrown instanceof OutpostError) || thrown.code !== 'wrong_passphrase') throw thrown;
    throw new OutpostError('vault_damaged', 'The key of this vault does not open its database.', {
      cause: thrown,
    });
  }
}

function counted(db: OpenFieldDatabase, folder: string, id: string): void {
  try {
    countOpening(db.store, folder, id);
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

async function tryToUnlock(
  folder: string,
  wrapping: Wrapping | undefined,
  secret: string,
  label: string,
  nowMs: number,
): Promise<Uint8Array> {
  assertMayTry(folder, nowMs);
  countTry(folder, nowMs);
  // Somebody unknown costs the same time as a wrong passphrase.
  const key = await unwrapKey(
    wrapping ?? (await wrapKey(new Uint8Array(keyBytes), '', label)),
    secret,
    label,
  );
  if (!wrapping || !key) throw wrongPassphrase();
  forgetTries(folder);
  return key;
}

function wrongPassphrase(): OutpostError {
  return new OutpostError('wrong_passphrase', 'That does not unlock this vault.');
}

async function newPerson(key: Uint8Array, person: NewPerson): Promise<VaultPerson> {
  assertPassphrase(person.passphrase);
  const id = randomUUID();
  return { id, label: person.label, ...(await wrapKey(key, person.passphrase, id)) };
}

function assertPassphrase(passphrase: string): void {
  if ([...passphrase.normalize('NFKC')].length >= shortestPassphrase) return;
  throw new OutpostError('weak_passphrase', `A passphrase has at least ${shortestPassphrase} characters.`, {
    details: { shortest: shortestPassphrase },
  });
}

function emptyHeader(): VaultHeader {
  return {
    format: 'outpost-vault',
    version: headerVersion,
    id: randomUUID(),
    sample: false,
    people: [],
    recovery: null,
    sampleKey: null,
  };
}

function assertFree(folder: string): void {
  if (vaultExists(folder)) throw new OutpostError('vault_exists', 'There is a vault in this folder already.');
  // Files without a header may be a vault that lost it: they are never overwritten.
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new OutpostError('vault_exists', 'This folder is not empty.');
  }
}

/** Everything is made beside the place and moved there in one step. */
function build(folder: string, header: VaultHeader, key: Uint8Array, options: OpenVaultOptions): void {
  const beside = `${folder}.new-${randomUUID()}`;
  try {
    makeFolderDurably(beside);
    const file = path.join(beside, vaultFiles.database);
    openFieldDatabase({ ...options, file, key, sample: header.sample }).close();
    writeHeader(beside, header);
    writeMark(beside, header.id, 0);
    if (existsSync(folder)) rmdirSync(folder);
    moveDurably(beside, folder);
  } catch (thrown) {
    rmSync(beside, { recursive: true, force: true });
    throw fileError(thrown);
  }
}
