import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useCall } from '../../app/queries.ts';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
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
  const { entry, change, clear } = useKeptEntry(`inspection:${inspectionId}/amend`, { reason: '' });
  const [missing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const reason = entry.reason.trim();
    setMissing(reason === '');
    if (reason === '') return;
    await amend.mutateAsync({ inspectionId, reason });
    close();
  };
  const close = (): void => {
    clear();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={translate('inspections.amend.title')}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      {/* A failed save shows below; there is nothing else to do with it here. */}
      <form noValidate onSubmit={(event) => submit(event).catch(() => undefined)}>
        <Stack gap="sm">
          <Textarea
            label={translate('inspections.amend.reason')}
            required
            dir="auto"
            autosize
            minRows={2}
            data-autofocus
            value={entry.reason}
            error={missing ? translate('inspections.amend.missing') : undefined}
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          {amend.error ? <ErrorAlert error={amend.error} /> : null}
          <Group justify="end">
            <Button variant="default" onClick={close}>
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
