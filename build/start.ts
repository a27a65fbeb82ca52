import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buildApp } from './build-app.ts';
import { electronLaunchOptions } from './launch.ts';
import { PlainFailure, runTool } from './plain-failure.ts';
import { announce } from './progress.ts';
import { ensureSystemPackages } from './system-packages.ts';
import { hasDisplay, startVirtualDisplay } from './virtual-display.ts';

/** `npm start`: the app alone, from the sources as they are. */
await runTool(async () => {
  const virtual = process.argv.includes('--virtual-display');
  if (!virtual && !hasDisplay()) {
    throw new PlainFailure('There is no display to open a window on. Run: npm start -- --virtual-display');
  }
  await ensureSystemPackages(virtual ? ['window', 'virtual-display'] : ['window']);
  await buildApp();
  if (virtual) await startVirtually();
  else await startApp({});
});

async function startVirtually(): Promise<void> {
  const { display, stop } = await startVirtualDisplay();
  announce(`The window opens on the virtual display ${display}; Ctrl+C ends both.`);
  try {
    await startApp({ DISPLAY: display, WAYLAND_DISPLAY: '' });
  } finally {
    await stop();
  }
}

async function startApp(env: Readonly<Record<string, string>>): Promise<void> {
  const args = process.argv.slice(2).filter((argument) => argument !== '--virtual-display');
  const launch = await electronLaunchOptions({ env, args });
  const app = spawn(launch.executablePath, launch.args, { env: launch.env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.kill(signal));
  const [code, signal] = await once(app, 'exit');
  if (code !== 0 && !signal) throw new PlainFailure(`Outpost ended with exit code ${code}.`);
}
