import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { SignedIn } from '#shared/ipc/vault.ts';
import { call } from './bridge.ts';
import { forgetRecords, replyKey } from './queries.ts';

/**
 * @returns a function that opens the shell for who has just signed in
 */
export function useEnter(): (session: SignedIn) => void {
  const client = useQueryClient();
  return useCallback(
    (session) => {
      client.setQueryData(replyKey('vault.session'), session);
      void client.invalidateQueries({ queryKey: replyKey('vault.status') });
    },
    [client],
  );
}

/**
 * @returns a function that locks the vault; what is being typed stays as a sealed draft
 */
export function useLock(): () => void {
  const client = useQueryClient();
  return useCallback(() => {
    // Leaving the field sends its value on its way before the vault closes.
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    call('vault.lock')
      .catch(() => undefined)
      .finally(() => forgetRecords(client));
  }, [client]);
}

/**
 * @returns a function that goes back to the welcome or the lock screen after the sample data is gone
 */
export function useLeaveSample(): () => void {
  const client = useQueryClient();
  return useCallback(() => forgetRecords(client), [client]);
}
