import { existsSync } from 'node:fs';
import path from 'node:path';
import { copyDoubt } from '#db/incarnation.ts';
import { PhotoStore } from '#db/photo-store.ts';
import { syncState } from '#db/sync-state.ts';
import { openVault, unlockVault, vaultExists, vaultInfo } from '#db/vault.ts';
import { vaultFiles } from '#db/vault-header.ts';
import { verifyDatabase } from '#db/verify.ts';
import { tables } from '#shared/domain/registry.ts';
import { digestOf, type ExpectedStates } from './expected-states.ts';
import { type Promised, pictureOf, worker, workFolders } from './field-work.ts';

/** A folder of the work as a kill or a power cut left it. */
export interface LeftBehind {
  readonly root: string;
  /** Undefined: it must be found by the passphrase. */
  readonly key: Uint8Array | undefined;
  /** What the user had been told. */
  readonly promised: readonly Promised[];
}

/**
 * Looks at what was left, as its user does on the next day: everything promised is there, nothing is there in part, and the
 * work goes on.
 *
 * @param left the folder, its key and what was promised
 * @param states what the vault may hold
 * @returns what is wrong, in English; empty when all is well
 */
export async function lookThrough(left: LeftBehind, states: ExpectedStates): Promise<readonly string[]> {
  const folder = path.join(left.root, workFolders.vault);
  if (!vaultExists(folder)) return promisedOf(left, 'vault') === undefined ? [] : ['the vault is gone'];
  const faults: string[] = [];
  try {
    const key = left.key ?? (await unlock(folder));
    faults.push(...peopleFaults(left, folder));
    // Twice: what the first start puts right must not look like a copied disk to the second.
    for (const start of ['first', 'second'] as const)
      faults.push(
        ...databaseFaults(left, states, { folder, key }).map((fault) => `${start} start: ${fault}`),
      );
    faults.push(...pictureFaults(left, folder, key), ...backupFaults(left, states, key));
  } catch (thrown) {
    faults.push(`it does not open: ${thrown instanceof Error ? thrown.stack : thrown}`);
  }
  return faults;
}

/** The last number promised of a kind. */
function promisedOf({ promised }: LeftBehind, kind: Promised['kind']): number | undefined {
  return promised.findLast((one) => one.kind === kind)?.number;
}

function unlock(folder: string): Promise<Uint8Array> {
  const [person] = vaultInfo(folder).people;
  return unlockVault(folder, person?.id ?? '', worker.passphrase);
}

function peopleFaults(left: LeftBehind, folder: string): readonly string[] {
  const { people } = vaultInfo(folder);
  const promised = promisedOf(left, 'people') ?? 1;
  const kept = people.length >= promised && people.length <= promised + 1;
  return kept ? [] : [`${people.length} people can unlock, ${promised} were promised`];
}

function databaseFaults(
  left: LeftBehind,
  states: ExpectedStates,
  vault: { readonly folder: string; readonly key: Uint8Array },
): readonly string[] {
  const db = openVault(vault.folder, vault.key);
  try {
    const faults = verifyDatabase(db.store)
      .filter(({ ok }) => !ok)
      .map(({ name, detail }) => `${name}: ${detail}`);
    const { seq } = db.head();
    const state = states.get(seq);
    const promised = promisedOf(left, 'commit') ?? 0;
    if (!state) faults.push(`op ${seq} is in the midst of a commit`);
    else if (digestOf(db) !== state.digest)
      faults.push(`the rows are not those after commit ${state.number}`);
    if (state && state.number < promised)
      faults.push(`commit ${promised} was promised, ${state.number} is the last`);
    if (promisedOf(left, 'enrolled') !== undefined && !syncState(db.store).enrolled)
      faults.push('the enrolment is gone');
    if (copyDoubt(db.store)) faults.push('it takes itself for a copy');
    return [...faults, ...(syncState(db.store).enrolled ? workFaults(db) : [])];
  } finally {
    db.close();
  }
}

/** The work goes on; what is tried is not kept. */
function workFaults(db: ReturnType<typeof openVault>): readonly string[] {
  const undone = new Error('undone');
  try {
    db.commit({ advisorId: 7, site: 'BAS' }, (tx) => {
      tx.insert(tables.visitTopic, { id: tx.newId(), site: 'BAS', visit_id: 1, topic: 'The next day' });
      throw undone;
    });
    return ['the next commit was not undone'];
  } catch (thrown) {
    return thrown === undone ? [] : [`the next commit failed: ${thrown}`];
  }
}

function pictureFaults(left: LeftBehind, folder: string, key: Uint8Array): readonly string[] {
  const file = path.join(folder, vaultFiles.photos);
  const photos = new PhotoStore({ file, key });
  try {
    const promised = left.promised.filter(({ kind }) => kind === 'photo').map(({ number }) => number);
    const held = photos.held(promised.map((number) => pictureOf(number).sha256));
    const faults = [...photos.faults()].flatMap((fault) => fault ?? []);
    return held.size === promised.length
      ? faults
      : [...faults, `${promised.length - held.size} pictures are gone`];
  } finally {
    photos.close();
  }
}

/** A copy has its name only when it is whole. */
function backupFaults(left: LeftBehind, states: ExpectedStates, key: Uint8Array): readonly string[] {
  const folder = path.join(left.root, workFolders.backup);
  const promised = promisedOf(left, 'backup');
  if (!existsSync(folder)) return promised === undefined ? [] : ['the backup is gone'];
  const faults = vaultInfo(folder).people.length > 0 ? [] : ['nobody can unlock the backup'];
  const db = openVault(folder, key);
  try {
    const state = states.get(db.head().seq);
    if (!state || state.digest !== digestOf(db)) faults.push('the backup holds half a commit');
    if (state && state.number < (promised ?? 0)) faults.push('the backup is older than promised');
  } finally {
    db.close();
  }
  return faults;
}
