import type { App } from 'electron';

/**
 * Holds every quit until the core has closed its database.
 *
 * @param app the app
 * @param close closes what must be closed; called once
 */
export function quitGracefully(app: App, close: () => Promise<void>): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    close()
      .catch((cause: unknown) => console.error('The core did not close.', cause))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}
