import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** A process of the bench that does what it is told, one order after the other. */
export interface Child<Order, Done> {
  ask(order: Order): Promise<Done>;
  end(): Promise<void>;
}

/**
 * @param file module to run
 * @param execArgv switches of Node
 * @returns the running process
 */
export function startChild<Order extends object, Done>(
  file: URL,
  execArgv: readonly string[] = [],
): Child<Order, Done> {
  const child: ChildProcess = fork(file, {
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  return {
    async ask(order) {
      const answered = once(child, 'message') as Promise<[Done]>;
      child.send(order);
      const done = await Promise.race([answered, exited.then(() => undefined)]);
      if (!done) throw new Error(`${file.pathname} ended before it was done`);
      return done[0];
    },
    async end() {
      if (child.connected) child.disconnect();
      child.kill();
      await exited;
    },
  };
}
