import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { OutpostError } from '#shared/errors.ts';
import type { ConsoleReply, ConsoleRequest, ConsoleRouteName } from '#shared/ipc/console.ts';
import { useSession } from './session.tsx';

/** How often open screens look for what laptops have brought, in milliseconds. */
const refreshSpan = 15_000;

/**
 * Reads from headquarters, and again every 15 seconds while the screen is seen.
 *
 * @param name a GET route of the admin API
 * @param request what it asks for
 * @returns the state of the reply; the reply before stays while the next one is under way
 */
export function useHq<R extends ConsoleRouteName>(
  name: R,
  request: ConsoleRequest<R>,
): UseQueryResult<ConsoleReply<R>, OutpostError> {
  const { call } = useSession();
  return useQuery<ConsoleReply<R>, OutpostError>({
    queryKey: [name, request],
    queryFn: () => call(name, request),
    retry: false,
    refetchInterval: refreshSpan,
    placeholderData: (previous: ConsoleReply<R> | undefined) => previous,
  } as Parameters<typeof useQuery<ConsoleReply<R>, OutpostError>>[0]);
}
