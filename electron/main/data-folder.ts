import path from 'node:path';
import type { App } from 'electron';

/**
 * Decides where the app keeps its vaults and settings: the folder of `--user-data-dir` (which Chromium reads itself),
 * else the one of OUTPOST_DATA, else the system's usual place.
 *
 * @param app the app, before it is ready
 * @param environment the process's environment
 */
export function chooseDataFolder(
  app: Pick<App, 'setPath' | 'commandLine'>,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const folder = environment.OUTPOST_DATA;
  if (folder && !app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', path.resolve(folder));
}
