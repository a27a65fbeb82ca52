import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { z } from 'zod';
import { resolveReferences } from '#electron/core/references.ts';
import { OutpostError, parseAtBoundary } from '#shared/errors.ts';
import { readInput } from './input-file.ts';
import type { CommandRunner } from './runner.ts';

const commandList = z.array(
  z.strictObject({
    channel: z.string(),
    request: z.unknown(),
    /** Keeps the reply under this name for references in later requests. */
    as: z
      .string()
      .regex(/^[A-Za-z_][\w-]*$/)
      .optional(),
  }),
);

/** `record`: does what screens do, from a file. */
export function addRecordCommand(program: Command, run: CommandRunner): void {
  program
    .command('record')
    .description('record what a JSON file lists: [{ "channel", "request", "as"? }, …]')
    .argument('<file>', 'JSON file; { "$ref": "name.id" } in a request stands for a part of an earlier reply')
    .action(
      run(async (context, _options, [file = '']) => {
        const commands = parseCommands(await readInput(file, (name) => readFile(name, 'utf8')));
        await context.unlock();
        const replies = new Map<string, unknown>();
        for (const [index, { channel, request, as }] of commands.entries()) {
          const reply = await context
            .callAny(channel, resolveReferences(request, replies))
            .catch((cause: unknown) => {
              throw atCommand(cause, index, channel);
            });
          if (as) replies.set(as, reply);
        }
        context.print({ recorded: commands.length, replies: Object.fromEntries(replies) }, [
          `${commands.length} commands recorded.`,
        ]);
      }),
    );
}

function parseCommands(text: string): z.output<typeof commandList> {
  try {
    return parseAtBoundary(commandList, JSON.parse(text));
  } catch (cause) {
    if (cause instanceof OutpostError) throw cause;
    throw new OutpostError('invalid_request', 'The file is no JSON.', { cause });
  }
}

function atCommand(cause: unknown, index: number, channel: string): unknown {
  if (!(cause instanceof OutpostError)) return cause;
  return new OutpostError(cause.code, `Command ${index + 1} (${channel}): ${cause.message}`, {
    details: cause.details,
    issues: cause.issues,
    cause,
  });
}
