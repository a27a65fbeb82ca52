import { homedir } from 'node:os';
import path from 'node:path';

/**
 * @returns the folder where the installed app keeps its data, so that the command line finds the same vault
 */
export function usualDataFolder(): string {
  const name = 'Outpost';
  switch (process.platform) {
    case 'win32':
      return path.join(process.env.APPDATA ?? path.join(homedir(), 'AppData', 'Roaming'), name);
    case 'darwin':
      return path.join(homedir(), 'Library', 'Application Support', name);
    default:
      return path.join(process.env.XDG_CONFIG_HOME ?? path.join(homedir(), '.config'), name);
  }
}
