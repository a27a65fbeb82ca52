import type { FastifyServerOptions } from 'fastify';

/**
 * Structured logs, one JSON object a line. Addresses with their queries, bodies and names never appear in them: a
 * search may hold a person's name.
 *
 * @param level pino's
 * @param stream where lines go; undefined: standard output
 * @returns Fastify's logger option
 */
export function logSettings(
  level: string,
  stream: { write(line: string): void } | undefined,
): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    base: { service: 'outpost-hq' },
    serializers: {
      req: (request: { readonly method?: string }) => ({ method: request.method ?? '' }),
      // A database error repeats the values of the row at fault in its detail.
      err: (error: Error & { code?: unknown }) => ({
        type: error.name,
        message: error.message,
        code: String(error.code ?? ''),
        stack: error.stack ?? '',
      }),
    },
    ...(stream ? { stream } : {}),
  };
}
