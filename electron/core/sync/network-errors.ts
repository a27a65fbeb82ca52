import { type ErrorCode, OutpostError } from '#shared/errors.ts';

const codeOfSystem: Readonly<Record<string, ErrorCode>> = {
  ENOTFOUND: 'network_name',
  EAI_AGAIN: 'network_name',
  EAI_FAIL: 'network_name',
  ECONNREFUSED: 'network_unreachable',
  EHOSTUNREACH: 'network_unreachable',
  EHOSTDOWN: 'network_unreachable',
  ENETUNREACH: 'network_unreachable',
  ENETDOWN: 'network_unreachable',
  EADDRNOTAVAIL: 'network_unreachable',
  ECONNRESET: 'network_cut',
  ECONNABORTED: 'network_cut',
  EPIPE: 'network_cut',
  ERR_STREAM_PREMATURE_CLOSE: 'network_cut',
  ERR_STREAM_DESTROYED: 'network_cut',
  ETIMEDOUT: 'network_timeout',
};

/**
 * Names a failure of the network by its code, so that a person is told what to do about it.
 *
 * @param cause what a socket or request failed with
 * @returns the same when it has a code of ours already; else one of the `network_*` codes, `tls_pin` when the other
 *   end does not prove who it is, or `captive_portal` when something answers that is no web server
 */
export function networkError(cause: unknown): OutpostError {
  if (cause instanceof OutpostError) return cause;
  const systemCode = systemCodeOf(cause);
  const code = codeOf(systemCode);
  return new OutpostError(code, messageOf(code, systemCode), { details: { reason: systemCode }, cause });
}

function codeOf(systemCode: string): ErrorCode {
  const known = codeOfSystem[systemCode];
  if (known) return known;
  if (systemCode.startsWith('HPE_')) return 'captive_portal';
  if (/CERT|SSL|TLS|DEPTH_ZERO|UNABLE_TO_|EPROTO/.test(systemCode)) return 'tls_pin';
  return 'network_cut';
}

function systemCodeOf(cause: unknown): string {
  if (cause instanceof AggregateError && cause.errors.length > 0) return systemCodeOf(cause.errors[0]);
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return 'unknown';
}

function messageOf(code: ErrorCode, systemCode: string): string {
  switch (code) {
    case 'network_name':
      return `The name of headquarters cannot be found (${systemCode}).`;
    case 'network_unreachable':
      return `Headquarters cannot be reached (${systemCode}).`;
    case 'network_timeout':
      return 'Headquarters did not answer in time.';
    case 'tls_pin':
      return `The server is not the headquarters of the enrolment (${systemCode}).`;
    case 'captive_portal':
      return 'Something else than headquarters answered: a login page or a proxy.';
    default:
      return `The connection was cut (${systemCode}).`;
  }
}
