import type { z } from 'zod';

/** One call over the bridge: what goes in and what comes back, both parsed in the core. */
export interface Channel<Q extends z.ZodType = z.ZodType, A extends z.ZodType = z.ZodType> {
  readonly request: Q;
  readonly reply: A;
}

/**
 * Declares a channel.
 *
 * @param request schema of the request; `z.void()` when there is none
 * @param reply schema of the reply
 * @returns the channel, typed
 */
export function channel<Q extends z.ZodType, A extends z.ZodType>(request: Q, reply: A): Channel<Q, A> {
  return { request, reply };
}
