import { randomBytes } from 'node:crypto';
import type { Language } from '#shared/domain/vocabularies.ts';
import { type ErrorShape, OutpostError, toErrorShape } from '#shared/errors.ts';
import type { CoreEvent } from '#shared/ipc/channels.ts';
import { CoreState } from './core-state.ts';
import { route } from './router.ts';
import { machineTimers, type Timers } from './sync/schedule.ts';
import { createHttpTransport, type Transport } from './sync/transport.ts';

/** Where the core writes what support staff may want to know; never what somebody entered. */
export interface CoreLogger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** What a core is made of. What is left out is the machine's own. */
export interface CoreInput {
  /** Absolute folder of the vaults; made when it is missing. */
  readonly vaultsDir: string;
  readonly appVersion: string;
  readonly logger: CoreLogger;
  /** Told about everything that screens may want to follow. */
  readonly emit: (event: CoreEvent) => void;
  /** Told about what menus and the lock need. */
  readonly onState?: (state: {
    readonly language: Language;
    readonly unlocked: boolean;
    readonly autoLockMinutes: number;
  }) => void;
  /** Language until somebody chose one. */
  readonly language?: Language;
  /** Compiled SQLite addon, for runtimes on which the packaged one does not load. */
  readonly nativeBinding?: string | undefined;
  /** Wall clock, ms since 1970 UTC. */
  readonly now?: () => number;
  readonly transport?: Transport;
  readonly timers?: Timers;
  /** False: exchanges run only when somebody asks for one. */
  readonly automaticSync?: boolean;
}

export type CoreAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorShape };

/** The core: everything that Outpost does on a laptop, without a window. */
export interface Core {
  /** Answers one call of the channel map; never rejects. */
  call(channel: string, request: unknown): Promise<CoreAnswer>;
  /** Locks the vault, if one is open, and tells the screens why. */
  lock(reason: 'asked' | 'idle' | 'sleep'): Promise<void>;
  /** Locks, stops everything and lets go of the files. */
  close(): Promise<void>;
}

/**
 * Makes the core. It runs in Electron's utility process, and in plain Node for the command line, the demo and tests.
 *
 * @param input folders, version, logger, and whatever stands in for the machine
 * @returns the core, with its vault locked
 */
export function createCore(input: CoreInput): Core {
  const machine = {
    now: input.now ?? Date.now,
    random: (count: number) => new Uint8Array(randomBytes(count)),
    transport: input.transport ?? createHttpTransport(),
    timers: input.timers ?? machineTimers,
  };
  const core = new CoreState(input, machine, route);
  core.announceState();
  return {
    async call(channel, request) {
      const before = core.open;
      try {
        return { ok: true, value: await route(channel, request, core) };
      } catch (cause) {
        return { ok: false, error: toErrorShape(explain(cause, core, before)) };
      }
    },
    async lock(reason) {
      if (!core.open) return;
      await core.inTurn(() => core.leave());
      core.emit({ type: 'locked', reason });
    },
    close: () => core.inTurn(() => core.leave()),
  };
}

/** A call whose vault was locked under its hands says so. */
function explain(cause: unknown, core: CoreState, before: CoreState['open']): unknown {
  if (cause instanceof OutpostError) return cause;
  if (before && core.open !== before)
    return new OutpostError('vault_locked', 'The vault was locked.', { cause });
  core.logUnknown(cause);
  return cause;
}
