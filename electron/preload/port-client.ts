import type { ErrorShape } from '#shared/errors.ts';
import type { CoreEvent, PortMessage, PortRequest } from '#shared/ipc/channels.ts';

/** The part of a MessagePort that is needed here. */
export interface CorePort {
  postMessage(message: PortRequest): void;
  start(): void;
  close(): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

export type CoreAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorShape };

/** Calls the core over whatever port is there now. */
export interface PortClient {
  /** Takes a new port. What the port before owed is answered with `vault_locked`: a core that starts anew is locked. */
  attach(port: CorePort): void;
  /** Resolves with the core's answer, waiting for a port when there is none yet; never rejects. */
  call(
    channel: string,
    request: unknown,
  ): Promise<{ ok: true; value: unknown } | { ok: false; error: ErrorShape }>;
  onEvent(listener: (event: CoreEvent) => void): () => void;
}

/**
 * @returns a client without a port: calls wait until one is attached
 */
export function createPortClient(): PortClient {
  const owed = new Map<
    number,
    (answer: { ok: true; value: unknown } | { ok: false; error: ErrorShape }) => void
  >();
  const listeners = new Set<(event: CoreEvent) => void>();
  const waiting: PortRequest[] = [];
  let port: CorePort | undefined;
  let lastId = 0;

  const announce = (event: CoreEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const receive = (message: PortMessage): void => {
    if ('event' in message) {
      announce(message.event);
      return;
    }
    const answer = owed.get(message.id);
    owed.delete(message.id);
    answer?.(message.ok ? { ok: true, value: message.value } : { ok: false, error: message.error });
  };
  const replacePort = (): void => {
    if (!port) return;
    port.close();
    for (const answer of owed.values()) answer({ ok: false, error: restarted });
    owed.clear();
    announce({ type: 'locked', reason: 'asked' });
  };

  return {
    attach(next) {
      replacePort();
      port = next;
      next.onmessage = (event) => receive(event.data as PortMessage);
      next.start();
      for (const request of waiting.splice(0)) next.postMessage(request);
    },
    call(channel, request) {
      const id = ++lastId;
      return new Promise((resolve) => {
        owed.set(id, resolve);
        if (!port) return void waiting.push({ id, channel, request });
        try {
          port.postMessage({ id, channel, request });
        } catch {
          owed.delete(id);
          resolve({ ok: false, error: notSendable });
        }
      });
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

const restarted: ErrorShape = {
  code: 'vault_locked',
  message: 'The core started anew; what it had confirmed is on disk. Unlock again.',
  details: {},
  issues: [],
};
const notSendable: ErrorShape = {
  code: 'invalid_request',
  message: 'The request holds something that cannot cross to the core.',
  details: {},
  issues: [],
};
