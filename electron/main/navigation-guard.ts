import type { App, WebContents } from 'electron';
import { isAllowedLink } from './external-links.ts';
import { isAppAddress } from './trusted-sender.ts';

/**
 * Keeps every page where it is: no new windows, no other addresses, no embedded pages. Links of the allow-list open in
 * the system's browser.
 *
 * @param app the app, whose future pages are guarded
 * @param openExternal asks the system to open an address
 */
export function guardNavigation(app: App, openExternal: (address: string) => Promise<void>): void {
  app.on('web-contents-created', (_event, contents) => guardPage(contents, openExternal));
}

function guardPage(contents: WebContents, openExternal: (address: string) => Promise<void>): void {
  contents.setWindowOpenHandler(({ url }) => {
    // A browser that does not open is no reason to end the app.
    if (isAllowedLink(url)) openExternal(url).catch(() => undefined);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event, url) => {
    if (!isAppAddress(url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppAddress(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
