import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { SessionView } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useUndoToast } from '../../../ui/toast.tsx';

interface CancelSessionProps {
  readonly session: SessionView;
  readonly onClose: () => void;
}

/** Cancels a session, with its reason. */
export function CancelSession({ session, onClose }: CancelSessionProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const offerUndo = useUndoToast();
  const cancel = useCall('training.cancelSession');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (missing) return;
    await cancel.mutateAsync({ sessionId: session.id, reason: reason.trim() });
    onClose();
    offerUndo({
      message: translate('training.session.cancelled', { day: format.weekday(session.day) }),
      undo: () => cancel.mutateAsync({ sessionId: session.id, reason: null }),
    });
  };
  return (
    // A failed change shows below; there is nothing else to do with it here.
    <form
      noValidate
      aria-label={translate('training.session.cancel')}
      onSubmit={(event) => submit(event).catch(() => undefined)}
    >
      <Group align="start" gap="xs">
        <TextInput
          label={translate('training.session.cancelReason')}
          required
          data-autofocus
          autoFocus
          dir="auto"
          flex={1}
          maxLength={500}
          value={reason}
          error={tried && missing ? translate('shell.field.required') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Button type="submit" mt="1.45rem" loading={cancel.isPending}>
          {translate('training.session.cancel')}
        </Button>
        <Button variant="default" mt="1.45rem" onClick={onClose}>
          {translate('shell.action.back')}
        </Button>
      </Group>
      {cancel.error ? <ErrorAlert error={cancel.error} /> : null}
    </form>
  );
}
