import path from 'node:path';
import { app, BrowserWindow, utilityProcess } from 'electron';

/** The least that a desktop app on an encrypted database needs: a window, and a core in a process of its own. */
async function probe(): Promise<void> {
  await app.whenReady();
  const core = utilityProcess.fork(path.join(app.getAppPath(), 'core.cjs'), [], {
    serviceName: 'probe core',
  });
  core.on('message', (answer: unknown) => void show(JSON.stringify(answer)));
  core.postMessage(path.join(app.getPath('userData'), 'probe.db'));
}

async function show(text: string): Promise<void> {
  const window = new BrowserWindow({ webPreferences: { sandbox: true, contextIsolation: true } });
  await window.loadURL(
    `data:text/html;charset=utf-8,<title>probe</title><pre>${encodeURIComponent(text)}</pre>`,
  );
}

void probe();
