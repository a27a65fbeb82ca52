import path from 'node:path';
import { BrowserWindow, type Session, session } from 'electron';
import { z } from 'zod';
import type { PaperDocument } from '#shared/documents/document.ts';
import { OutpostError } from '#shared/errors.ts';
import { serveDocuments } from './app-protocol.ts';
import { appOrigin } from './content-policy.ts';
import { guardSession } from './session-guard.ts';

/** A document as a file. */
export interface PrintedDocument {
  readonly pdf: Uint8Array;
  readonly pages: number;
}

/** Turns documents into PDF files, one after the other. */
export interface DocumentPrinter {
  /** Throws OutpostError `cancelled`; whatever the page throws when it cannot lay it out. */
  print(paper: PaperDocument): Promise<PrintedDocument>;
  /** Gives up everything that is under way or waits. */
  cancel(): void;
}

/**
 * Makes a printer. Documents are laid out in a hidden page of a session of its own: sandboxed, without a bridge, under a
 * policy that knows nothing but our own files and the one document.
 *
 * @param bundles absolute folder of the built app
 * @returns the printer, idle
 */
export function createDocumentPrinter(bundles: string): DocumentPrinter {
  let held: Session | undefined;
  let current: PaperDocument | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let abort = new AbortController();

  function ownSession(): Session {
    if (held) return held;
    held = session.fromPartition('outpost-documents', { cache: false });
    guardSession(held);
    serveDocuments(held.protocol, path.join(bundles, 'renderer'), () => current);
    return held;
  }

  async function printNow(paper: PaperDocument, signal: AbortSignal): Promise<PrintedDocument> {
    if (signal.aborted) throw cancelled();
    current = paper;
    const window = hiddenWindow(ownSession());
    const close = (): void => {
      if (!window.isDestroyed()) window.destroy();
    };
    signal.addEventListener('abort', close);
    try {
      return await printWindow(window, paper);
    } catch (cause) {
      throw signal.aborted ? cancelled() : cause;
    } finally {
      signal.removeEventListener('abort', close);
      close();
      current = undefined;
    }
  }

  return {
    print(paper) {
      const { signal } = abort;
      const printed = turn.then(() => printNow(paper, signal));
      turn = printed.catch(() => undefined);
      // A page that was closed answers nothing any more.
      return Promise.race([printed, whenAborted(signal)]);
    },
    cancel() {
      abort.abort();
      abort = new AbortController();
    },
  };
}

/**
 * @param window any window
 * @returns whether it shows a document instead of the screens
 */
export function isDocumentWindow(window: BrowserWindow): boolean {
  return window.webContents.session !== session.defaultSession;
}

function hiddenWindow(own: Session): BrowserWindow {
  return new BrowserWindow({
    show: false,
    skipTaskbar: true,
    focusable: false,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      // It is never seen, and must not be slow for that.
      backgroundThrottling: false,
    },
  });
}

async function printWindow(window: BrowserWindow, paper: PaperDocument): Promise<PrintedDocument> {
  const { webContents } = window;
  await window.loadURL(`${appOrigin}/documents.html`);
  const pages = z
    .int()
    .positive()
    .parse(await webContents.executeJavaScript('window.outpostPages'));
  const pdf = await webContents.printToPDF({
    printBackground: true,
    preferCSSPageSize: true,
    pageSize: 'A4',
    landscape: paper.orientation === 'landscape',
    generateTaggedPDF: true,
  });
  return { pdf, pages };
}

function cancelled(): OutpostError {
  return new OutpostError('cancelled', 'It was cancelled.');
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(cancelled()), { once: true });
  });
}
