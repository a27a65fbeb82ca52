import { z } from 'zod';
import { errorShape } from '../errors.ts';
import { channel } from './channel.ts';
import { moment, nothing } from './common.ts';
import { keptChange } from './quarantine.ts';

export const syncStatus = z.object({
  /** What the chip says. `not_enrolled` also stands for the sample mode. */
  state: z.enum(['not_enrolled', 'saved', 'syncing', 'up_to_date', 'offline', 'review', 'refused']),
  /** Ops that headquarters hasn't confirmed yet. */
  toSend: z.int().min(0),
  /** Photos that headquarters lacks. */
  photosToSend: z.int().min(0),
  toReview: z.int().min(0),
  quarantined: z.int().min(0),
  /** 0 to 1 while syncing, else null. */
  progress: z.number().nullable(),
  lastSuccessAt: moment.nullable(),
  lastError: errorShape.nullable(),
  /** Minutes by which this laptop's clock is off, as headquarters said; null before the first contact. */
  skewMinutes: z.number().nullable(),
  hqUrl: z.string().nullable(),
  /** What waits, by kind of record. */
  waiting: z.array(z.object({ kind: z.string(), count: z.int() })),
});
export type SyncStatus = z.infer<typeof syncStatus>;

export const exchangeRecord = z.object({
  id: z.int(),
  startedAt: moment,
  durationMs: z.int(),
  way: z.enum(['network', 'photos', 'file']),
  outcome: z.enum(['ok', 'cut', 'refused', 'unreachable', 'cancelled']),
  error: errorShape.nullable(),
  opsSent: z.int(),
  opsReceived: z.int(),
  bytesUp: z.int(),
  bytesDown: z.int(),
});
export type ExchangeRecord = z.infer<typeof exchangeRecord>;

export const job = z.object({
  id: z.string(),
  kind: z.enum(['sync', 'import', 'export', 'sample', 'verify', 'backup', 'photo']),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  progress: z.number().min(0).max(1).nullable(),
  /** Counts to show, for instance rows done and in all. */
  done: z.int(),
  total: z.int().nullable(),
  error: errorShape.nullable(),
});
export type Job = z.infer<typeof job>;

export const syncChannels = {
  'sync.status': channel(nothing, syncStatus),
  /** Starts an exchange now; the running one's job when there is one. */
  'sync.start': channel(nothing, z.object({ jobId: z.string() })),
  'sync.history': channel(z.object({ limit: z.int().min(1).max(200).default(50) }), z.array(exchangeRecord)),
  /** Changes of this laptop that headquarters keeps aside, the last first. */
  'sync.quarantine': channel(nothing, z.array(keptChange)),
  /** Asks headquarters to look at changes once more that it keeps aside: all of them when none is named. */
  'sync.retry': channel(
    z.object({ seqs: z.array(z.int().positive()).max(1000).default([]) }),
    z.object({ jobId: z.string() }),
  ),
  'sync.test': channel(
    nothing,
    z.array(
      z.object({
        step: z.enum(['name', 'connect', 'tls', 'headquarters', 'clock', 'version']),
        ok: z.boolean(),
        error: errorShape.nullable(),
        detail: z.string(),
      }),
    ),
  ),
  'jobs.list': channel(nothing, z.array(job)),
  'jobs.cancel': channel(z.object({ jobId: z.string() }), nothing),
  'diagnostics.verify': channel(
    nothing,
    z.object({
      ok: z.boolean(),
      checks: z.array(z.object({ name: z.string(), ok: z.boolean(), detail: z.string() })),
    }),
  ),
} as const;
