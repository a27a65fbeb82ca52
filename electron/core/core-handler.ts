import type { ChannelName, ParsedRequestOf, ReplyOf } from '#shared/ipc/channels.ts';
import type { CoreState } from './core-state.ts';

/** The handlers of channels that work with the core itself instead of the records of an open vault. */
export type CoreHandlersOf<P extends string> = {
  readonly [C in ChannelName as C extends `${P}.${string}` ? C : never]: (
    request: ParsedRequestOf<C>,
    core: CoreState,
  ) => ReplyOf<C> | Promise<ReplyOf<C>>;
};
