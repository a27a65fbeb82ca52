import type { Command } from 'commander';
import { OutpostError, toErrorShape } from '#shared/errors.ts';
import { type CommandContext, type GlobalOptions, withCore } from './context.ts';
import { exitCodeOf } from './exit-codes.ts';

/** Makes the action of a command: runs it on a core, and turns an error into a message and an exit code. */
export type CommandRunner = <O extends object = Record<string, never>>(
  work: (context: CommandContext, options: O, args: readonly string[]) => Promise<void>,
) => (...parameters: readonly unknown[]) => Promise<void>;

/**
 * @param program the root command, which holds the options that every command knows
 * @returns the runner
 */
export function createRunner(program: Command): CommandRunner {
  return (work) =>
    async (...parameters) => {
      const globals = program.opts<GlobalOptions>();
      // Commander passes the arguments, then the options, then the command.
      const args = parameters.slice(0, -2).filter((argument) => typeof argument === 'string');
      const options = parameters.at(-2) as Parameters<typeof work>[1];
      try {
        await withCore(globals, (context) => work(context, options, args));
      } catch (cause) {
        report(cause, globals);
      }
    };
}

function report(cause: unknown, globals: GlobalOptions): void {
  const error = toErrorShape(cause);
  process.exitCode = exitCodeOf(error.code);
  if (globals.json) {
    process.stdout.write(`${JSON.stringify({ error })}\n`);
    return;
  }
  process.stderr.write(`${error.message} [${error.code}]\n`);
  for (const issue of error.issues) process.stderr.write(`  ${issue.path}: ${issue.message}\n`);
  if (globals.verbose && !(cause instanceof OutpostError)) console.error(cause);
}
