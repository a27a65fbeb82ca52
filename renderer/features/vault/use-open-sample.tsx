import type { ReactNode } from 'react';
import { useCall } from '../../app/queries.ts';
import { useEnter } from '../../app/vault-state.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useLanguage } from '../../ui/language.tsx';

/**
 * @returns the way into the sample data, whether it is being filled, and what went wrong (to be drawn)
 */
export function useOpenSample(): {
  readonly open: () => void;
  readonly opening: boolean;
  readonly problem: ReactNode;
} {
  const { language } = useLanguage();
  const enter = useEnter();
  const openSample = useCall('vault.openSample');
  return {
    open: () => openSample.mutate({ language }, { onSuccess: enter }),
    opening: openSample.isPending,
    problem: openSample.error ? <ErrorAlert error={openSample.error} /> : null,
  };
}
