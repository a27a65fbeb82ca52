import { randomBytes } from 'node:crypto';
import { carriedLoads } from '#db/carried-work.ts';
import { logExchange } from '#db/exchange-log.ts';
import { type ErrorShape, toErrorShape } from '#shared/errors.ts';
import { readCarriedFile } from '../carry/read-file.ts';
import { nearbyLaptops, writeWorkFile } from '../carry/write-file.ts';
import type { CoreHandlersOf } from '../core-handler.ts';
import type { OpenVault } from '../open-vault.ts';

/** Files that go where no network reaches. */
export const carryHandlers: CoreHandlersOf<'carry'> = {
  'carry.laptops': (_request, core) =>
    nearbyLaptops(core.unlocked().db.store).map(({ device, label }) => ({ device, label })),
  'carry.loads': (_request, core) =>
    carriedLoads(core.unlocked().db.store).map(({ device, label, ops, since }) => ({
      device,
      label,
      ops,
      since,
    })),
  'carry.write': ({ laptops }, core) => {
    const open = core.unlocked();
    open.permit('sync.run');
    const { appVersion } = core.input;
    const random = (count: number) => new Uint8Array(randomBytes(count));
    const writing = { store: open.db.store, appVersion, random };
    return logged(open, async () => {
      const { fileName, bytes, ops } = await writeWorkFile(writing, laptops);
      return { reply: { fileName, bytes, ops }, sent: ops, up: bytes.length };
    });
  },
  'carry.read': ({ bytes }, core) => {
    const open = core.unlocked();
    open.permit('sync.run');
    return logged(open, async () => {
      const news = await readCarriedFile(open.db.store, bytes);
      return { reply: news, received: news.changes, down: bytes.length };
    });
  },
};

interface Moved<R> {
  readonly reply: R;
  readonly sent?: number;
  readonly received?: number;
  readonly up?: number;
  readonly down?: number;
}

/** Keeps a line in the history of exchanges, whatever came of it. */
async function logged<R>(open: OpenVault, work: () => Promise<Moved<R>>): Promise<R> {
  const { store } = open.db;
  const started = performance.now();
  const note = (moved: Omit<Moved<R>, 'reply'>, error: ErrorShape | null): void => {
    logExchange(store, {
      startedAt: new Date(store.now()).toISOString(),
      durationMs: performance.now() - started,
      way: 'file',
      outcome: error ? 'refused' : 'ok',
      error,
      opsSent: moved.sent ?? 0,
      opsReceived: moved.received ?? 0,
      bytesUp: moved.up ?? 0,
      bytesDown: moved.down ?? 0,
    });
  };
  try {
    const moved = await work();
    note(moved, null);
    return moved.reply;
  } catch (cause) {
    note({}, toErrorShape(cause));
    throw cause;
  }
}
