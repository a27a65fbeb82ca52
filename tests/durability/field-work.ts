import path from 'node:path';
import { backupVault } from '#db/backup.ts';
import type { Author, WritableDb } from '#db/database.ts';
import type { OpenFieldDatabase } from '#db/field-database.ts';
import { hashOf, PhotoStore } from '#db/photo-store.ts';
import { saveEnrolment } from '#db/sync-state.ts';
import { createVault, openVault } from '#db/vault.ts';
import { readHeader, vaultFiles, writeHeader } from '#db/vault-header.ts';
import { firstLaptopDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';

/** What was promised to the user at a moment of the work. */
export type Promised =
  /** There is a vault. */
  | { readonly kind: 'vault'; readonly number: number }
  /** Headquarters knows this laptop, whose keys are in the vault. */
  | { readonly kind: 'enrolled'; readonly number: number }
  /** Everything up to this commit is on disk. */
  | { readonly kind: 'commit'; readonly number: number }
  /** So many people can unlock the vault. */
  | { readonly kind: 'people'; readonly number: number }
  /** This picture, by its number, is on disk. */
  | { readonly kind: 'photo'; readonly number: number }
  /** The copy is there, with everything up to this commit. */
  | { readonly kind: 'backup'; readonly number: number };

/** Something deliberately wrong, to see that it is noticed. */
export const workFaults = ['commits without flushing', 'promises before it commits'] as const;
export type WorkFault = (typeof workFaults)[number];

/** The commits of one run. */
export const commitCount = 200;
/** The commit before which the vault is closed and opened again. */
const reopenedAt = 150;
const backedUpAt = 100;
const mostTries = 500;
const author: Author = { advisorId: 7, site: 'BAS' };
const firstMs = Date.UTC(2026, 2, 1);
const minuteMs = 60_000;

/** Names of the folders of the vault and of its copy, below the folder of the work. */
export const workFolders = { vault: 'vault', backup: 'backup' } as const;

/** Who unlocks the vault of the work. */
export const worker = { label: 'Amira', passphrase: 'four palms by the river' } as const;

/**
 * Begins the work: makes the vault and keeps an enrolment in it.
 *
 * @param root folder of the work
 * @param promise called whenever the user is told that something is safe
 * @returns the data key
 */
export async function beginFieldWork(
  root: string,
  promise: (promised: Promised) => void,
): Promise<Uint8Array> {
  const folder = path.join(root, workFolders.vault);
  const { key } = await createVault(folder, worker);
  promise({ kind: 'vault', number: 0 });
  const db = openVault(folder, key);
  const anyKey = new Uint8Array(32);
  saveEnrolment(db.store, {
    device: firstLaptopDevice,
    spares: [],
    epoch: 'first',
    grant: { version: 1, sites: ['BAS'] },
    hqUrl: 'http://localhost',
    hqId: 'hq',
    hqKey: anyKey,
    tlsPin: null,
    publicKey: anyKey,
    privateKey: anyKey,
    certificate: '{}',
    site: 'BAS',
    label: 'Basra-1',
    role: 'advisor',
    programme: 'police',
  });
  promise({ kind: 'enrolled', number: 0 });
  db.close();
  return key;
}

/** What may be different in a run. */
export interface WorkConditions {
  readonly fault?: WorkFault | undefined;
  readonly onFull?: () => void;
}

/**
 * Works on a vault as its users do: 200 commits of one row up to 450, corrections and removals among them, pictures, a
 * new person at the header now and then, a backup, and a new start. The same rows and ops in every run. When the disk is
 * full, what was refused is tried again.
 *
 * @param root folder of the work, which was begun
 * @param key data key of its vault
 * @param promise called whenever the user is told that something is safe
 * @param conditions what is wrong on purpose, and who hears that the disk was full
 * @throws anything that goes wrong but a full disk
 */
export function doFieldWork(
  root: string,
  key: Uint8Array,
  promise: (promised: Promised, db: OpenFieldDatabase) => void,
  { fault, onFull = () => {} }: WorkConditions = {},
): void {
  const folder = path.join(root, workFolders.vault);
  let ms = firstMs;
  const insist = <R>(work: () => R): R => untilThereIsSpace(work, onFull);
  const open = (): OpenFieldDatabase => {
    const opened = insist(() => openVault(folder, key, { now: () => ms }));
    if (fault === 'commits without flushing') opened.store.raw.pragma('synchronous = OFF');
    return opened;
  };
  let db = open();
  const photos = insist(() => new PhotoStore({ file: path.join(folder, vaultFiles.photos), key }));
  promise({ kind: 'commit', number: 0 }, db);
  for (let number = 1; number <= commitCount; number++) {
    if (number === reopenedAt) {
      db.close();
      db = open();
    }
    if (fault === 'promises before it commits') promise({ kind: 'commit', number }, db);
    insist(() => db.commit(author, (tx) => oneCommit(tx, number)));
    promise({ kind: 'commit', number }, db);
    if (number % 30 === 0) {
      insist(() => photos.put(pictureOf(number)));
      promise({ kind: 'photo', number }, db);
    }
    if (number % 40 === 0) promise({ kind: 'people', number: insist(() => letIn(folder, number)) }, db);
    if (number === backedUpAt) {
      const copy = path.join(root, workFolders.backup);
      insist(() => backupVault(db.store, photos, { folder, key }, copy));
      promise({ kind: 'backup', number }, db);
    }
    // At the end: ids begin with the minute in which an open database is first asked, whoever asks.
    ms += minuteMs;
  }
  photos.close();
  db.close();
}

/**
 * @param number of the commit after which it is taken
 * @returns a picture of its own; its bytes are no JPEG, which the store need not know
 */
export function pictureOf(number: number): { sha256: string; picture: Uint8Array; thumbnail: Uint8Array } {
  const picture = new Uint8Array(20_000 + number * 37).map(
    (_, index) => (index * number + (index >> 3)) % 251,
  );
  return { sha256: hashOf(picture), picture, thumbnail: picture.subarray(0, 2_000) };
}

/** What a patient user does: makes room, and tries again. */
function untilThereIsSpace<R>(work: () => R, onFull: () => void): R {
  for (let tries = 0; ; tries++) {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof OutpostError) || thrown.code !== 'disk_full' || tries === mostTries)
        throw thrown;
      onFull();
    }
  }
}

