import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The account under which the embedded PostgreSQL runs when headquarters was started as root. */
export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root.
 *
 * @returns the account to use instead; undefined when this process is not root, so that its own account will do
 * @throws Error when the system has neither `postgres` nor `nobody`
 */
export function unprivilegedUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL cannot run as root, and this system has no account "postgres" or "nobody".');
}

/**
 * @param folder an existing folder
 * @param user who wants in; undefined: this process
 * @returns whether that account can reach what lies in the folder: every folder above must let it pass
 */
export function canReach(folder: string, user: SystemUser | undefined): boolean {
  if (!user) {
    try {
      accessSync(folder, constants.R_OK | constants.X_OK);
      return true;
    } catch {
      return false;
    }
  }
  for (let current = path.resolve(folder); ; current = path.dirname(current)) {
    const { mode, uid, gid } = statSync(current);
    const executable = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & executable) === 0) return false;
    if (current === path.dirname(current)) return true;
  }
}
