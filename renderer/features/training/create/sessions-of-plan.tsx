import { SegmentedControl, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { CourseView } from '#shared/ipc/courses.ts';
import type { TrainingInput } from '#shared/ipc/training.ts';
import { useReply } from '../../../app/queries.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { holidaysBetween, type Planned, type Planning } from './planned.ts';
import { SessionPlanFields } from './session-plan-fields.tsx';
import { SessionPreview } from './session-preview.tsx';

interface SessionsOfPlanProps {
  readonly course: CourseView | undefined;
  readonly event: TrainingInput;
  readonly planning: Planning;
  readonly planned: Planned;
  readonly onChange: (planning: Planning) => void;
}

/** How the sessions come about, and which they would be. */
export function SessionsOfPlan(props: SessionsOfPlanProps): ReactNode {
  const { course, event, planning, planned, onChange } = props;
  const translate = useTranslate();
  const hasPlan = (course?.plan.length ?? 0) > 0;
  const hours = planned.sessions.reduce((sum, session) => sum + session.hours, 0);
  return (
    <>
      <Title order={2}>{translate('training.sessions', { count: planned.sessions.length })}</Title>
      {hasPlan ? (
        <SegmentedControl
          aria-label={translate('training.plan.by')}
          value={planning.by}
          onChange={(by) => onChange({ ...planning, by: by === 'course' ? 'course' : 'even' })}
          data={[
            { value: 'course', label: translate('training.plan.byCourse') },
            { value: 'even', label: translate('training.plan.evenly') },
          ]}
        />
      ) : null}
      {hasPlan && planning.by === 'course' ? null : (
        <SessionPlanFields plan={planning} onChange={(plan) => onChange({ ...planning, ...plan })} />
      )}
      <SessionPreview sessions={planned.sessions} />
      {course?.hours != null && planned.sessions.length > 0 && hours !== course.hours ? (
        <Text size="xs" role="status" style={{ color: 'var(--outpost-watch)' }}>
          {translate('training.plan.otherHours', { planned: hours, course: course.hours })}
        </Text>
      ) : null}
      <Holidays from={event.startDate} to={planned.endDate} />
    </>
  );
}

function Holidays({ from, to }: { readonly from: string; readonly to: string }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const calendar = useReply('courses.calendar').data;
  const holidays = calendar ? holidaysBetween(calendar, from, to) : [];
  if (holidays.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {translate('training.plan.holidays')}{' '}
      <bdi translate="no">
        {format.list(holidays.map(({ day, name }) => `${format.name(name)} (${format.weekday(day)})`))}
      </bdi>
    </Text>
  );
}
