import { ipcMain, MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import type { SavedDocument } from '#shared/ipc/channels.ts';
import { isTrustedSender, type Sender } from './trusted-sender.ts';

/** What the preload script may ask of the main process. */
export interface MainRequests {
  /** The page is there and wants its way to the core. */
  connect(contents: WebContents): void;
  /** The page wants to be printed. */
  print(contents: WebContents): Promise<void>;
  /** The page wants a file saved; answers its name, or null when the person decided otherwise. */
  saveFile(contents: WebContents, asked: unknown): Promise<string | null>;
  /** The page wants to know where to save; answers a word for the place, or null when the person decided otherwise. */
  choosePlace(contents: WebContents, name: unknown): Promise<string | null>;
  /** The page wants a document printed into a file at a place that was chosen. */
  saveDocument(asked: unknown): Promise<SavedDocument>;
  /** The page does not want the document any more. */
  cancelDocument(): void;
}

/**
 * Answers the preload script, and nobody else: requests of untrusted senders are dropped.
 *
 * @param requests what to do
 */
export function answerPreload(requests: MainRequests): void {
  ipcMain.on('outpost:connect', (event) => {
    if (isTrustedSender(senderOf(event))) requests.connect(event.sender);
  });
  ipcMain.handle('outpost:print', async (event) => {
    if (isTrustedSender(senderOf(event))) await requests.print(event.sender);
  });
  ipcMain.handle('outpost:save-file', async (event, asked: unknown) =>
    isTrustedSender(senderOf(event)) ? requests.saveFile(event.sender, asked) : null,
  );
  ipcMain.handle('outpost:choose-place', async (event, name: unknown) =>
    isTrustedSender(senderOf(event)) ? requests.choosePlace(event.sender, name) : null,
  );
  ipcMain.handle('outpost:save-document', async (event, asked: unknown) =>
    isTrustedSender(senderOf(event)) ? requests.saveDocument(asked) : null,
  );
  ipcMain.on('outpost:cancel-document', (event) => {
    if (isTrustedSender(senderOf(event))) requests.cancelDocument();
  });
}

/**
 * Hands a page its end of a new channel to the core.
 *
 * @param contents the page
 * @returns the other end, for the core
 */
export function connectPage(contents: WebContents): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  contents.postMessage('outpost:port', null, [port1]);
  return port2;
}

/**
 * Tells a page that a command was chosen in the menu.
 *
 * @param contents the page
 * @param command name of the command
 */
export function sendCommand(contents: WebContents, command: string): void {
  contents.send('outpost:command', command);
}

function senderOf(event: Electron.IpcMainEvent | Electron.IpcMainInvokeEvent): Sender {
  return { senderFrame: event.senderFrame };
}
