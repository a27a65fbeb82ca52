import { describe, expect, it } from 'vitest';
import type { CoreEvent, PortRequest } from '#shared/ipc/channels.ts';
import { type CorePort, createPortClient } from './port-client.ts';

function fakePort(): CorePort & {
  readonly sent: PortRequest[];
  arrive(data: unknown): void;
  closed: boolean;
} {
  const sent: PortRequest[] = [];
  return {
    sent,
    closed: false,
    onmessage: null,
    postMessage: (message) => void sent.push(message),
    start: () => undefined,
    close() {
      this.closed = true;
    },
    arrive(data) {
      this.onmessage?.({ data } as MessageEvent);
    },
  };
}

describe('the bridge behind the page', () => {
  it('keeps calls until the core is reachable and answers each with its own reply', async () => {
    const client = createPortClient();
    const first = client.call('people.get', { id: 1 });
    const second = client.call('people.get', { id: 2 });
    const port = fakePort();
    client.attach(port);
    const [a, b] = port.sent;
    port.arrive({ id: b?.id, ok: true, value: 'second' });
    port.arrive({ id: a?.id, ok: true, value: 'first' });
    expect(await first).toEqual({ ok: true, value: 'first' });
    expect(await second).toEqual({ ok: true, value: 'second' });
  });

  it('answers what was under way as locked when a new core takes over, and tells the screens', async () => {
    const client = createPortClient();
    const events: CoreEvent[] = [];
    client.onEvent((event) => events.push(event));
    const old = fakePort();
    client.attach(old);
    const call = client.call('people.get', { id: 1 });
    client.attach(fakePort());
    expect(await call).toMatchObject({ ok: false, error: { code: 'vault_locked' } });
    expect(old.closed).toBe(true);
    expect(events).toEqual([{ type: 'locked', reason: 'asked' }]);
  });

  it('stops telling a listener that left', () => {
    const client = createPortClient();
    const events: CoreEvent[] = [];
    const leave = client.onEvent((event) => events.push(event));
    const port = fakePort();
    client.attach(port);
    port.arrive({ event: { type: 'changed', tables: ['person'] } });
    leave();
    port.arrive({ event: { type: 'changed', tables: ['person'] } });
    expect(events).toHaveLength(1);
  });

  it('refuses what cannot be sent instead of throwing', async () => {
    const client = createPortClient();
    const port = fakePort();
    port.postMessage = () => {
      throw new Error('could not be cloned');
    };
    client.attach(port);
    expect(await client.call('people.get', {})).toMatchObject({
      ok: false,
      error: { code: 'invalid_request' },
    });
  });
});
