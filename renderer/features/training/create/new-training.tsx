import { Button, Group, SimpleGrid, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { plainCalendar } from '#shared/domain/work-calendar.ts';
import type { TrainingInput } from '#shared/ipc/training.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { useSession } from '../../../app/session.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { todayOnThisLaptop } from '../../../ui/today.ts';
import { useWorkCalendar } from '../use-work-calendar.ts';
import { EventFields } from './event-fields.tsx';
import { type Planning, plannedOf } from './planned.ts';
import { SessionsOfPlan } from './sessions-of-plan.tsx';

interface NewTrainingProps {
  /** The course to begin with, where somebody came from the catalogue. */
  readonly courseCode: string | null;
}

/** A new run of a course: what, where, when, and its sessions laid over working days before anything is saved. */
export function NewTraining({ courseCode }: NewTrainingProps): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const create = useCall('training.create');
  const { programme } = useSession();
  const courses = useReply('courses.list').data ?? [];
  const calendar = useWorkCalendar() ?? plainCalendar;
  const [event, setEvent] = useState<TrainingInput>({
    courseCode: courseCode ?? '',
    programme: programme ?? 'police',
    venue: '',
    startDate: todayOnThisLaptop(),
    endDate: todayOnThisLaptop(),
    language: 'ar',
  });
  const [planning, setPlanning] = useState<Planning>({ by: 'course', slots: 'am', hours: 3 });
  const [tried, setTried] = useState(false);
  const course = courses.find(({ code }) => code === event.courseCode);
  // A course from the catalogue brings its programme with it.
  const whole = { ...event, programme: course?.programme ?? event.programme };
  const byCourse = planning.by === 'course' && (course?.plan.length ?? 0) > 0;
  const planned = plannedOf(whole, planning, course, calendar);
  const wrongOrder = planned.endDate < event.startDate;
  const hoursRight = byCourse || planning.hours > 0;
  const complete = event.courseCode !== '' && event.venue.trim() !== '' && !wrongOrder && hoursRight;

  const submit = async (form: FormEvent): Promise<void> => {
    form.preventDefault();
    setTried(true);
    if (!complete) return;
    const { id } = await create.mutateAsync({
      event: { ...whole, endDate: planned.endDate },
      sessions: [...planned.sessions],
    });
    go(`/${id}`);
  };

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
          <EventFields
            event={whole}
            endDate={planned.endDate}
            endFollows={byCourse}
            tried={tried}
            onChange={(part) => setEvent({ ...event, ...part })}
          />
          <Stack gap="sm">
            <SessionsOfPlan
              course={course}
              event={whole}
              planning={planning}
              planned={planned}
              onChange={setPlanning}
            />
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
