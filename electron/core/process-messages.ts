import { z } from 'zod';
import { languages } from '#shared/domain/vocabularies.ts';

/** What the main process tells the core. A port travels with `serve`. */
export const toCore = z.discriminatedUnion('type', [
  z.object({ type: z.literal('serve') }),
  z.object({ type: z.literal('lock'), reason: z.enum(['idle', 'sleep']) }),
  z.object({ type: z.literal('close') }),
]);
export type ToCore = z.infer<typeof toCore>;

/** What the core tells the main process: what menus and the lock need, and nothing of what was recorded. */
export const fromCore = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('state'),
    language: z.enum(languages),
    unlocked: z.boolean(),
    autoLockMinutes: z.number().int().min(1),
  }),
  z.object({ type: z.literal('closed') }),
]);
export type FromCore = z.infer<typeof fromCore>;

/** How the main process starts the core: one JSON argument. */
export const coreStart = z.object({
  /** Absolute folder of the vaults. */
  vaultsDir: z.string().min(1),
  appVersion: z.string(),
  /** Language until somebody chose one. */
  language: z.enum(languages),
  /** SQLite addon of an older runtime; only while the app is not packaged. */
  nativeBinding: z.string().exactOptional(),
});
export type CoreStart = z.infer<typeof coreStart>;
