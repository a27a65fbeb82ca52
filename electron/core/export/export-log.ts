import { z } from 'zod';
import { localSetting, setLocalSetting } from '#db/local-setting.ts';
import type { Store } from '#db/store.ts';

const setting = 'export_log';
/** Exports that are remembered; years of them. */
const mostRemembered = 2000;

const entry = z.object({
  at: z.string(),
  advisorId: z.number(),
  /** What left the laptop, `roster:<id of the training>` for instance. */
  what: z.string(),
  rows: z.number(),
  /** Names of fields that are left out otherwise. */
  with: z.array(z.string()),
  reason: z.string().nullable(),
});

/** That something left the laptop as a file. */
export type ExportEntry = z.infer<typeof entry>;

/**
 * @param store the open database
 * @returns what left this laptop, the latest first
 */
export function exportLog(store: Store): readonly ExportEntry[] {
  const kept = localSetting(store, setting);
  return kept === undefined ? [] : z.array(entry).parse(JSON.parse(kept));
}

/**
 * Writes down that something leaves the laptop, in its encrypted file.
 *
 * @param store the open database
 * @param made what, by whom and why
 */
export function logExport(store: Store, made: ExportEntry): void {
  setLocalSetting(store, setting, JSON.stringify([made, ...exportLog(store)].slice(0, mostRemembered)));
}
