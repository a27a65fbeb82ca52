import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { PlainFailure } from './plain-failure.ts';

/** A display without a screen. */
export interface VirtualDisplay {
  /** As the variable DISPLAY wants it, ":99". */
  readonly display: string;
  /** Ends the display and waits until it is gone. */
  readonly stop: () => Promise<void>;
}

/** Big enough for the app's window at its largest tested size, with room around it. */
const screen = '1600x1200x24';

/** Whether this process can open a window where somebody may see it. */
export function hasDisplay(environment: NodeJS.ProcessEnv = process.env): boolean {
  return process.platform !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

/**
 * Starts Xvfb on a display number that is free; the server picks it itself, so that two never collide.
 * It ends with this process at the latest.
 * @throws PlainFailure when Xvfb is missing or does not start
 */
export async function startVirtualDisplay(): Promise<VirtualDisplay> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => {
    server.once('close', () => resolve());
    server.once('error', () => resolve());
  });
  const kill = (): void => {
    server.kill();
  };
  process.once('exit', kill);
  const number = await displayNumber(server.stdio[3] as Readable, exited);
  // Its chatter must be drained or the pipe fills up; nobody needs it once the display is there.
  server.stderr?.resume();
  if (number === undefined) throw new PlainFailure('The virtual display did not start; is Xvfb installed?');
  return {
    display: `:${number}`,
    stop: async () => {
      process.off('exit', kill);
      kill();
      await exited;
    },
  };
}

async function displayNumber(pipe: Readable, exited: Promise<void>): Promise<string | undefined> {
  pipe.setEncoding('utf8');
  const answered = once(pipe, 'data').then(([text]) => String(text).trim());
  return Promise.race([answered, exited.then(() => undefined)]);
}
