import { randomBytes } from 'node:crypto';
import type { Programme, Role } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import { toBase64Url } from '#shared/sync/base64.ts';
import { encodeUtf8, sameBytes } from '#shared/sync/bytes.ts';
import { type Certificate, certificateBytes, certificateSchema } from '#shared/sync/enrolment.ts';
import type { Sql } from './database.ts';
import type { Identity } from './identity.ts';
import { sha256 } from './keys.ts';
import { newDeviceNumbers, sparesPerDevice } from './successors.ts';

/** For whom an enrolment is. */
export interface EnrolmentTerms {
  readonly site: string;
  readonly label: string;
  readonly role: Role;
  readonly programme: Programme;
}

/** A fresh enrolment. Only the hash of its token is kept. */
export interface NewEnrolment {
  readonly id: number;
  readonly token: string;
  readonly expiresAt: string;
}

/** What headquarters gave a laptop. */
export interface EnrolledDevice {
  readonly device: number;
  readonly spares: readonly number[];
  readonly grant: { readonly version: number; readonly sites: readonly string[] };
  readonly certificate: Certificate;
}

const certificateDays = 730;
const dayMs = 86_400_000;

interface EnrolmentRecord extends EnrolmentTerms {
  readonly id: number;
  readonly expires_at: string;
  readonly used_by: number | null;
}

/**
 * @param sql pool or connection
 * @param terms for whom
 * @param createdBy name of the admin
 * @param expiresMs when the token ends, headquarters' time in ms
 * @returns the enrolment with its token, which is not stored
 * @throws OutpostError `not_found` for a site that does not exist
 */
export async function createEnrolment(
  sql: Sql,
  terms: EnrolmentTerms,
  createdBy: string,
  expiresMs: number,
): Promise<NewEnrolment> {
  const site = await sql.query('SELECT 1 FROM record.site WHERE code = $1 AND deleted = 0', [terms.site]);
  if (site.rowCount === 0) throw new OutpostError('not_found', `There is no site ${terms.site}.`);
  const token = toBase64Url(randomBytes(32));
  const expiresAt = new Date(expiresMs).toISOString();
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO hq.enrolment (token_hash, site, label, role, programme, created_at, created_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, now(), $6, $7) RETURNING id`,
    [hashOf(token), terms.site, terms.label, terms.role, terms.programme, createdBy, expiresAt],
  );
  return { id: rows[0]?.id ?? 0, token, expiresAt };
}

/**
 * Makes a laptop a device of headquarters. The same token with the same key gives the same device again, so that a
 * lost reply costs nothing.
 *
 * @param sql a connection inside a transaction
 * @param identity of headquarters
 * @param request the token, the laptop's raw Ed25519 key, its name and the app's version
 * @param now headquarters' time, ms
 * @returns what it was given
 * @throws OutpostError `enrolment_invalid`, `enrolment_used`, `enrolment_expired`, `ids_exhausted`
 */
export async function enrolDevice(
  sql: Sql,
  identity: Identity,
  request: {
    readonly token: string;
    readonly publicKey: Uint8Array;
    readonly label: string;
    readonly app: string;
  },
  now: number,
): Promise<EnrolledDevice> {
  const { rows } = await sql.query<EnrolmentRecord>(
    `SELECT id, site, label, role, programme, expires_at, used_by FROM hq.enrolment
     WHERE token_hash = $1 FOR UPDATE`,
    [hashOf(request.token)],
  );
  const [enrolment] = rows;
  if (!enrolment) throw new OutpostError('enrolment_invalid', 'Headquarters knows no such enrolment.');
  if (enrolment.used_by !== null) return enrolledBefore(sql, enrolment.used_by, request.publicKey);
  if (Date.parse(enrolment.expires_at) < now) {
    throw new OutpostError('enrolment_expired', 'The enrolment has expired.', {
      details: { expiredAt: enrolment.expires_at },
    });
  }
  return addDevice(sql, identity, enrolment, request, now);
}

async function enrolledBefore(sql: Sql, device: number, publicKey: Uint8Array): Promise<EnrolledDevice> {
  const { rows } = await sql.query<{
    public_key: Buffer;
    spares: number[];
    certificate: Buffer;
    version: number;
    sites: string[];
  }>(
    `SELECT d.public_key, d.spares, d.certificate, g.version, g.sites FROM hq.device AS d
     JOIN hq.device_grant AS g ON g.device = d.number WHERE d.number = $1 ORDER BY g.version DESC LIMIT 1`,
    [device],
  );
  const [row] = rows;
  if (!row || !sameBytes(row.public_key, publicKey)) {
    throw new OutpostError('enrolment_used', 'The enrolment was used by another laptop.');
  }
  return {
    device,
    spares: row.spares,
    grant: { version: row.version, sites: row.sites },
    certificate: certificateSchema.parse(JSON.parse(row.certificate.toString('utf8'))),
  };
}

async function addDevice(
  sql: Sql,
  identity: Identity,
  terms: EnrolmentRecord,
  request: Parameters<typeof enrolDevice>[2],
  now: number,
): Promise<EnrolledDevice> {
  const [device = 0, ...spares] = await newDeviceNumbers(sql, 1 + sparesPerDevice);
  const certificate = certify(identity, device, request.publicKey, now);
  const added = await sql.query(
    `INSERT INTO hq.device (number, spares, public_key, certificate, site, label, role, programme, app, enrolled_at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
     WHERE NOT EXISTS (SELECT 1 FROM hq.device WHERE public_key = $3)`,
    [
      ...[device, spares, Buffer.from(request.publicKey), Buffer.from(JSON.stringify(certificate))],
      ...[terms.site, request.label, terms.role, terms.programme, request.app, new Date(now).toISOString()],
    ],
  );
  if (added.rowCount === 0) {
    throw new OutpostError(
      'enrolment_used',
      'This key belongs to a device already: every laptop makes its own.',
    );
  }
  const grant = { version: 1, sites: [terms.site] };
  await sql.query(
    `INSERT INTO hq.device_grant (device, version, sites, since_hq_seq, granted_at) VALUES ($1, $2, $3, 0, now())`,
    [device, grant.version, grant.sites],
  );
  await sql.query('UPDATE hq.enrolment SET used_by = $2, used_at = now() WHERE id = $1', [terms.id, device]);
  return { device, spares, grant, certificate };
}

/**
 * @param identity of headquarters
 * @param device the device's number
 * @param publicKey its raw Ed25519 key
 * @param now headquarters' time, ms
 * @returns headquarters' word that the key is the device's
 */
export function certify(identity: Identity, device: number, publicKey: Uint8Array, now: number): Certificate {
  const expiresAt = new Date(now + certificateDays * dayMs).toISOString();
  const unsigned = { device, publicKey: toBase64Url(publicKey), expiresAt };
  return { ...unsigned, signature: toBase64Url(identity.sign(certificateBytes(unsigned))) };
}

function hashOf(token: string): Buffer {
  return Buffer.from(sha256(encodeUtf8(token)));
}
