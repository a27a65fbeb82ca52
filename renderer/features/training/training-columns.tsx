import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { TrainingSummary } from '#shared/ipc/training.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table-order.ts';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { TrainingStatusMark } from './training-status-mark.tsx';

/**
 * @returns the columns of the list of trainings
 */
export function useTrainingColumns(): readonly Column<TrainingSummary>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'course',
        title: translate('training.column.course'),
        cell: ({ course, courseCode, runNumber }) => (
          <>
            <BilingualName name={course} />{' '}
            <Ltr>
              {courseCode}-{runNumber}
            </Ltr>
          </>
        ),
        sortBy: ({ course }) => format.name(course),
      },
      {
        key: 'venue',
        title: translate('training.column.venue'),
        cell: ({ venue }) => <UserText>{venue}</UserText>,
        sortBy: ({ venue }) => venue,
      },
      {
        key: 'dates',
        title: translate('training.column.dates'),
        cell: ({ startDate, endDate }) => (
          <span style={{ whiteSpace: 'nowrap' }}>
            {translate('training.dates', { from: format.day(startDate), to: format.day(endDate) })}
          </span>
        ),
        sortBy: ({ startDate }) => startDate,
      },
      {
        key: 'status',
        title: translate('training.column.status'),
        cell: ({ status }) => <TrainingStatusMark status={status} />,
        sortBy: ({ status }) => translate(`vocabulary.trainingStatuses.${status}`),
      },
      {
        key: 'enrolled',
        title: translate('training.column.enrolled'),
        cell: ({ enrolled }) => format.number(enrolled),
        sortBy: ({ enrolled }) => enrolled,
        numeric: true,
      },
      {
        key: 'attendance',
        title: translate('training.column.attendance'),
        cell: ({ attendance, unmarkedSessions }) =>
          unmarkedSessions > 0 ? (
            <StatusBadge tone="watch" icon={IconAlertTriangle}>
              {translate('training.unmarkedSessions', { count: unmarkedSessions })}
            </StatusBadge>
          ) : attendance === null ? (
            translate('shell.none')
          ) : (
            format.percent(attendance)
          ),
        sortBy: ({ attendance }) => attendance,
        numeric: true,
      },
      {
        key: 'state',
        title: translate('training.column.state'),
        cell: ({ state }) => <RecordMark state={state} compact />,
        width: '4rem',
      },
    ],
    [translate, format],
  );
}
