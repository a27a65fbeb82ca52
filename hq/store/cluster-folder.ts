import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { canReach, type SystemUser } from './unprivileged-user.ts';

const rootsFolder = '/var/lib/outpost-hq';

/** Where the embedded PostgreSQL keeps its files. */
export interface ClusterFolder {
  readonly data: string;
  /** Folder for a copy of the programs, should they be out of the account's reach. */
  readonly programs: string;
}

/**
 * Decides where the database's files lie: in headquarters' own folder, or, when that is closed to the account that
 * runs PostgreSQL (a project under root's home), below `/var/lib/outpost-hq`, with a note in headquarters' folder.
 *
 * @param dataFolder headquarters' folder, absolute; made when missing
 * @param user the account that runs PostgreSQL; undefined: this process's own
 * @returns the folders; `data` exists and belongs to the account
 */
export function prepareClusterFolder(dataFolder: string, user: SystemUser | undefined): ClusterFolder {
  mkdirSync(dataFolder, { recursive: true, mode: user ? 0o711 : 0o700 });
  if (!user) return ownFolder(dataFolder, user);
  // Others may pass through to the database's folder, but neither list this one nor read its files.
  chmodSync(dataFolder, 0o711);
  const note = path.join(dataFolder, 'database-folder');
  if (existsSync(note)) return ownFolder(readFileSync(note, 'utf8').trim(), user);
  if (canReach(dataFolder, user)) return ownFolder(dataFolder, user);
  const elsewhere = path.join(
    rootsFolder,
    createHash('sha256').update(dataFolder).digest('hex').slice(0, 16),
  );
  mkdirSync(rootsFolder, { recursive: true, mode: 0o755 });
  mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
  writeFileSync(note, `${elsewhere}\n`, { mode: 0o600 });
  return ownFolder(elsewhere, user);
}

function ownFolder(folder: string, user: SystemUser | undefined): ClusterFolder {
  const data = path.join(folder, 'database');
  if (!existsSync(data)) mkdirSync(data, { recursive: true, mode: 0o700 });
  if (user) chownSync(data, user.uid, user.gid);
  return { data, programs: user ? rootsFolder : folder };
}
