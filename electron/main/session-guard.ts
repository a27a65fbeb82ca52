import type { Session } from 'electron';

const harmlessSchemes: ReadonlySet<string> = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/**
 * Refuses every permission and every device, and lets no request leave by the window: the core alone talks to
 * headquarters.
 *
 * @param session the session of the window
 */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !mayLoad(details.url) }));
  session.on('will-download', (event) => event.preventDefault());
}

/**
 * @param address what the window wants to load
 * @returns whether it stays on this laptop
 */
export function mayLoad(address: string): boolean {
  try {
    return harmlessSchemes.has(new URL(address).protocol);
  } catch {
    return false;
  }
}
