import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { programmes, roles } from '#shared/domain/vocabularies.ts';
import { parseAtBoundary } from '#shared/errors.ts';
import { toBase64Url } from '#shared/sync/base64.ts';
import { createAdmin } from '../store/admins.ts';
import { audit } from '../store/audit.ts';
import { openStore, type Store } from '../store/store.ts';
import { addressOf } from './build-server.ts';
import type { Config } from './config.ts';
import { issueEnrolment } from './issue-enrolment.ts';
import { notedAddress } from './run-server.ts';

/** Whom the audit names for what was done by a command. */
export const operator = 'command line';

const enrolOptions = z.object({
  site: z.string().min(1).max(80),
  label: z.string().trim().min(1).max(80),
  role: z.enum(roles),
  programme: z.enum(programmes),
  hours: z.coerce
    .number()
    .int()
    .min(1)
    .max(24 * 90),
  out: z.string().optional(),
});

/**
 * `admin create`: works beside a running headquarters or without one.
 *
 * @param config how headquarters runs
 * @param name to sign in with
 * @throws OutpostError `conflicting_state` when the name is taken, `weak_passphrase`
 */
export async function addAdmin(config: Config, name: string): Promise<void> {
  const given = process.stdin.isTTY ? '' : (await text(process.stdin)).split('\n')[0]?.trim();
  const password = given || toBase64Url(randomBytes(15));
  await withStore(config, async (store) => {
    const admin = await createAdmin(store.pool, name, password);
    await audit(store.pool, { action: 'admin.created', who: operator, subject: `admin ${admin.id}` });
  });
  process.stdout.write(`Admin ${name} can sign in now.\n`);
  if (!given) process.stdout.write(`Password, shown only this once: ${password}\n`);
}

/**
 * `enrol`: prints the code for one laptop, or writes its file.
 *
 * @param config how headquarters runs; its public address goes into the enrolment
 * @param given the command's options
 * @throws OutpostError `invalid_request`, `not_found` for an unknown site
 */
export async function addEnrolment(config: Config, given: unknown): Promise<void> {
  const { hours, out, ...terms } = parseAtBoundary(enrolOptions, given);
  await withStore(config, async (store) => {
    const usual = addressOf(config, config.port);
    const address = { ...usual, url: config.publicUrl ?? notedAddress(config) ?? usual.url };
    const issued = await issueEnrolment(store, address, terms, hours, operator);
    if (out === undefined) {
      process.stdout.write(`${issued.code}\n`);
      return;
    }
    writeFileSync(out, issued.file, { mode: 0o600 });
    process.stdout.write(`Wrote ${out}; it expires on ${issued.expiresAt}.\n`);
  });
}

/**
 * Opens the store beside a running headquarters, or without one, and closes it again.
 *
 * @param config how headquarters runs
 * @param work gets the store
 */
export async function withStore(config: Config, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore({ url: config.databaseUrl, dataFolder: config.dataFolder, join: true });
  try {
    await work(store);
  } finally {
    await store.close();
  }
}
