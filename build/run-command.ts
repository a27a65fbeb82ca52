import { spawn } from 'node:child_process';

/** How to run a command of the machine. */
export interface CommandOptions {
  readonly cwd?: string;
  /** Added to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the command is ended. */
  readonly timeout?: number;
  /** Lets the command print on this terminal instead of collecting what it says. */
  readonly visible?: boolean;
}

/** What a command said and how it ended. `status` is null when a signal or the time limit ended it. */
export interface CommandResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command without a shell and waits for it. Standard input is closed, so that nothing can wait for an answer.
 * @throws never for a command that fails or is missing: look at `status` (null) and `stderr`
 */
export function tryCommand(
  command: string,
  arguments_: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, arguments_, {
      ...(options.cwd ? { cwd: options.cwd } : {}),
      ...(options.timeout ? { timeout: options.timeout } : {}),
      env: { ...process.env, ...options.env },
      stdio: ['ignore', options.visible ? 'inherit' : 'pipe', options.visible ? 'inherit' : 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', (error) => resolve({ status: null, stdout, stderr: error.message }));
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/**
 * Runs a command that must succeed.
 * @returns what it printed on standard output
 * @throws Error with the end of what it said when it does not exit with 0
 */
export async function runCommand(
  command: string,
  arguments_: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { status, stdout, stderr } = await tryCommand(command, arguments_, options);
  if (status === 0) return stdout;
  const said = `${stdout}\n${stderr}`.trim().slice(-2000);
  throw new Error(`${command} ${arguments_.join(' ')} ended with ${status ?? 'a signal'}: ${said}`);
}
