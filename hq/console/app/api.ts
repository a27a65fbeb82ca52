import { errorShape, fromErrorShape, OutpostError } from '#shared/errors.ts';
import {
  type ConsoleReply,
  type ConsoleRequest,
  type ConsoleRouteName,
  consoleCall,
  consoleRoutes,
  csrfHeader,
} from '#shared/ipc/console.ts';

/** How the console talks to headquarters. The token is the session's, null before sign-in. */
export type CallHq = <R extends ConsoleRouteName>(
  name: R,
  request: ConsoleRequest<R>,
) => Promise<ConsoleReply<R>>;

/**
 * Makes the one way in which the console calls headquarters.
 *
 * @param csrfToken gives the session's token, or null before sign-in
 * @returns a function that calls a route and parses its reply; it throws OutpostError with headquarters' code,
 *   `network_unreachable` when it can't be reached, `hq_error` when the reply is not what the route promises
 */
export function createCallHq(csrfToken: () => string | null): CallHq {
  return async (name, request) => {
    const { method, url, body } = consoleCall(name, request);
    const token = csrfToken();
    const response = await reach(url, {
      method,
      credentials: 'same-origin',
      headers: {
        ...(body === null ? {} : { 'content-type': 'application/json' }),
        ...(method === 'POST' && token ? { [csrfHeader]: token } : {}),
      },
      ...(body === null ? {} : { body }),
    });
    const content: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw refusal(content, response.status);
    const parsed = consoleRoutes[name].reply.safeParse(content);
    if (!parsed.success) {
      throw new OutpostError('hq_error', `The reply to ${name} does not fit its schema.`, {
        cause: parsed.error,
      });
    }
    return parsed.data as ConsoleReply<typeof name>;
  };
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new OutpostError('network_unreachable', 'Headquarters cannot be reached.', { cause });
  }
}

function refusal(content: unknown, status: number): OutpostError {
  const shape = errorShape.safeParse((content as { error?: unknown } | undefined)?.error);
  if (shape.success) return fromErrorShape(shape.data);
  return new OutpostError('hq_error', `Headquarters answered ${status}.`, { details: { status } });
}
