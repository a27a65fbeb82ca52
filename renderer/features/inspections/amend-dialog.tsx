import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useCall } from '../../app/queries.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';

interface AmendDialogProps {
  readonly inspectionId: number;
  readonly onClose: () => void;
}

/** Asks why a submitted inspection is changed. */
export function AmendDialog({ inspectionId, onClose }: AmendDialogProps): ReactNode {
  const translate = useTranslate();
  const amend = useCall('inspections.amend');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() === '') return;
    await amend.mutateAsync({ inspectionId, reason: reason.trim() });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={translate('inspections.amend.title')}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      {/* A failed save shows below; there is nothing else to do with it here. */}
      <form onSubmit={(event) => submit(event).catch(() => undefined)}>
        <Stack gap="sm">
          <Textarea
            label={translate('inspections.amend.reason')}
            required
            dir="auto"
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            error={missing ? translate('inspections.amend.missing') : undefined}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {amend.error ? <ErrorAlert error={amend.error} /> : null}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {translate('shell.action.cancel')}
            </Button>
            <Button type="submit" loading={amend.isPending}>
              {translate('inspections.amend.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
