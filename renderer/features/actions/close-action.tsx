import { Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import { useCall } from '../../app/queries.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { useUndoToast } from '../../ui/toast.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';

interface CloseActionProps {
  readonly action: ActionView;
  readonly onClosed: () => void;
}

/** Closes an action: how it ended, what shows it, and when. */
export function CloseAction({ action, onClosed }: CloseActionProps): ReactNode {
  const translate = useTranslate();
  const offerUndo = useUndoToast();
  const setStatus = useCall('actions.setStatus');
  const [open, setOpen] = useState(false);
  const [status, setEnding] = useState<'done' | 'cancelled'>('done');
  const [evidence, setEvidence] = useState(action.evidence ?? '');
  const [closedOn, setClosedOn] = useState<string | null>(todayOnThisLaptop());
  const [missing, setMissing] = useState(false);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (evidence.trim() === '') {
      setMissing(true);
      return;
    }
    await setStatus.mutateAsync({ id: action.id, status, evidence: evidence.trim(), closedOn });
    onClosed();
    offerUndo({
      message: translate('actions.closed'),
      undo: () =>
        setStatus.mutateAsync({
          id: action.id,
          status: action.status,
          evidence: action.evidence,
          closedOn: null,
        }),
    });
  };

  if (!open) {
    return (
      <Group>
        <Button onClick={() => setOpen(true)}>{translate('actions.close.title')}</Button>
      </Group>
    );
  }
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('actions.close.title')}
    >
      <Stack gap="xs">
        <Radio.Group
          label={translate('actions.close.how')}
          value={status}
          onChange={(value) => setEnding(value === 'cancelled' ? 'cancelled' : 'done')}
        >
          <Group mt={4}>
            <Radio value="done" label={translate('actions.close.done')} />
            <Radio value="cancelled" label={translate('actions.close.cancelled')} />
          </Group>
        </Radio.Group>
        <Textarea
          label={translate('actions.close.evidence')}
          required
          dir="auto"
          autosize
          minRows={2}
          data-autofocus
          value={evidence}
          error={missing && evidence.trim() === '' ? translate('actions.close.evidenceMissing') : undefined}
          onChange={(event) => setEvidence(event.currentTarget.value)}
        />
        <DateField label={translate('actions.close.on')} value={closedOn} onChange={setClosedOn} />
        {setStatus.error ? <ErrorAlert error={setStatus.error} /> : null}
        <Group justify="end">
          <Button variant="default" onClick={() => setOpen(false)}>
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" loading={setStatus.isPending}>
            {translate('actions.close')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
