import { Center, Loader } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { ErrorAlert } from './error-alert.tsx';
import { useTranslate } from './language.tsx';

/** Waits shorter than this show nothing, so that quick replies don't flicker. In milliseconds. */
const patience = 300;

interface ReplyProps<T> {
  /** A query as `useReply` returns it. */
  readonly of: {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly refetch: () => unknown;
  };
  readonly children: (value: T) => ReactNode;
}

/** Draws a reply, its wait or its error. A reply at hand stays while it is read again. */
export function Reply<T>({ of: reply, children }: ReplyProps<T>): ReactNode {
  if (reply.data !== undefined) return children(reply.data);
  if (reply.error) return <ErrorAlert error={reply.error} onRetry={() => void reply.refetch()} />;
  return <Waiting />;
}

/** A quiet sign that something is on its way, after 300 ms. */
export function Waiting(): ReactNode {
  const translate = useTranslate();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), patience);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <Center p="xl" role="status" aria-label={translate('shell.loading')}>
      <Loader size="sm" />
    </Center>
  );
}
