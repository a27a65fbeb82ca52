import { Stack, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { Waiting } from '#renderer/ui/reply.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { HqError } from './hq-error.tsx';

interface HqReplyProps<T> {
  /** A query as `useHq` returns it. */
  readonly of: {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly dataUpdatedAt: number;
    readonly refetch: () => unknown;
  };
  /** Stands above an error, where the heading would come with the data. */
  readonly headingOfError?: ReactNode;
  readonly children: (value: T) => ReactNode;
}

/** Draws a reply of headquarters, its wait or its error. What is at hand stays, and says so when it gets old. */
export function HqReply<T>({ of: reply, headingOfError, children }: HqReplyProps<T>): ReactNode {
  if (reply.data !== undefined) {
    return (
      <>
        {reply.error ? <Stale since={reply.dataUpdatedAt} /> : null}
        {children(reply.data)}
      </>
    );
  }
  if (!reply.error) return <Waiting />;
  return (
    <Stack gap="sm">
      {headingOfError}
      <HqError error={reply.error} onRetry={() => void reply.refetch()} />
    </Stack>
  );
}

function Stale({ since }: { readonly since: number }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <Text component="div" role="status" mb="sm">
      <StatusBadge tone="watch" icon={IconPlugConnectedX}>
        {translate('console.error.stale', { when: format.moment(new Date(since).toISOString()) })}
      </StatusBadge>
    </Text>
  );
}
