import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { addDays } from '#shared/domain/calendar-day.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useCall } from '../../app/queries.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { useToast } from '../../ui/toast.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';

interface CopyDialogProps {
  readonly training: TrainingDetail;
  readonly onClose: () => void;
}

/** Plans another run: the same course, place and sessions from another day on, with the trainees or without. */
export function CopyDialog({ training, onClose }: CopyDialogProps): ReactNode {
  const translate = useTranslate();
  const say = useToast();
  const [, go] = useLocation();
  const copy = useCall('training.copy');
  const { id: eventId, endDate } = training.summary;
  const today = todayOnThisLaptop();
  const [startDate, setStartDate] = useState<string | null>(addDays(endDate > today ? endDate : today, 1));
  const [withRoster, setWithRoster] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!startDate) return;
    const { id } = await copy.mutateAsync({ eventId, startDate, withRoster });
    onClose();
    go(`/${id}`);
    say(translate('training.copy.done'));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={translate('training.copy')}
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      {/* A failed copy shows below; there is nothing else to do with it here. */}
      <form noValidate onSubmit={(event) => submit(event).catch(() => undefined)}>
        <Stack gap="sm">
          <Text size="sm">{translate('training.copy.hint')}</Text>
          <DateField
            label={translate('training.copy.from')}
            value={startDate}
            onChange={setStartDate}
            required
            autoFocus
            error={startDate ? undefined : translate('shell.field.required')}
          />
          <Checkbox
            label={translate('training.copy.withRoster', { count: training.summary.enrolled })}
            description={translate('training.copy.withRosterHint')}
            checked={withRoster}
            onChange={(event) => setWithRoster(event.currentTarget.checked)}
          />
          {copy.error ? <ErrorAlert error={copy.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {translate('shell.action.cancel')}
            </Button>
            <Button type="submit" loading={copy.isPending}>
              {translate('training.copy.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
