import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Doubt } from '#shared/sync/ancestor.ts';
import { writeDurably } from './durable-files.ts';
import { suspectCopy } from './incarnation.ts';
import type { Store } from './store.ts';
import { vaultFiles } from './vault-header.ts';

/** How often a vault was opened, beside its database: whoever copies or restores only one of the two leaves a trace. */
const markSchema = z.object({
  format: z.literal('outpost-generation'),
  /** Id of the vault. */
  vault: z.string(),
  generation: z.int().nonnegative(),
});

/**
 * Counts the opening of a vault, in the database first and then in the file beside it, and compares the two as they were
 * before. A database that lies behind the file is a backup that was restored; one without its file was copied. Then the
 * laptop asks headquarters for a device number of its own, before it sends anything.
 *
 * @param store the open database
 * @param folder of the vault
 * @param vault its id
 * @throws OutpostError `disk_full`
 */
export function countOpening(store: Store, folder: string, vault: string): void {
  const mark = readMark(folder, vault);
  const generation = store.transaction(() => {
    const row = store.one<{ generation: number; enrolled: number }>(
      'SELECT generation, hq_url IS NOT NULL AS enrolled FROM sync_state',
    );
    const before = row?.generation ?? 0;
    const doubt = row?.enrolled ? doubtOf(before, mark) : undefined;
    if (doubt) suspectCopy(store, doubt, (count) => new Uint8Array(randomBytes(count)));
    const next = Math.max(before, mark ?? 0) + 1;
    store.run('UPDATE sync_state SET generation = ?', next);
    return next;
  });
  writeMark(folder, vault, generation);
}

/**
 * Begins to count the openings of a new vault.
 *
 * @param folder of the vault
 * @param vault its id
 * @param generation how often it was opened
 */
export function writeMark(folder: string, vault: string, generation: number): void {
  const mark: z.infer<typeof markSchema> = { format: 'outpost-generation', vault, generation };
  writeDurably(path.join(folder, vaultFiles.generation), `${JSON.stringify(mark)}\n`);
}

function doubtOf(database: number, mark: number | undefined): Doubt | undefined {
  // A vault from before openings were counted.
  if (database === 0) return undefined;
  if (mark === undefined) return 'copied';
  if (mark > database) return 'restored';
  // The file is one behind when the machine stopped between the two.
  return mark < database - 1 ? 'copied' : undefined;
}

function readMark(folder: string, vault: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(path.join(folder, vaultFiles.generation), 'utf8');
  } catch {
    return undefined;
  }
  const mark = markSchema.safeParse(parseJson(text));
  return mark.success && mark.data.vault === vault ? mark.data.generation : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
