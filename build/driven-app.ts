import { _electron, type ElectronApplication, errors } from 'playwright';
import type { ElectronLaunch } from './launch.ts';
import { announce } from './progress.ts';

const attempts = 3;
/** A launch takes a second or two, on a machine with much else to do ten. */
const patienceMs = 45_000;

/**
 * Launches the app to be driven by Playwright.
 *
 * Playwright attaches while the app starts. When it meets a window at the moment in which that leaves its empty page for
 * its first one, the answer that it waits for never comes (microsoft/playwright#29386), although the app runs. Such a
 * launch is ended and done again. An app that really does not start fails every time.
 *
 * @param launch what `electronLaunchOptions` gave
 * @returns the app, its main process running
 * @throws the error of Playwright when the last attempt failed
 */
export async function launchDriven(launch: ElectronLaunch): Promise<ElectronApplication> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await _electron.launch({ ...launch, timeout: patienceMs });
    } catch (error) {
      if (!(error instanceof errors.TimeoutError) || attempt === attempts) throw error;
      announce(`The window could not be driven, attempt ${attempt} of ${attempts}; starting it again`);
    }
  }
}
