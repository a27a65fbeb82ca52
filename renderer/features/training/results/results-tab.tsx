import { Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import type { TraineeView, TrainingDetail } from '#shared/ipc/training.ts';
import { BothNames } from '../../../person/both-names.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import type { Column } from '../../../ui/table-order.ts';
import { UserText } from '../../../ui/user-text.tsx';
import { ResultDecision } from './result-decision.tsx';
import { effectiveResult, ResultMark } from './result-mark.tsx';

interface ResultsTabProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** Who completes the course, by its rule, and why; a supervisor may decide otherwise, with a reason. */
export function ResultsTab({ training, readOnly }: ResultsTabProps): ReactNode {
  const translate = useTranslate();
  const columns = useResultColumns(training, readOnly);
  const trainees = training.trainees.filter(({ status }) => status !== 'withdrawn');
  const count = (wanted: ReturnType<typeof effectiveResult>): number =>
    trainees.filter((trainee) => effectiveResult(trainee) === wanted).length;
  return (
    <>
      {trainees.length > 0 ? (
        <Text size="sm" c="dimmed" mb="xs">
          {translate('training.results.summary', {
            completed: count('completed'),
            failed: count('failed'),
            open: count('open'),
          })}{' '}
          {training.summary.status === 'completed' ? null : translate('training.results.provisional')}
        </Text>
      ) : null}
      <DataTable
        label={translate('training.tab.results')}
        rows={trainees}
        rowKey={({ person }) => person.id}
        columns={columns}
        filterText={({ person }) => `${person.nameAr} ${person.nameLatin} ${person.badge ?? ''}`}
        empty={
          <EmptyState
            icon={IconUsers}
            title={translate('training.noTrainees')}
            hint={translate('training.noTraineesHint')}
          />
        }
      />
    </>
  );
}

function useResultColumns(training: TrainingDetail, readOnly: boolean): readonly Column<TraineeView>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(() => {
    const { attendancePercent, postTestPercent } = training.passRule;
    return [
      {
        key: 'position',
        title: translate('training.column.position'),
        cell: ({ position }) => position,
        sortBy: ({ position }) => position,
        width: '3rem',
        numeric: true,
      },
      {
        key: 'name',
        title: translate('training.column.name'),
        cell: ({ person }) => <BothNames person={person} />,
        sortBy: ({ person }) => format.name({ en: person.nameLatin, ar: person.nameAr }),
      },
      {
        key: 'attendance',
        title: translate('training.column.attendance'),
        cell: ({ standing }) =>
          standing.attendance === null ? translate('shell.none') : format.percent(standing.attendance),
        sortBy: ({ standing }) => standing.attendance,
        numeric: true,
      },
      {
        key: 'postTest',
        title: translate('training.test.postTest'),
        cell: ({ postTest }) => (postTest === null ? translate('shell.none') : format.number(postTest)),
        sortBy: ({ postTest }) => postTest,
        numeric: true,
      },
      {
        key: 'result',
        title: translate('training.column.result'),
        cell: (trainee) => <ResultMark trainee={trainee} />,
        sortBy: (trainee) => effectiveResult(trainee),
      },
      {
        key: 'reason',
        title: translate('training.column.why'),
        cell: ({ standing }) =>
          standing.override ? (
            <>
              {translate('training.results.decided')} <UserText>{standing.override.reason}</UserText>
            </>
          ) : (
            translate(`training.reason.${standing.reason}`, {
              attendance: attendancePercent,
              test: postTestPercent,
            })
          ),
        sortBy: ({ standing }) => standing.reason,
      },
      {
        key: 'decision',
        title: translate('training.column.decision'),
        cell: (trainee) => (
          <ResultDecision eventId={training.summary.id} trainee={trainee} readOnly={readOnly} />
        ),
        width: '8.5rem',
      },
    ];
  }, [translate, format, training.passRule, training.summary.id, readOnly]);
}
