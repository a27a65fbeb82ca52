import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const waitSeconds = 30;

/**
 * Deals with a database that a killed headquarters left behind: waits for it to end, asks it to when it doesn't, and
 * removes the note of one that is gone (its process number may belong to another program by now).
 *
 * @param data the cluster's folder
 * @param dataFolder headquarters' folder
 * @throws Error when the headquarters that started it is still running
 */
export async function endFormerDatabase(data: string, dataFolder: string): Promise<void> {
  const note = path.join(data, 'postmaster.pid');
  if (!existsSync(note)) return;
  const pid = Number(readFileSync(note, 'utf8').split('\n')[0]);
  if (isPostgresOn(pid, data)) {
    const owner = readOwner(dataFolder);
    if (owner !== undefined && owner !== process.pid && isAlive(owner)) {
      throw new Error(`Headquarters already runs on this folder, as process ${owner}.`);
    }
    // A smart or fast shutdown may already be under way: asking again does no harm.
    process.kill(pid, 'SIGINT');
    const deadline = Date.now() + waitSeconds * 1000;
    while (isPostgresOn(pid, data)) {
      if (Date.now() > deadline) throw new Error(`The former database, process ${pid}, does not end.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return;
  }
  // PostgreSQL itself clears the note of a dead process, after it made sure that none of its children live on.
  if (isAlive(pid)) rmSync(note, { force: true });
}

function readOwner(dataFolder: string): number | undefined {
  const file = path.join(dataFolder, 'hq.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isPostgresOn(pid: number, data: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return false;
  const commandLine = `/proc/${pid}/cmdline`;
  // Without /proc a live process is taken at its word.
  return (
    process.platform !== 'linux' ||
    (existsSync(commandLine) && readFileSync(commandLine, 'utf8').includes(data))
  );
}
