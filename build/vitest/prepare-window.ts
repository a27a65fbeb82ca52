import { buildApp } from '../build-app.ts';
import { resolveElectron } from '../electron-runtime/resolve-electron.ts';
import { ensureSystemPackages } from '../system-packages.ts';
import { startVirtualDisplay } from '../virtual-display.ts';
import { displaysVariable, windowsAtOnce } from './displays.ts';

/**
 * Before the end-to-end tests: system packages, Electron, the bundles, and on Linux displays of their own, so that
 * no window jumps into anybody's work and every screenshot has the same size.
 * @returns what to do after the tests
 */
export async function setup(): Promise<() => Promise<void>> {
  await ensureSystemPackages(['window', 'virtual-display', 'console', 'paper']);
  await resolveElectron();
  await buildApp();
  if (process.platform !== 'linux') return async () => {};
  const displays = await Promise.all(Array.from({ length: windowsAtOnce }, startVirtualDisplay));
  process.env[displaysVariable] = displays.map(({ display }) => display).join(' ');
  delete process.env.WAYLAND_DISPLAY;
  return async () => {
    await Promise.all(displays.map(({ stop }) => stop()));
  };
}
