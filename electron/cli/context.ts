import path from 'node:path';
import { fromErrorShape, OutpostError } from '#shared/errors.ts';
import type { ChannelName, CoreEvent, ReplyOf, RequestOf } from '#shared/ipc/channels.ts';
import { appVersion } from './app-version.ts';
import { usualDataFolder } from './data-folder.ts';
import { readPassphrase } from './passphrase.ts';

/** Options that every command knows. */
export interface GlobalOptions {
  readonly data?: string;
  readonly person?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What a command works with: the same core that the app runs, in this process. */
export interface CommandContext {
  /** Calls a channel as the screens do; throws OutpostError. */
  call<C extends ChannelName>(channel: C, request: RequestOf<C>): Promise<ReplyOf<C>>;
  /** Calls a channel whose name is only known at run time. */
  callAny(channel: string, request: unknown): Promise<unknown>;
  /** Unlocks the vault as the person of `--person`, or the only one; asks for the passphrase. */
  unlock(): Promise<ReplyOf<'vault.unlock'>>;
  /** Calls `listener` with what the core announces. */
  onEvent(listener: (event: CoreEvent) => void): void;
  /** Prints a result: as JSON with `--json`, else the lines for people. */
  print(result: unknown, lines: readonly string[]): void;
  /** Tells how far it is, on standard error, unless `--json`. */
  tell(line: string): void;
}

/**
 * Runs one command on a core of its own and closes it afterwards.
 *
 * @param options the options before the command
 * @param work the command
 */
export async function withCore(
  options: GlobalOptions,
  work: (context: CommandContext) => Promise<void>,
): Promise<void> {
  const listeners = new Set<(event: CoreEvent) => void>();
  const dataFolder = path.resolve(options.data ?? process.env.OUTPOST_DATA ?? usualDataFolder());
  // Help and wrong usage need no core: it is loaded when a command runs.
  const { createCore } = await import('#electron/core/core.ts');
  const core = createCore({
    vaultsDir: path.join(dataFolder, 'vaults'),
    appVersion: appVersion,
    nativeBinding: process.env.OUTPOST_SQLITE_BINDING,
    automaticSync: false,
    logger: options.verbose ? console : quietLogger,
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  });
  const callAny = async (channel: string, request: unknown): Promise<unknown> => {
    const answer = await core.call(channel, request);
    if (!answer.ok) throw fromErrorShape(answer.error);
    return answer.value;
  };
  const context: CommandContext = {
    call: async (channel, request) => (await callAny(channel, request)) as ReplyOf<typeof channel>,
    callAny,
    unlock: () => unlock(context, options.person),
    onEvent: (listener) => void listeners.add(listener),
    print: (result, lines) => {
      process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
    },
    tell: (line) => {
      if (!options.json) process.stderr.write(`${line}\n`);
    },
  };
  try {
    await work(context);
  } finally {
    await core.close();
  }
}

const quietLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function unlock(context: CommandContext, person: string | undefined): Promise<ReplyOf<'vault.unlock'>> {
  const status = await context.call('vault.status', undefined);
  if (status.state === 'none') {
    throw new OutpostError('vault_missing', 'There is no vault here. Make one with: outpost vault create');
  }
  const [first] = status.people;
  const chosen = person
    ? status.people.find(({ id, label }) => id === person || label === person)
    : status.people.length === 1
      ? first
      : undefined;
  if (!chosen) {
    const names = status.people.map(({ label }) => label).join(', ');
    throw new OutpostError('invalid_request', `Say with --person who unlocks. On this laptop: ${names}.`);
  }
  const passphrase = await readPassphrase(`Passphrase of ${chosen.label}`);
  return context.call('vault.unlock', { personId: chosen.id, passphrase });
}
