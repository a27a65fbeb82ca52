import { z } from 'zod';
import { programmes, roles } from '../domain/vocabularies.ts';
import { OutpostError, parseAtBoundary } from '../errors.ts';
import { fromBase64Url, toBase64Url } from './base64.ts';
import { encodeUtf8, joinBytes } from './bytes.ts';
import { decodeMessage, encodeMessage } from './message.ts';

const codePrefix = 'OP1-';
const longestText = 20_000;

/** Ed25519 public key: 32 bytes as base64url. */
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Ed25519 signature: 64 bytes as base64url. */
const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);
const instant = z.iso.datetime({ precision: 3 });
/** Records must not cross a network in the clear; a laptop that talks to itself crosses none. */
const hqAddress = z
  .string()
  .max(300)
  .regex(/^(https:\/\/[^\s/?#@]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)(\/[^\s?#]*)?$/);
const grant = z.object({
  version: z.int().nonnegative(),
  sites: z.array(z.string().max(80)).max(10_000),
});

/** What headquarters gives an advisor so that one laptop can join. */
export const enrolmentSchema = z.object({
  format: z.literal('outpost-enrolment'),
  version: z.literal(1),
  /** `https`, or `http` on the same machine; no query. */
  hqUrl: hqAddress,
  hqId: z.string().min(1).max(80),
  /** Ed25519 public key of headquarters, raw, base64url. */
  hqKey: publicKey,
  /** SHA-256 of the certificate's public key (SPKI), base64; null: any certificate that the system trusts. */
  tlsPin: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .nullable(),
  /** Good for one laptop. */
  token: z.string().min(16).max(200),
  site: z.string().min(1).max(80),
  /** Name of the laptop: "Basra-2". */
  label: z.string().min(1).max(80),
  role: z.enum(roles),
  programme: z.enum(programmes).nullable(),
  /** UTC. */
  expiresAt: instant,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** Headquarters' word that a key is a device's. */
export const certificateSchema = z.object({
  device: z.int().positive(),
  publicKey,
  expiresAt: instant,
  /** By headquarters over `certificateBytes`. */
  signature,
});
export type Certificate = z.infer<typeof certificateSchema>;

/** Body of `POST /enrol`. */
export const enrolRequestSchema = z.strictObject({
  token: z.string().min(16).max(200),
  publicKey,
  label: z.string().min(1).max(80),
  /** Version of the app. */
  app: z.string().max(40),
  /** By the laptop's new key over `enrolProofBytes`. */
  proof: signature,
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

/** Reply to `POST /enrol`; the same again for the same token and key. */
export const enrolAnswerSchema = z.object({
  device: z.int().positive(),
  /** Device numbers to go on under after a restore or a copied disk. */
  spares: z.array(z.int().positive()).max(16),
  epoch: z.string().min(1).max(64),
  grant,
  certificate: certificateSchema,
  hqId: z.string().min(1).max(80),
  /** Headquarters' clock, ms since 1970 UTC. */
  time: z.int(),
  /** By headquarters over `enrolAnswerBytes`. */
  signature,
});
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>;

/**
 * @param text the enrolment file's content, or the code; white space in the code does not matter
 * @returns the enrolment; whether it has expired is headquarters' to say, whose clock is right
 * @throws OutpostError `enrolment_invalid`
 */
export function parseEnrolment(text: string): Enrolment {
  if (text.length > longestText) throw invalidEnrolment();
  const trimmed = text.replace(/^\ufeff/, '').trim();
  if (trimmed.startsWith('{'))
    return parseAtBoundary(enrolmentSchema, parseJson(trimmed), 'enrolment_invalid');
  const code = trimmed.replace(/[\s\u200e\u200f\u00a0]+/g, '');
  if (!code.startsWith(codePrefix)) throw invalidEnrolment();
  return decodeMessage(codeBytes(code), enrolmentSchema, 'enrolment_invalid');
}

/**
 * @param enrolment what headquarters gives
 * @returns it as one text to paste: `OP1-` and letters, digits, `-`, `_`
 */
export function formatEnrolmentCode(enrolment: Enrolment): string {
  return codePrefix + toBase64Url(encodeMessage(enrolment));
}

/**
 * @param enrolment what headquarters gives
 * @returns the enrolment file's content: JSON
 */
export function formatEnrolmentFile(enrolment: Enrolment): string {
  return `${JSON.stringify(enrolment, null, 2)}\n`;
}

/**
 * @param token of the enrolment
 * @param key the laptop's raw public key
 * @returns what the laptop signs to show that it holds the private key
 */
export function enrolProofBytes(token: string, key: Uint8Array): Uint8Array {
  return joinBytes([encodeUtf8(`outpost enrolment\n${token}\n`), key]);
}

/**
 * @param certificate a certificate, signed or not yet
 * @returns what headquarters signs
 */
export function certificateBytes(certificate: Omit<Certificate, 'signature'>): Uint8Array {
  const { device, publicKey: key, expiresAt } = certificate;
  return encodeUtf8(`outpost certificate\n${device}\n${key}\n${expiresAt}`);
}

/**
 * @param answer the reply, signed or not yet
 * @param token of the request that it answers
 * @returns what headquarters signs
 */
export function enrolAnswerBytes(answer: Omit<EnrolAnswer, 'signature'>, token: string): Uint8Array {
  const { device, spares, epoch, certificate, hqId, time } = answer;
  const { version, sites } = answer.grant;
  const body = JSON.stringify([
    token,
    device,
    spares,
    epoch,
    version,
    sites,
    certificate.signature,
    hqId,
    time,
  ]);
  return encodeUtf8(`outpost enrolment answer\n${body}`);
}

function codeBytes(code: string): Uint8Array {
  try {
    return fromBase64Url(code.slice(codePrefix.length));
  } catch (cause) {
    throw invalidEnrolment(cause);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalidEnrolment(cause);
  }
}

function invalidEnrolment(cause?: unknown): OutpostError {
  return new OutpostError('enrolment_invalid', 'This is no enrolment file or code of headquarters.', {
    cause,
  });
}
