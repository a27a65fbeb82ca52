import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { toBase64Url } from '#shared/sync/base64.ts';
import { type Enrolment, formatEnrolmentCode, formatEnrolmentFile } from '#shared/sync/enrolment.ts';
import { audit } from '../store/audit.ts';
import { createEnrolment, type EnrolmentTerms } from '../store/enrolments.ts';
import type { Store } from '../store/store.ts';

/** What one laptop is given to join. */
export interface IssuedEnrolment {
  readonly id: number;
  /** Content of the file. */
  readonly file: string;
  readonly fileName: string;
  readonly code: string;
  readonly expiresAt: string;
}

/** How laptops reach headquarters. */
export interface PublicAddress {
  readonly url: string;
  /** See `tlsPinOf`; null when a proxy or nobody ends TLS. */
  readonly tlsPin: string | null;
}

/**
 * @param certFile a certificate, PEM
 * @returns SHA-256 of its public key (SPKI), base64: what laptops pin
 */
export function tlsPinOf(certFile: string): string {
  const { publicKey } = new X509Certificate(readFileSync(certFile));
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}

/**
 * Makes an enrolment and writes it down as file and as code. Neither is kept.
 *
 * @param store headquarters' memory
 * @param address how laptops reach it
 * @param terms for whom
 * @param hours until it expires
 * @param createdBy name of the admin
 * @returns the enrolment
 * @throws OutpostError `not_found` for an unknown site
 */
export async function issueEnrolment(
  store: Store,
  address: PublicAddress,
  terms: EnrolmentTerms,
  hours: number,
  createdBy: string,
): Promise<IssuedEnrolment> {
  const { id, token, expiresAt } = await createEnrolment(
    store.pool,
    terms,
    createdBy,
    Date.now() + hours * 3_600_000,
  );
  const detail = { site: terms.site, label: terms.label, role: terms.role };
  await audit(store.pool, {
    action: 'enrolment.created',
    who: createdBy,
    subject: `enrolment ${id}`,
    detail,
  });
  const enrolment: Enrolment = {
    format: 'outpost-enrolment',
    version: 1,
    hqUrl: address.url,
    hqId: store.identity.id,
    hqKey: toBase64Url(store.identity.publicKey),
    tlsPin: address.tlsPin,
    token,
    site: terms.site,
    label: terms.label,
    role: terms.role,
    programme: terms.programme,
    expiresAt,
  };
  const fileName = `${terms.label.replace(/[^\p{L}\p{N}]+/gu, '-')}.outpost-enrolment.json`;
  return {
    id,
    file: formatEnrolmentFile(enrolment),
    fileName,
    code: formatEnrolmentCode(enrolment),
    expiresAt,
  };
}
