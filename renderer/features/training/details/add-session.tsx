import { Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';

const slots = ['am', 'pm'] as const;

/** One more session, in a line. */
export function AddSession({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const add = useCall('training.addSession');
  const last = training.sessions.at(-1);
  const [day, setDay] = useState<string | null>(last?.day ?? training.summary.startDate);
  const [slot, setSlot] = useState<(typeof slots)[number]>('am');
  const [hours, setHours] = useState(last?.hours ?? 3);
  const [topic, setTopic] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!day) return;
    await add.mutateAsync({ eventId: training.summary.id, session: { day, slot, hours, topic } });
    setTopic('');
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('training.session.add')}
    >
      <Group align="start" gap="xs" wrap="wrap">
        <DateField label={translate('training.field.day')} value={day} onChange={setDay} />
        <NativeSelect
          label={translate('training.field.slot')}
          value={slot}
          onChange={(event) => setSlot(event.currentTarget.value === 'pm' ? 'pm' : 'am')}
          data={slots.map((value) => ({ value, label: translate(`vocabulary.sessionSlots.${value}`) }))}
        />
        <NumberInput
          label={translate('training.field.hours')}
          value={hours}
          min={0.5}
          max={12}
          step={0.5}
          w="5rem"
          hideControls
          onChange={(value) => setHours(Number(value) || 0)}
        />
        <TextInput
          label={translate('training.field.topic')}
          dir="auto"
          flex={1}
          value={topic}
          onChange={(event) => setTopic(event.currentTarget.value)}
        />
        <Button type="submit" mt="1.45rem" loading={add.isPending} disabled={!day || hours <= 0}>
          {translate('training.session.add')}
        </Button>
      </Group>
      {add.error ? <ErrorAlert error={add.error} /> : null}
    </form>
  );
}
