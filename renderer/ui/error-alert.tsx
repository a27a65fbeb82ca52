import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type OutpostError, toErrorShape } from '#shared/errors.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { Translate } from '#shared/i18n/translate.ts';
import { useTranslate } from './language.tsx';
import { Ltr } from './user-text.tsx';

/**
 * The words for an error, from the catalogue: a title that says what happened, and what is safe and what to do.
 *
 * @param translate the translate function of the screens
 * @param error whatever was thrown; an unknown error becomes `internal`
 * @param inPlace the message for this error where the catalogue's usual one does not fit
 * @returns title, body and code
 */
export function errorWords(
  translate: Translate,
  error: unknown,
  inPlace?: MessageKey,
): { readonly title: string; readonly body: string; readonly code: string } {
  const { code, details } = toErrorShape(error);
  const key: MessageKey = inPlace ?? `error.${code}`;
  const [title = '', ...rest] = translate(key, details).split('\n');
  return { title, body: rest.join(' '), code };
}

interface ErrorAlertProps {
  readonly error: OutpostError | Error;
  /** The message where the catalogue's usual one for the code does not fit. */
  readonly message?: MessageKey;
  /** Shows a button that tries once more. */
  readonly onRetry?: () => void;
  /** Shows a way to put the message away. */
  readonly onClose?: () => void;
}

/** An error in words: what happened, what is safe, what to do. Never a stack trace. */
export function ErrorAlert({ error, message, onRetry, onClose }: ErrorAlertProps): ReactNode {
  const translate = useTranslate();
  const { title, body, code } = errorWords(translate, error, message);
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title={title}
      {...(onClose
        ? { withCloseButton: true, onClose, closeButtonLabel: translate('shell.action.close') }
        : {})}
    >
      <Text size="sm">{body}</Text>
      <Group justify="space-between" mt="xs">
        <Text size="xs" c="dimmed">
          {translate('shell.error.code')} <Ltr>{code}</Ltr>
        </Text>
        {onRetry ? (
          <Button variant="default" onClick={onRetry}>
            {translate('shell.action.retry')}
          </Button>
        ) : null}
      </Group>
    </Alert>
  );
}
