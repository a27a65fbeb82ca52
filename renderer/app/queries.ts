import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { OutpostError } from '#shared/errors.ts';
import type { ChannelName, CoreEvent, ReplyOf, RequestOf } from '#shared/ipc/channels.ts';
import { call, type RequestArgument } from './bridge.ts';
import { staleChannels } from './invalidation.ts';

/** Replies stay valid until the core says that something changed, whatever the network does. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** The key under which a channel's reply is kept. */
export function replyKey<C extends ChannelName>(channel: C, request?: RequestOf<C>): readonly unknown[] {
  return request === undefined ? [channel] : [channel, request];
}

/** What a read may differ in. */
export interface ReplyOptions {
  /** Off until its request makes sense. */
  readonly enabled?: boolean;
  /** Keep showing the reply before, while a new request is under way (typing in a filter). */
  readonly keepPrevious?: boolean;
}

/**
 * Reads from the core and reads again whenever a change event touches the channel.
 *
 * @param channel a name of the channel map that only reads
 * @param request what the channel asks for
 * @param options when to ask, and what to show meanwhile
 * @returns the state of the reply: `data`, `error` (an OutpostError), `isPending`
 */
export function useReply<C extends ChannelName>(
  channel: C,
  request?: RequestOf<C>,
  options: ReplyOptions = {},
): UseQueryResult<ReplyOf<C>, OutpostError> {
  return useQuery<ReplyOf<C>, OutpostError>({
    queryKey: replyKey(channel, request),
    queryFn: () => call(channel, ...([request] as unknown as RequestArgument<C>)),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/**
 * A change to the core, to be called from an event handler. What it changed is read again by itself.
 *
 * @param channel a name of the channel map
 * @returns `mutate` and `mutateAsync` take the request; `error` is an OutpostError
 */
export function useCall<C extends ChannelName>(
  channel: C,
): UseMutationResult<ReplyOf<C>, OutpostError, RequestOf<C>> {
  return useMutation<ReplyOf<C>, OutpostError, RequestOf<C>>({
    mutationFn: (request) => call(channel, ...([request] as unknown as RequestArgument<C>)),
  });
}

/**
 * Brings the replies at hand up to date with what the core announced.
 *
 * @param client the replies at hand
 * @param event what the core announced
 */
export function applyCoreEvent(client: QueryClient, event: CoreEvent): void {
  switch (event.type) {
    case 'changed':
      invalidatePrefixes(client, staleChannels(event.tables));
      return;
    case 'sync':
      client.setQueryData(replyKey('sync.status'), event.status);
      invalidatePrefixes(client, new Set(['attachments.traffic']));
      if (event.status.state !== 'syncing') {
        invalidatePrefixes(client, new Set(['sync.history', 'sync.quarantine']));
      }
      return;
    case 'job':
      client.setQueryData<ReplyOf<'jobs.list'>>(replyKey('jobs.list'), (jobs = []) => [
        ...jobs.filter((job) => job.id !== event.job.id),
        event.job,
      ]);
      return;
    case 'locked':
      forgetRecords(client);
      return;
  }
}

/**
 * Takes every record out of the window's memory; without a session the lock screen shows.
 *
 * @param client the replies at hand
 */
export function forgetRecords(client: QueryClient): void {
  client.setQueryData(replyKey('vault.session'), null);
  client.removeQueries({ predicate: ({ queryKey }) => !String(queryKey[0]).startsWith('vault.') });
  void client.invalidateQueries({ queryKey: replyKey('vault.status') });
}

function invalidatePrefixes(client: QueryClient, prefixes: ReadonlySet<string>): void {
  void client.invalidateQueries({
    predicate: ({ queryKey }) => {
      const channel = String(queryKey[0]);
      return prefixes.has(channel) || prefixes.has(channel.slice(0, channel.indexOf('.')));
    },
  });
}
