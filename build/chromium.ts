import { existsSync } from 'node:fs';
import path from 'node:path';
import { machineSwitches } from './launch.ts';
import { PlainFailure } from './plain-failure.ts';

/** What Playwright's `chromium.launch` takes. */
export interface ChromiumLaunch {
  readonly executablePath: string;
  readonly args: string[];
}

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/**
 * How to launch the Chromium of this machine, in which the console of headquarters is tested.
 * @throws PlainFailure when there is none on the PATH
 */
export function chromiumLaunchOptions(): ChromiumLaunch {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  const executablePath = candidates.find((candidate) => existsSync(candidate));
  if (executablePath) return { executablePath, args: [...machineSwitches()] };
  throw new PlainFailure('There is no Chromium on the PATH; on Debian: sudo apt-get install -y chromium');
}
