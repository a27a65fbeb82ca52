import { Button, Group, Radio, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import { useCall } from '../../app/queries.ts';
import { SavedNote } from '../../drafts/saved-note.tsx';
import type { KeptEntryHandle } from '../../drafts/use-kept-entry.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { useUndoToast } from '../../ui/toast.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';
import styles from './action-form.module.css';

/** How an action ends. */
export interface Closing {
  readonly status: 'done' | 'cancelled';
  readonly evidence: string;
  /** Null: today. */
  readonly closedOn: string | null;
}

interface CloseActionProps {
  readonly action: ActionView;
  /** What is typed so far; a draft of it may have come back. */
  readonly closing: KeptEntryHandle<Closing>;
  readonly onClosed: () => void;
  readonly onCancel: () => void;
}

/** Closes an action: how it ended, what shows it, and when. */
export function CloseAction({ action, closing, onClosed, onCancel }: CloseActionProps): ReactNode {
  const translate = useTranslate();
  const offerUndo = useUndoToast();
  const setStatus = useCall('actions.setStatus');
  const [tried, setTried] = useState(false);
  const { status, evidence, closedOn } = closing.entry;
  const silent = evidence.trim() === '';
  const future = closedOn !== null && closedOn > todayOnThisLaptop();
  const done = status === 'done';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (silent || future) return;
    await setStatus.mutateAsync({ id: action.id, status, evidence: evidence.trim(), closedOn });
    closing.clear();
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

  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      noValidate
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('actions.close.title')}
    >
      <Stack gap="sm">
        <Group align="start" gap="xl">
          <Radio.Group
            size="xs"
            label={translate('actions.close.how')}
            value={status}
            onChange={(value) => closing.change({ status: value === 'cancelled' ? 'cancelled' : 'done' })}
          >
            <Group mt={8}>
              <Radio value="done" label={translate('actions.close.done')} />
              <Radio value="cancelled" label={translate('actions.close.cancelled')} />
            </Group>
          </Radio.Group>
          <DateField
            label={translate('actions.close.on')}
            value={closedOn}
            error={future ? translate('actions.close.onFuture') : undefined}
            onChange={(day) => closing.change({ closedOn: day })}
          />
        </Group>
        <Textarea
          label={
            <>
              {translate(done ? 'actions.close.evidence' : 'actions.close.reason')}
              <SavedNote status="draft" kept={closing.kept} />
            </>
          }
          aria-label={translate(done ? 'actions.close.evidence' : 'actions.close.reason')}
          required
          dir="auto"
          autosize
          autoFocus
          minRows={2}
          value={evidence}
          error={
            tried && silent
              ? translate(done ? 'actions.close.evidenceMissing' : 'actions.close.reasonMissing')
              : undefined
          }
          onChange={(event) => closing.change({ evidence: event.currentTarget.value })}
        />
        {setStatus.error ? <ErrorAlert error={setStatus.error} /> : null}
        <div className={styles.footer}>
          <span className={styles.apart} />
          <Button variant="default" onClick={onCancel}>
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" loading={setStatus.isPending}>
            {translate('actions.close.title')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
