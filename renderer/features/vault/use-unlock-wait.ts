import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../app/bridge.ts';
import { replyKey } from '../../app/queries.ts';

/**
 * Counts down the wait that the core asks for after wrong passphrases.
 *
 * @param waitSeconds as the status last said
 * @returns the seconds left, 0 when another try is let through; `lookAgain` asks the core after a failure
 */
export function useUnlockWait(waitSeconds: number): {
  readonly seconds: number;
  readonly lookAgain: () => void;
} {
  const client = useQueryClient();
  const [until, setUntil] = useState(() => Date.now() + waitSeconds * 1000);
  const [now, setNow] = useState(() => Date.now());
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const waiting = seconds > 0;
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [waiting]);
  const lookAgain = (): void => {
    void call('vault.status').then(
      (status) => {
        client.setQueryData(replyKey('vault.status'), status);
        setNow(Date.now());
        setUntil(Date.now() + status.waitSeconds * 1000);
      },
      () => undefined,
    );
  };
  return { seconds, lookAgain };
}
