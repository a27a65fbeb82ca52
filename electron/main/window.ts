import path from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import { appOrigin } from './content-policy.ts';
import { readWindowBounds, smallestWindow, writeWindowBounds } from './window-bounds.ts';

/**
 * Opens the one window. It shows itself when it has something to show.
 *
 * @param bundles absolute folder of the built app
 * @returns the window
 */
export function openWindow(bundles: string): BrowserWindow {
  const boundsFile = path.join(app.getPath('userData'), 'window.json');
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const { maximized, ...bounds } = readWindowBounds(boundsFile, areas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    backgroundColor: '#ffffff',
    title: app.getName(),
    webPreferences: {
      preload: path.join(bundles, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // The spelling checker fetches dictionaries from the internet.
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    writeWindowBounds(boundsFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  window
    .loadURL(`${appOrigin}/`)
    .catch((cause: unknown) => console.error('The screens did not load.', cause));
  return window;
}
