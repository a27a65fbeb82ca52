import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useCallback } from 'react';
import { errorWords } from './error-alert.tsx';
import { useTranslate } from './language.tsx';

/** How long an undo stays on offer, in milliseconds. */
const undoSpan = 10_000;

/**
 * @returns a function that shows that something was done and offers to undo it; a failing undo is shown as an error
 */
export function useUndoToast(): (toast: {
  readonly message: string;
  readonly undo: () => Promise<unknown>;
}) => void {
  const translate = useTranslate();
  const showError = useErrorToast();
  return useCallback(
    ({ message, undo }) => {
      const toast = notifications.show({
        autoClose: undoSpan,
        closeButtonProps: { 'aria-label': translate('shell.action.close') },
        message: (
          <UndoLine
            message={message}
            label={translate('shell.action.undo')}
            onUndo={() => {
              notifications.hide(toast);
              undo().catch(showError);
            }}
          />
        ),
      });
    },
    [translate, showError],
  );
}

/**
 * @returns a function that shows an error in words for a while; for changes that have no place of their own to show it
 */
export function useErrorToast(): (error: unknown) => void {
  const translate = useTranslate();
  return useCallback(
    (error) => {
      const { title, body } = errorWords(translate, error);
      notifications.show({
        title,
        message: body,
        color: 'red',
        autoClose: 15_000,
        role: 'alert',
        closeButtonProps: { 'aria-label': translate('shell.action.close') },
      });
    },
    [translate],
  );
}

/**
 * @returns a function that says quietly that something was done
 */
export function useToast(): (message: string) => void {
  const translate = useTranslate();
  return useCallback(
    (message) => {
      notifications.show({
        message,
        autoClose: 5000,
        closeButtonProps: { 'aria-label': translate('shell.action.close') },
      });
    },
    [translate],
  );
}

interface UndoLineProps {
  readonly message: string;
  readonly label: string;
  readonly onUndo: () => void;
}

function UndoLine({ message, label, onUndo }: UndoLineProps): ReactNode {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{message}</Text>
      <Button variant="default" onClick={onUndo}>
        {label}
      </Button>
    </Group>
  );
}
