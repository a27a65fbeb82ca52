import path from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  powerMonitor,
  protocol,
  session,
  shell,
  type WebContents,
} from 'electron';
import type { Language } from '#shared/domain/vocabularies.ts';
import { declareAppScheme, serveScreens } from './app-protocol.ts';
import { type CoreHost, startCore } from './core-host.ts';
import { chooseDataFolder } from './data-folder.ts';
import { answerPreload, connectPage, sendCommand } from './ipc.ts';
import { type LockTriggers, watchForLock } from './lock-triggers.ts';
import { menuTemplate, menuTexts } from './menu-template.ts';
import { guardNavigation } from './navigation-guard.ts';
import { quitGracefully } from './quit.ts';
import { endingOf, saveFile } from './save-file.ts';
import { guardSession } from './session-guard.ts';
import { openWindow } from './window.ts';

const bundles = path.join(app.getAppPath(), 'out', 'app');

// Chromium cannot sandbox for root: only the launchers of development and tests pass this switch, and only for root.
if (app.isPackaged || !app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
chooseDataFolder(app, process.env);
declareAppScheme();
guardNavigation(app, (address) => shell.openExternal(address));
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusWindow);
  app.whenReady().then(start, fail);
} else {
  app.quit();
}

function start(): void {
  guardSession(session.defaultSession);
  serveScreens(protocol, path.join(bundles, 'renderer'));
  const language: Language = app.getLocale().startsWith('ar') ? 'ar' : 'en';
  showMenu(language, false);
  const core = startCore(bundles, coreStart(language), {
    state: (state) => {
      showMenu(state.language, state.unlocked);
      triggers.update(state);
    },
    restarted: () => connectWindows(core),
    givenUp: () => giveUp(language),
  });
  const triggers: LockTriggers = watchForLock(powerMonitor, (reason) => core.lock(reason));
  answerPreload({
    connect: (contents) => core.serve(connectPage(contents)),
    print: (contents) => new Promise((resolve) => contents.print({ printBackground: true }, () => resolve())),
    saveFile: (contents, asked) => saveFile(asked, (name) => askWhere(contents, name)),
  });
  quitGracefully(app, async () => {
    triggers.stop();
    await core.close();
  });
  openWindow(bundles);
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) openWindow(bundles);
  });
}

async function askWhere(contents: WebContents, name: string): Promise<string | undefined> {
  const window = BrowserWindow.fromWebContents(contents);
  const ending = endingOf(name);
  const kind = ending === 'outpost' ? app.getName() : ending.toUpperCase();
  const options = { defaultPath: name, filters: [{ name: kind, extensions: [ending] }] };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled || !filePath ? undefined : filePath;
}

function coreStart(language: Language) {
  // A packaged app takes no code from the environment.
  const nativeBinding = app.isPackaged ? undefined : process.env.OUTPOST_SQLITE_BINDING;
  return {
    vaultsDir: path.join(app.getPath('userData'), 'vaults'),
    appVersion: app.getVersion(),
    language,
    ...(nativeBinding ? { nativeBinding } : {}),
  };
}

function connectWindows(core: CoreHost): void {
  for (const window of BrowserWindow.getAllWindows()) core.serve(connectPage(window.webContents));
}

function showMenu(language: Language, unlocked: boolean): void {
  const template = menuTemplate({
    language,
    unlocked,
    appVersion: app.getVersion(),
    packaged: app.isPackaged,
    command: (name) => {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
      if (window) sendCommand(window.webContents, name);
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function focusWindow(): void {
  const window = BrowserWindow.getAllWindows()[0];
  if (window?.isMinimized()) window.restore();
  window?.focus();
}

function giveUp(language: Language): void {
  const text = menuTexts(language);
  dialog.showMessageBoxSync({
    type: 'error',
    title: text['menu.coreFailed.title'],
    message: text['menu.coreFailed.title'],
    detail: text['menu.coreFailed.message'],
    buttons: [text['menu.coreFailed.quit']],
  });
  app.exit(1);
}

function fail(cause: unknown): void {
  console.error('Outpost did not start.', cause);
  app.exit(1);
}
