import path from 'node:path';
import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { type CoreStart, type FromCore, fromCore, type ToCore } from '#electron/core/process-messages.ts';
import { createRestartBudget } from './restart-budget.ts';

/** The core's process as the rest of the main process sees it. */
export interface CoreHost {
  /** Gives the core the end of a channel to a page. */
  serve(port: MessagePortMain): void;
  lock(reason: 'idle' | 'sleep'): void;
  /** Closes the database, then ends the process; a core that does not answer within ten seconds is ended. */
  close(): Promise<void>;
  /** Process id, for tests; undefined while it is not running. */
  readonly pid: number | undefined;
}

/** What happens to the core. */
export interface CoreHostEvents {
  state(state: Extract<FromCore, { type: 'state' }>): void;
  /** A new core took the place of one that ended by itself: pages need a new channel. */
  restarted(): void;
  /** It ended too often. */
  givenUp(): void;
}

const patienceMs = 10_000;
/**
 * A great deal of what a sync makes is garbage at once: with a small nursery, and a bound far above what the core needs
 * that keeps V8 from letting garbage pile up to four times of what is alive, the core stays below 250 MB.
 */
const heapSwitches = ['--js-flags=--max-semi-space-size=4 --max-old-space-size=1024'];

/**
 * Starts the core in a process of its own and starts it again when it ends unasked: whatever it had confirmed is on
 * disk, so the new one goes on where the old one was.
 *
 * @param bundles absolute folder of the built app
 * @param start how the core is set up
 * @param events called on what happens to it
 * @returns the way to talk to it
 */
export function startCore(bundles: string, start: CoreStart, events: CoreHostEvents): CoreHost {
  const budget = createRestartBudget(5, 60_000);
  let child = fork();
  let closing: Promise<void> | undefined;
  let closed: () => void = () => undefined;

  function fork(): UtilityProcess {
    const next = utilityProcess.fork(path.join(bundles, 'core.cjs'), [JSON.stringify(start)], {
      serviceName: 'Outpost core',
      execArgv: heapSwitches,
      stdio: 'inherit',
    });
    next.on('message', (message: unknown) => {
      const parsed = fromCore.safeParse(message);
      if (parsed.success && parsed.data.type === 'state') events.state(parsed.data);
    });
    next.once('exit', () => ended());
    return next;
  }
  function ended(): void {
    if (closing) {
      closed();
      return;
    }
    events.state({ type: 'state', language: start.language, unlocked: false, autoLockMinutes: 15 });
    if (!budget.allows(Date.now())) {
      events.givenUp();
      return;
    }
    child = fork();
    events.restarted();
  }
  const tell = (message: ToCore, ports: MessagePortMain[] = []): void => child.postMessage(message, ports);

  return {
    serve: (port) => tell({ type: 'serve' }, [port]),
    lock: (reason) => tell({ type: 'lock', reason }),
    close() {
      closing ??= new Promise<void>((resolve) => {
        const stop = setTimeout(() => child.kill(), patienceMs);
        closed = () => {
          clearTimeout(stop);
          resolve();
        };
        if (child.pid === undefined) closed();
        else tell({ type: 'close' });
      });
      return closing;
    },
    get pid() {
      return child.pid;
    },
  };
}
