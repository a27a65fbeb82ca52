import type { FastifyError, FastifyInstance } from 'fastify';
import { type ErrorCode, OutpostError, toErrorShape } from '#shared/errors.ts';

const statuses: Partial<Record<ErrorCode, number>> = {
  not_found: 404,
  not_permitted: 403,
  unauthorised: 401,
  conflicting_state: 409,
  internal: 500,
  enrolment_invalid: 404,
  enrolment_expired: 410,
  enrolment_used: 409,
  ids_exhausted: 507,
  unknown_device: 401,
  bad_signature: 401,
  device_revoked: 403,
  replayed_exchange: 409,
  frame_fork: 409,
  frame_gap: 409,
  body_too_large: 413,
  frame_too_large: 413,
  unsupported_protocol: 426,
  rate_limited: 429,
  photo_missing: 404,
  photo_mismatch: 422,
};

/**
 * @param code of a refusal
 * @returns its HTTP status; 400 where nothing says it better
 */
export function statusOf(code: ErrorCode): number {
  return statuses[code] ?? 400;
}

/**
 * Turns anything that a request can fail with into an error of ours.
 *
 * @param thrown by a handler, a hook or Fastify itself
 * @returns the error to answer
 */
export function asOutpostError(thrown: unknown): OutpostError {
  if (thrown instanceof OutpostError) return thrown;
  const { code, statusCode, message } = thrown as Partial<FastifyError>;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new OutpostError('body_too_large', 'The request is too large.');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') {
    return new OutpostError('malformed_body', message ?? 'The request has an unexpected content type.');
  }
  if (statusCode === 429)
    return new OutpostError('rate_limited', 'Too many attempts; try again in a minute.');
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new OutpostError('invalid_request', message ?? 'The request does not fit.');
  }
  return new OutpostError('internal', 'An unexpected error occurred.', { cause: thrown });
}

/**
 * Answers every failure as `{ error }` with its status, and keeps the cause of an unexpected one for the log.
 *
 * @param app the server
 */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler(async (thrown, request, reply) => {
    const error = asOutpostError(thrown);
    const route = request.routeOptions.url ?? '';
    if (error.code === 'internal') request.log.error({ err: error.cause, route }, 'unexpected failure');
    else request.log.info({ code: error.code, route }, 'refused');
    return reply.status(statusOf(error.code)).send({ error: toErrorShape(error) });
  });
  app.setNotFoundHandler(async (_request, reply) => {
    const error = new OutpostError('not_found', 'There is nothing at this address.');
    return reply.status(404).send({ error: toErrorShape(error) });
  });
}
