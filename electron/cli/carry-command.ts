import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { OutpostError } from '#shared/errors.ts';
import type { CommandContext } from './context.ts';
import { readInput } from './input-file.ts';
import type { CommandRunner } from './runner.ts';
import { writeNewFile } from './write-new-file.ts';

/** `carry`: files that go by stick, mail or disc where no network reaches. */
export function addCarryCommands(program: Command, run: CommandRunner): void {
  const carry = program.command('carry').description('files for carrying, where no network reaches');
  carry
    .command('write <file>')
    .description('write what waits for headquarters, for other laptops of the site too')
    .option('--for <names...>', 'names of laptops of the site that may open it as well')
    .action(
      run<{ for?: string[] }>(async (context, options, [file = '']) => {
        await context.unlock();
        const laptops = await devicesOf(context, options.for ?? []);
        const { bytes, ops } = await context.call('carry.write', { laptops });
        await writeNewFile(file, bytes);
        context.print({ file, bytes: bytes.length, ops }, [
          `Wrote ${file}: ${ops} changes, ${bytes.length} bytes.`,
        ]);
      }),
    );
  carry
    .command('read <file>')
    .description('take in a file from headquarters or from another laptop')
    .action(
      run(async (context, _options, [file = '']) => {
        await context.unlock();
        const bytes = await readInput(file, (name) => readFile(name));
        const news = await context.call('carry.read', { bytes: new Uint8Array(bytes) });
        context.print(news, [
          `From ${news.from ?? 'headquarters'}, ${news.madeAt}: ${news.changes} changes, ${news.confirmed} of your own confirmed.`,
        ]);
      }),
    );
  carry
    .command('list')
    .description('work of other laptops that this one carries to headquarters')
    .action(
      run(async (context) => {
        await context.unlock();
        const loads = await context.call('carry.loads', undefined);
        context.print(
          loads,
          loads.length === 0
            ? ['Nothing is carried for other laptops.']
            : loads.map(({ label, ops, since }) => `${label}: ${ops} changes, since ${since}`),
        );
      }),
    );
}

async function devicesOf(context: CommandContext, names: readonly string[]): Promise<number[]> {
  const nearby = await context.call('carry.laptops', undefined);
  return names.map((name) => {
    const laptop = nearby.find(({ label, device }) => label === name || String(device) === name);
    if (laptop) return laptop.device;
    const known = nearby.map(({ label }) => label).join(', ') || 'none';
    throw new OutpostError('not_found', `There is no laptop ${name} at this site. Known: ${known}.`);
  });
}
