import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMay } from '../../../app/session.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';

interface VettingGateProps {
  /** Who stands at the gate. */
  readonly name: string;
  /** With a reason: they take part; null: they are on the list and wait for vetting. */
  readonly onAdmit: (reason: string | null) => Promise<void>;
  readonly onClose: () => void;
}

/** Somebody's vetting does not cover the first day: on the list to wait, or, by a supervisor's decision, to take part. */
export function VettingGate({ name, onAdmit, onClose }: VettingGateProps): ReactNode {
  const translate = useTranslate();
  const may = useMay();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const admit = (why: string | null): void => {
    setError(null);
    onAdmit(why).catch((failure: unknown) =>
      setError(failure instanceof Error ? failure : new Error(String(failure))),
    );
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim() !== '') admit(reason.trim());
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={translate('training.gate.title')}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="sm">
          <Text size="sm">
            <bdi translate="no">{name}</bdi>
            {' – '}
            {translate('training.vettingWarning')} {translate('training.gate.hint')}
          </Text>
          <Group>
            <Button variant="default" data-autofocus onClick={() => admit(null)}>
              {translate('training.gate.wait')}
            </Button>
          </Group>
          {may('vetting.override') ? (
            <>
              <Textarea
                label={translate('training.gate.reason')}
                description={translate('training.gate.reasonHint')}
                dir="auto"
                autosize
                minRows={2}
                maxLength={500}
                value={reason}
                error={tried && reason.trim() === '' ? translate('shell.field.required') : undefined}
                onChange={(event) => setReason(event.currentTarget.value)}
              />
              <Group>
                <Button type="submit">{translate('training.gate.admit')}</Button>
              </Group>
            </>
          ) : (
            <Text size="sm" c="dimmed">
              {translate('training.gate.supervisor')}
            </Text>
          )}
          {error ? <ErrorAlert error={error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {translate('training.gate.leave')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
