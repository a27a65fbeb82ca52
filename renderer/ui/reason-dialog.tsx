import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ErrorAlert } from './error-alert.tsx';
import { useTranslate } from './language.tsx';

interface ReasonDialogProps {
  readonly title: string;
  /** What it means, and what is kept. */
  readonly children?: ReactNode;
  /** The verb of the button: what it does, not "OK". */
  readonly confirmLabel: string;
  /** Does it; when that fails, the error is shown and the reason stays. */
  readonly onConfirm: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks why, for what must not be done without a reason. */
export function ReasonDialog({
  title,
  children,
  confirmLabel,
  onConfirm,
  onClose,
}: ReasonDialogProps): ReactNode {
  const translate = useTranslate();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const missing = reason.trim() === '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (missing) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm(reason.trim());
      onClose();
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
      setBusy(false);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      <form noValidate onSubmit={(event) => void submit(event)}>
        {children ? (
          <Text size="sm" mb="sm" component="div">
            {children}
          </Text>
        ) : null}
        <Textarea
          label={translate('shell.field.reason')}
          required
          data-autofocus
          dir="auto"
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          error={tried && missing ? translate('shell.field.required') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {error ? <ErrorAlert error={error} /> : null}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {confirmLabel}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
