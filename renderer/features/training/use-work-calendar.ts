import { useMemo } from 'react';
import type { WorkCalendar } from '#shared/domain/work-calendar.ts';
import { useReply } from '../../app/queries.ts';

/**
 * @returns the days on which sessions may be planned; undefined until the core has answered
 */
export function useWorkCalendar(): WorkCalendar | undefined {
  const { data } = useReply('courses.calendar');
  return useMemo(
    () => data && { weekdays: data.weekdays, holidays: new Set(data.holidays.map(({ day }) => day)) },
    [data],
  );
}