/** Adds a person to the header, by a copied wrapping: making one takes its time on purpose. */
function letIn(folder: string, number: number): number {
  const header = readHeader(folder);
  const [first] = header.people;
  if (!first) throw new Error('a vault has people');
  const people = [...header.people, { ...first, id: `person-${number}`, label: `Person ${number}` }];
  writeHeader(folder, { ...header, people });
  return people.length;
}

function oneCommit(tx: WritableDb, number: number): void {
  const rows = number === 70 ? 450 : number % 10 === 0 ? 60 : 1;
  for (let index = 0; index < rows; index++) {
    tx.insert(tables.visitTopic, {
      id: tx.newId(),
      site: 'BAS',
      visit_id: number,
      topic: `Commit ${number}, topic ${index}: ${'duties of the shift '.repeat(1 + (index % 5))}`,
    });
  }
  tx.upsert(tables.attendanceMark, {
    session_id: 5,
    person_id: 1 + (number % 60),
    site: 'BAS',
    mark: number % 3 === 0 ? 'late' : 'present',
    minutes: number % 3 === 0 ? number % 45 : null,
  });
  if (number % 4 === 0) correct(tx, number - 2);
  if (number % 11 === 0) takeBack(tx, number - 5);
}

function correct(tx: WritableDb, visit: number): void {
  for (const { id } of topicsOf(tx, visit).slice(0, 3))
    tx.update(tables.visitTopic, { id }, { topic: `Corrected after commit ${visit}` });
}

function takeBack(tx: WritableDb, visit: number): void {
  for (const { id } of topicsOf(tx, visit).slice(0, 2)) tx.remove(tables.visitTopic, { id });
}

function topicsOf(tx: WritableDb, visit: number): readonly { readonly id: number }[] {
  return tx.all<{ id: number }>(
    'SELECT id FROM visit_topic WHERE visit_id = ? AND deleted = 0 ORDER BY id',
    visit,
  );
}
