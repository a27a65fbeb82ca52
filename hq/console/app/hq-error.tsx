import type { ReactNode } from 'react';
import { ErrorAlert } from '#renderer/ui/error-alert.tsx';
import { type ErrorCode, toErrorShape } from '#shared/errors.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';

interface HqErrorProps {
  readonly error: Error;
  /** Shows a button that tries once more. */
  readonly onRetry?: () => void;
  /** Shows a way to put the message away. */
  readonly onClose?: () => void;
}

/** An error in the words of somebody at headquarters: nothing waits on a laptop here, and nothing syncs by itself. */
export function HqError({ error, onRetry, onClose }: HqErrorProps): ReactNode {
  const { code } = toErrorShape(error);
  return (
    <ErrorAlert
      error={error}
      message={messages[code] ?? 'console.error.failed'}
      // What is not there will not be there the next time.
      {...(onRetry && code !== 'not_found' ? { onRetry } : {})}
      {...(onClose ? { onClose } : {})}
    />
  );
}

const messages: Partial<Record<ErrorCode, MessageKey>> = {
  network_unreachable: 'console.error.offline',
  rate_limited: 'console.error.limited',
  not_found: 'console.error.notFound',
  invalid_request: 'console.error.refused',
  not_permitted: 'console.error.refused',
  unauthorised: 'error.unauthorised',
};
