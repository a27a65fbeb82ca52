import { Button, Checkbox, Group, NativeSelect, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { sessionSlots } from '#shared/domain/vocabularies.ts';
import { isWorkingDay } from '#shared/domain/work-calendar.ts';
import type { SessionView } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { TimeField } from '../../../ui/time-field.tsx';
import { useUndoToast } from '../../../ui/toast.tsx';
import { useWorkCalendar } from '../use-work-calendar.ts';

interface MoveSessionProps {
  readonly session: SessionView;
  /** Whether sessions come after it that would move along. */
  readonly hasLater: boolean;
  readonly onClose: () => void;
}

/** Another day or time for a session, and for those after it where they are to keep their distance. */
export function MoveSession({ session, hasLater, onClose }: MoveSessionProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const offerUndo = useUndoToast();
  const calendar = useWorkCalendar();
  const move = useCall('training.moveSession');
  const takeBack = useCall('training.takeBackMove');
  const [place, setPlace] = useState({
    day: session.day as string | null,
    slot: session.slot,
    startTime: session.startTime,
    endTime: session.endTime,
  });
  const [later, setLater] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  // It opens below its line, perhaps beyond the edge: the focus brings it into sight.
  useEffect(() => {
    form.current?.querySelector('input')?.focus();
    form.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const { day, slot } = place;
  const timesMissing = slot === 'times' && (!place.startTime || !place.endTime);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!day || timesMissing) return;
    const before = await move.mutateAsync({ sessionId: session.id, ...place, day, later });
    onClose();
    offerUndo({
      message: translate('training.session.moved', { day: format.weekday(day) }),
      undo: () => takeBack.mutateAsync(before),
    });
  };
  return (
    // A failed move shows below; there is nothing else to do with it here.
    <form
      noValidate
      ref={form}
      aria-label={translate('training.session.move')}
      onSubmit={(event) => submit(event).catch(() => undefined)}
    >
      <Group align="end" gap="xs">
        <DateField
          label={translate('training.field.day')}
          value={day}
          onChange={(next) => setPlace({ ...place, day: next })}
          required
          inRow
        />
        <NativeSelect
          label={translate('training.field.slot')}
          value={slot}
          onChange={({ currentTarget }) =>
            setPlace({ ...place, slot: sessionSlots.find((each) => each === currentTarget.value) ?? slot })
          }
          data={sessionSlots.map((value) => ({
            value,
            label: translate(`vocabulary.sessionSlots.${value}`),
          }))}
        />
        {slot === 'times' ? (
          <>
            <TimeField
              label={translate('training.field.startTime')}
              value={place.startTime}
              onChange={(startTime) => setPlace({ ...place, startTime })}
            />
            <TimeField
              label={translate('training.field.endTime')}
              value={place.endTime}
              onChange={(endTime) => setPlace({ ...place, endTime })}
            />
          </>
        ) : null}
        <Button type="submit" loading={move.isPending} disabled={!day || timesMissing}>
          {translate('training.session.moveDo')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {translate('shell.action.cancel')}
        </Button>
      </Group>
      {hasLater ? (
        <Checkbox
          mt="xs"
          label={translate('training.session.moveLater')}
          checked={later}
          onChange={(event) => setLater(event.currentTarget.checked)}
        />
      ) : null}
      {day && calendar && !isWorkingDay(calendar, day) ? (
        <Text size="xs" mt="xs" role="status" style={{ color: 'var(--outpost-watch)' }}>
          {translate('training.session.dayOff', { day: format.weekday(day) })}
        </Text>
      ) : null}
      {move.error ? <ErrorAlert error={move.error} /> : null}
    </form>
  );
}
