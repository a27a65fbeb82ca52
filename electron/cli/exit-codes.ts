import type { ErrorCode } from '#shared/errors.ts';

/** Exit codes of the command line, as docs/command-line.md promises them to scripts. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  wrongPassphrase: 3,
  network: 4,
  refused: 5,
  damaged: 6,
} as const;

const refused: ReadonlySet<ErrorCode> = new Set([
  'not_permitted',
  'unknown_device',
  'device_revoked',
  'bad_signature',
  'replayed_exchange',
  'unauthorised',
  'unsupported_protocol',
  'rate_limited',
  'body_too_large',
  'malformed_body',
  'carry_damaged',
  'carry_not_for_you',
  'carry_foreign',
  'carry_gap',
  'frame_fork',
  'frame_signature',
  'frame_chain',
  'frame_gap',
  'frame_malformed',
  'frame_too_large',
  'enrolment_invalid',
  'enrolment_expired',
  'enrolment_used',
  'hq_identity',
  'tls_pin',
]);
const damaged: ReadonlySet<ErrorCode> = new Set(['vault_damaged', 'journal_broken', 'vault_newer']);

/**
 * @param code code of the error that ended a command
 * @returns the exit code that stands for its kind
 */
export function exitCodeOf(code: ErrorCode): number {
  if (code === 'wrong_passphrase' || code === 'unlock_wait') return exitCodes.wrongPassphrase;
  if (code.startsWith('network_') || code === 'captive_portal' || code === 'hq_error')
    return exitCodes.network;
  if (refused.has(code)) return exitCodes.refused;
  if (damaged.has(code)) return exitCodes.damaged;
  if (code === 'invalid_request' || code === 'unknown_channel') return exitCodes.usage;
  return exitCodes.failed;
}

/** The text under `--help`. */
export const exitCodesHelp = `
Exit codes:
  0  done
  1  failed
  2  wrong usage, or a request that does not fit
  3  wrong passphrase, or too many tries: wait
  4  headquarters cannot be reached
  5  refused: not permitted here, or headquarters said no
  6  the vault is damaged, or a check found damage`;
