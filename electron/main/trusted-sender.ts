import { appOrigin } from './content-policy.ts';

/** What is known about who sent a message: a frame may be gone by the time it is asked for. */
export interface Sender {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null | undefined;
}

/**
 * Whether a message comes from our own page in the window's main frame. Fails closed: a frame that is gone, has a
 * parent, or shows anything else is not trusted.
 *
 * @param event an IPC event of Electron
 * @returns true only for the main frame of the app's own origin
 */
export function isTrustedSender(event: Sender): boolean {
  const frame = event.senderFrame;
  if (!frame || frame.parent !== null) return false;
  return isAppAddress(frame.url);
}

/**
 * @param address any address
 * @returns whether it belongs to the app's own origin
 */
export function isAppAddress(address: string): boolean {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.host}` === appOrigin;
  } catch {
    return false;
  }
}
