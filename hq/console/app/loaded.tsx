import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorAlert } from '#renderer/ui/error-alert.tsx';
import { useTranslate } from '#renderer/ui/language.tsx';
import type { OutpostError } from '#shared/errors.ts';

interface LoadedProps<T> {
  readonly reply: UseQueryResult<T, OutpostError>;
  readonly children: (value: T) => ReactNode;
}

/** Shows a reply once it is there; before, that it comes; after a failure, what happened and how to try again. */
export function Loaded<T>({ reply, children }: LoadedProps<T>): ReactNode {
  const translate = useTranslate();
  return (
    <>
      {reply.error ? <ErrorAlert error={reply.error} onRetry={() => void reply.refetch()} /> : null}
      {reply.data !== undefined ? children(reply.data) : null}
      {reply.isPending ? (
        <Stack role="status" aria-label={translate('console.loading')} gap="xs" mt="sm">
          <Skeleton height={28} />
          <Skeleton height={28} />
          <Skeleton height={28} />
        </Stack>
      ) : null}
    </>
  );
}
