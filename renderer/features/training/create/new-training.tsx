import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { programmes, trainingLanguages } from '#shared/domain/vocabularies.ts';
import type { TrainingInput } from '#shared/ipc/training.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { useSession } from '../../../app/session.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { todayOnThisLaptop } from '../../../ui/today.ts';
import { CoursePicker } from './course-picker.tsx';
import { plannedSessions } from './session-plan.ts';
import { SessionPlanFields, type SlotChoice, slotsOf } from './session-plan-fields.tsx';
import { SessionPreview } from './session-preview.tsx';

/** A new run of a course: what, where, when, and its sessions laid over the work week before anything is saved. */
export function NewTraining(): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const create = useCall('training.create');
  const { programme } = useSession();
  const [event, setEvent] = useState<TrainingInput>({
    courseCode: '',
    programme: programme ?? 'police',
    venue: '',
    startDate: todayOnThisLaptop(),
    endDate: todayOnThisLaptop(),
    language: 'ar',
  });
  const [plan, setPlan] = useState<{ slots: SlotChoice; hours: number }>({ slots: 'am', hours: 3 });
  const [tried, setTried] = useState(false);
  const set = (part: Partial<TrainingInput>): void => setEvent({ ...event, ...part });
  const sessions = plannedSessions({ ...event, slots: slotsOf(plan.slots), hours: plan.hours });
  const wrongOrder = event.endDate < event.startDate;
  const complete = event.courseCode !== '' && event.venue.trim() !== '' && !wrongOrder && plan.hours > 0;

  const submit = async (form: FormEvent): Promise<void> => {
    form.preventDefault();
    setTried(true);
    if (!complete) return;
    const { id } = await create.mutateAsync({ event, sessions: [...sessions] });
    go(`/${id}`);
  };
  const missing = (isMissing: boolean): string | undefined =>
    tried && isMissing ? translate('shell.field.required') : undefined;

  return (
    <>
      <PageHeader title={translate('training.new')} />
      {/* A failed save shows below; there is nothing else to do with it here. */}
      <form
        noValidate
        onSubmit={(form) => submit(form).catch(() => undefined)}
        onKeyDown={(key) => {
          // Enter takes a date or a course; it does not send the form before the sessions were looked at.
          if (key.key === 'Enter' && key.target instanceof HTMLInputElement) key.preventDefault();
        }}
      >
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Stack gap="sm">
            <NativeSelect
              label={translate('training.field.programme')}
              value={event.programme}
              onChange={({ currentTarget }) =>
                set({
                  programme: programmes.find((code) => code === currentTarget.value) ?? 'police',
                  courseCode: '',
                })
              }
              data={programmes.map((value) => ({
                value,
                label: translate(`vocabulary.programmes.${value}`),
              }))}
            />
            <CoursePicker
              programme={event.programme}
              value={event.courseCode || null}
              onChange={(course) => set({ courseCode: course?.value ?? '' })}
              error={missing(event.courseCode === '')}
            />
            <TextInput
              label={translate('training.field.venue')}
              required
              dir="auto"
              maxLength={300}
              value={event.venue}
              error={missing(event.venue.trim() === '')}
              onChange={({ currentTarget }) => set({ venue: currentTarget.value })}
            />
            <Group grow align="start">
              <DateField
                label={translate('training.field.startDate')}
                required
                value={event.startDate}
                onChange={(startDate) =>
                  startDate
                    ? set({ startDate, endDate: event.endDate < startDate ? startDate : event.endDate })
                    : undefined
                }
              />
              <DateField
                label={translate('training.field.endDate')}
                required
                value={event.endDate}
                error={wrongOrder ? translate('training.wrongOrder') : undefined}
                onChange={(endDate) => (endDate ? set({ endDate }) : undefined)}
              />
            </Group>
            <Group grow align="start">
              <NativeSelect
                label={translate('training.field.language')}
                value={event.language}
                onChange={({ currentTarget }) =>
                  set({
                    language: trainingLanguages.find((code) => code === currentTarget.value) ?? 'ar',
                  })
                }
                data={trainingLanguages.map((value) => ({
                  value,
                  label: translate(`vocabulary.trainingLanguages.${value}`),
                }))}
              />
              <GovernorateField
                value={event.governorateCode ?? ''}
                onChange={(governorateCode) => set({ governorateCode })}
              />
            </Group>
            <Group grow align="start">
              {(['provider', 'interpreter'] as const).map((field) => (
                <TextInput
                  key={field}
                  label={translate(`training.field.${field}`)}
                  dir="auto"
                  maxLength={300}
                  value={event[field] ?? ''}
                  onChange={({ currentTarget }) => set({ [field]: currentTarget.value || null })}
                />
              ))}
            </Group>
          </Stack>
          <Stack gap="sm">
            <Title order={2}>{translate('training.sessions', { count: sessions.length })}</Title>
            <SessionPlanFields plan={plan} onChange={setPlan} />
            <SessionPreview sessions={sessions} />
          </Stack>
        </SimpleGrid>
        {create.error ? <ErrorAlert error={create.error} /> : null}
        <Group justify="end" mt="md">
          <Button variant="default" onClick={() => go('/')}>
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {translate('training.create')}
          </Button>
        </Group>
      </form>
    </>
  );
}

function GovernorateField(props: {
  readonly value: string;
  readonly onChange: (code: string | null) => void;
}): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const governorates = useReply('reference.options', { list: 'governorate' }).data ?? [];
  return (
    <NativeSelect
      label={translate('training.field.governorate')}
      value={props.value}
      onChange={({ currentTarget }) => props.onChange(currentTarget.value || null)}
      data={[
        { value: '', label: translate('training.field.notSaid') },
        ...governorates.map(({ value, name }) => ({ value, label: format.name(name) })),
      ]}
    />
  );
}
