import { z } from 'zod';

/**
 * Every code that an error may carry across a boundary (bridge, HTTP, file import, sync, command line).
 * The catalogues hold one message per code, `error.<code>`, that says what happened, what is safe and what to do.
 */
export const errorCodes = [
  // requests
  'invalid_request',
  'unknown_channel',
  'not_found',
  'not_permitted',
  'conflicting_state',
  'cancelled',
  'internal',
  // vault
  'vault_missing',
  'vault_exists',
  'vault_locked',
  'vault_busy',
  'vault_damaged',
  'vault_newer',
  'wrong_passphrase',
  'unlock_wait',
  'weak_passphrase',
  'disk_full',
  // enrolment
  'not_enrolled',
  'already_enrolled',
  'enrolment_invalid',
  'enrolment_expired',
  'enrolment_used',
  'sample_only',
  'ids_exhausted',
  // journal and frames
  'journal_broken',
  'frame_malformed',
  'frame_too_large',
  'frame_signature',
  'frame_chain',
  'frame_gap',
  'frame_fork',
  // exchange
  'unknown_device',
  'device_revoked',
  'bad_signature',
  'replayed_exchange',
  'body_too_large',
  'malformed_body',
  'unsupported_protocol',
  'rate_limited',
  'unauthorised',
  // network, as the laptop sees it
  'network_name',
  'network_unreachable',
  'network_cut',
  'network_timeout',
  'tls_pin',
  'captive_portal',
  'hq_error',
  'hq_identity',
  // files for carrying
  'carry_damaged',
  'carry_not_for_you',
  'carry_foreign',
  'carry_gap',
  // import
  'file_empty',
  'file_too_large',
  'file_type',
  'file_encrypted',
  'file_damaged',
  'sheet_missing',
  'header_missing',
  'header_duplicate',
  'column_unmapped',
  'too_many_rows',
  'rows_invalid',
  // photos
  'photo_type',
  'photo_damaged',
  'photo_metadata',
  'photo_too_large',
  'photo_limit',
  'photo_missing',
  'photo_mismatch',
  'photos_damaged',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What an error message may interpolate: names of fields, sheets and rows, counts, limits. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/** An error as it crosses a boundary. `message` is English, for logs and support; screens translate `code`. */
export const errorShape = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** For bad input: path of each field or cell, with a short English reason. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type ErrorShape = z.infer<typeof errorShape>;

/** An error that a boundary may show: it has a code, details to fill its message, and the fields at fault. */
export class OutpostError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
  readonly issues: readonly { readonly path: string; readonly message: string }[];

  /**
   * @param code what went wrong, one of `errorCodes`
   * @param message an English sentence for logs and the command line
   * @param options `details` fill the translated message; `issues` name fields or cells; `cause` is kept for the log
   */
  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly details?: ErrorDetails;
      readonly issues?: readonly { readonly path: string; readonly message: string }[];
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = 'OutpostError';
    this.code = code;
    this.details = options.details ?? {};
    this.issues = options.issues ?? [];
  }
}

/**
 * Turns whatever was thrown into the shape that crosses a boundary. Unknown errors become `internal`
 * with a neutral message: their text may hold personal data and goes to the local log only.
 *
 * @param thrown what a `catch` received
 * @returns a plain, serialisable error
 */
export function toErrorShape(thrown: unknown): ErrorShape {
  if (thrown instanceof OutpostError) {
    return {
      code: thrown.code,
      message: thrown.message,
      details: { ...thrown.details },
      issues: thrown.issues.map((issue) => ({ ...issue })),
    };
  }
  return { code: 'internal', message: 'An unexpected error occurred.', details: {}, issues: [] };
}

/**
 * Rebuilds a typed error on the far side of a boundary.
 *
 * @param shape what arrived, already parsed with `errorShape`
 * @returns the error to throw
 */
export function fromErrorShape(shape: ErrorShape): OutpostError {
  return new OutpostError(shape.code, shape.message, { details: shape.details, issues: shape.issues });
}

/**
 * Parses what crossed a boundary.
 *
 * @param schema the schema of the boundary
 * @param value what arrived
 * @param code the error code to use when it does not fit
 * @returns the parsed value
 * @throws OutpostError with `code` and one issue per field at fault
 */
export function parseAtBoundary<T>(
  schema: z.ZodType<T>,
  value: unknown,
  code: ErrorCode = 'invalid_request',
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const first = issues[0];
  throw new OutpostError(code, `Invalid ${first?.path || 'value'}: ${first?.message ?? 'does not fit'}`, {
    details: { field: first?.path ?? '' },
    issues,
  });
}
