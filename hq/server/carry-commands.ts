import { readFileSync, writeFileSync } from 'node:fs';
import { exchangeSettings } from './build-server.ts';
import { operator, withStore } from './commands.ts';
import type { Config } from './config.ts';
import { readFileAtConsole } from './file-at-console.ts';

/**
 * `carry read`: takes in a file that a laptop wrote, and writes the one that goes back to it.
 *
 * @param config how headquarters runs
 * @param file path of the laptop's file
 * @param out path of the file that goes back; must not exist
 * @throws OutpostError as `readWorkFile`
 */
export async function readCarriedNow(config: Config, file: string, out: string): Promise<void> {
  const content = readFileSync(file);
  await withStore(config, async (store) => {
    const read = await readFileAtConsole(store, exchangeSettings(config), content, operator);
    writeFileSync(out, Buffer.from(read.reply, 'base64'), { flag: 'wx', mode: 0o600 });
    process.stdout.write(
      `File of ${read.label}, written ${read.madeAt}: ${read.newOps} new changes. Give back ${out}.\n`,
    );
  });
}
