import type { ChannelName, RequestOf } from '../ipc/channels.ts';

/** Stands in a request for a part of an earlier reply: `{ $ref: 'event1.id' }`. */
export interface Reference {
  readonly $ref: string;
}

/** A request in which any value may be a reference instead. */
export type WithReferences<T> = T extends readonly (infer I)[]
  ? readonly WithReferences<I>[]
  : T extends object
    ? { readonly [P in keyof T]: WithReferences<T[P]> | Reference }
    : T | Reference;

/** One call of a channel, as screens make it; `as` keeps its reply for later references. */
export interface SampleCommand<C extends ChannelName = ChannelName> {
  readonly channel: C;
  readonly request: unknown;
  readonly as?: string;
}

/**
 * @param channel a channel of the bridge
 * @param request its request; parts of earlier replies as references
 * @param as the name under which the reply is kept
 * @returns the command
 */
export function command<C extends ChannelName>(
  channel: C,
  request: WithReferences<RequestOf<C>>,
  as?: string,
): SampleCommand<C> {
  return as === undefined ? { channel, request } : { channel, request, as };
}
