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
import { createDocumentPrinter, type DocumentPrinter, isDocumentWindow } from './document-printer.ts';
import { answerPreload, connectPage, sendCommand } from './ipc.ts';
import { type LockTriggers, watchForLock } from './lock-triggers.ts';
import { menuTemplate, menuTexts } from './menu-template.ts';
import { guardNavigation } from './navigation-guard.ts';
import { quitGracefully } from './quit.ts';
import { saveDocument } from './save-document.ts';
import { createPlaces, endingOf, saveFile } from './save-file.ts';
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
  const printer = createDocumentPrinter(bundles);
  const places = createPlaces();
  const core = startCore(bundles, coreStart(language), {
    state: (state) => {
      showMenu(state.language, state.unlocked);
      triggers.update(state);
      // Nothing is printed of what is locked.
      if (!state.unlocked) printer.cancel();
    },
    restarted: () => connectWindows(core),
    givenUp: () => giveUp(language),
  });
  const triggers: LockTriggers = watchForLock(powerMonitor, (reason) => core.lock(reason));
  answerPreload({
    connect: (contents) => core.serve(connectPage(contents)),
    print: (contents) => new Promise((resolve) => contents.print({ printBackground: true }, () => resolve())),
    saveFile: (contents, asked) => saveFile(asked, (name) => askWhere(contents, name)),
    choosePlace: (contents, asked) => places.choose(asked, (name) => askWhere(contents, name)),
    saveDocument: (asked) => saveDocument(asked, places, printer),
    cancelDocument: () => printer.cancel(),
  });
  quitGracefully(app, async () => {
    triggers.stop();
    await core.close();
  });
  openScreens(printer);
  app.on('window-all-closed', () => app.quit());
  app.on('activate', () => {
    if (screens().length === 0) openScreens(printer);
  });
}

function openScreens(printer: DocumentPrinter): void {
  // A document that nobody waits for any more must not keep the app open.
  openWindow(bundles).once('closed', () => printer.cancel());
}

/** The windows that people see. */
function screens(): readonly BrowserWindow[] {
  return BrowserWindow.getAllWindows().filter((window) => !isDocumentWindow(window));
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
  for (const window of screens()) core.serve(connectPage(window.webContents));
}

function showMenu(language: Language, unlocked: boolean): void {
  const template = menuTemplate({
    language,
    unlocked,
    appVersion: app.getVersion(),
    packaged: app.isPackaged,
    command: (name) => {
      const window = BrowserWindow.getFocusedWindow() ?? screens()[0];
      if (window) sendCommand(window.webContents, name);
    },
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function focusWindow(): void {
  const window = screens()[0];
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
