import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

/** How headquarters runs. */
export interface Config {
  /** Absolute. */
  readonly dataFolder: string;
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  /** The address that laptops use; undefined: the one that it listens on. */
  readonly publicUrl: string | undefined;
  /** A given PostgreSQL; undefined: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** Files of a certificate and its key, PEM. */
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  /** A reverse proxy in front ends TLS and says whom it speaks for. */
  readonly behindProxy: boolean;
  readonly maxExchangeBytes: number;
  readonly durableAfterHours: number;
  /** Attempts to enrol from one address. */
  readonly enrolmentsPerMinute: number;
  /** While an exchange is worked on, the laptop hears at least this often that headquarters is there. */
  readonly signOfLifeSeconds: number;
  /** Hour of this machine's clock at which snapshots and backups are made. */
  readonly nightHour: number;
  /** Folder for a checked backup every night; undefined: none is taken. */
  readonly backupFolder: string | undefined;
  /** So many of the nightly backups stay. */
  readonly keptBackups: number;
  /** A laptop that is behind by more bytes of effects is given a snapshot. */
  readonly streamedBytes: number;
  readonly logLevel: string;
}

const optionalText = z
  .string()
  .trim()
  .optional()
  .transform((text) => (text === '' ? undefined : text));

const environment = z.object({
  HQ_DATA: optionalText,
  HQ_HOST: z.string().trim().default('127.0.0.1'),
  HQ_PORT: z.coerce.number().int().min(0).max(65_535).default(8420),
  HQ_PUBLIC_URL: optionalText.pipe(z.url({ protocol: /^https?$/ }).optional()),
  HQ_DATABASE_URL: optionalText,
  HQ_TLS_CERT: optionalText,
  HQ_TLS_KEY: optionalText,
  HQ_BEHIND_PROXY: z.enum(['0', '1', '']).default('0'),
  HQ_MAX_EXCHANGE_MB: z.coerce.number().positive().max(4096).default(256),
  HQ_DURABLE_AFTER_HOURS: z.coerce
    .number()
    .min(0)
    .max(24 * 365)
    .default(24),
  HQ_ENROLMENTS_PER_MINUTE: z.coerce.number().int().min(1).default(30),
  HQ_SIGN_OF_LIFE_SECONDS: z.coerce.number().positive().max(50).default(10),
  HQ_NIGHT_HOUR: z.coerce.number().int().min(0).max(23).default(2),
  HQ_BACKUP_FOLDER: optionalText,
  HQ_BACKUPS_KEPT: z.coerce.number().int().min(1).max(10_000).default(7),
  HQ_STREAM_LIMIT_MB: z.coerce.number().min(0).max(1024).default(4),
  HQ_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/**
 * @param given environment variables; what flags say overrides them under the same names
 * @returns the configuration
 * @throws Error in words for the operator: a value that does not fit, or an address beyond this machine without TLS
 */
export function readConfig(given: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${issue?.path.join('.') ?? 'Configuration'}: ${issue?.message ?? 'does not fit'}`);
  }
  const { data } = parsed;
  const behindProxy = data.HQ_BEHIND_PROXY === '1';
  if ((data.HQ_TLS_CERT === undefined) !== (data.HQ_TLS_KEY === undefined)) {
    throw new Error('HQ_TLS_CERT and HQ_TLS_KEY go together.');
  }
  const tls =
    data.HQ_TLS_CERT !== undefined && data.HQ_TLS_KEY !== undefined
      ? { cert: data.HQ_TLS_CERT, key: data.HQ_TLS_KEY }
      : undefined;
  if (!loopback.has(data.HQ_HOST) && !tls && !behindProxy) {
    throw new Error(
      `${data.HQ_HOST} is reachable from other machines. Set HQ_TLS_CERT and HQ_TLS_KEY, or HQ_BEHIND_PROXY=1 when a proxy ends TLS.`,
    );
  }
  return {
    dataFolder: path.resolve(data.HQ_DATA ?? path.join(homedir(), '.outpost-hq')),
    host: data.HQ_HOST,
    port: data.HQ_PORT,
    publicUrl: data.HQ_PUBLIC_URL?.replace(/\/$/, ''),
    databaseUrl: data.HQ_DATABASE_URL,
    tls,
    behindProxy,
    maxExchangeBytes: Math.round(data.HQ_MAX_EXCHANGE_MB * 1024 * 1024),
    durableAfterHours: data.HQ_DURABLE_AFTER_HOURS,
    enrolmentsPerMinute: data.HQ_ENROLMENTS_PER_MINUTE,
    signOfLifeSeconds: data.HQ_SIGN_OF_LIFE_SECONDS,
    nightHour: data.HQ_NIGHT_HOUR,
    backupFolder: data.HQ_BACKUP_FOLDER === undefined ? undefined : path.resolve(data.HQ_BACKUP_FOLDER),
    keptBackups: data.HQ_BACKUPS_KEPT,
    streamedBytes: Math.round(data.HQ_STREAM_LIMIT_MB * 1024 * 1024),
    logLevel: data.HQ_LOG_LEVEL,
  };
}
