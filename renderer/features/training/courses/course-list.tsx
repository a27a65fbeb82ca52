import { Anchor, NativeSelect } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { type Programme, programmes } from '#shared/domain/vocabularies.ts';
import type { CourseView } from '#shared/ipc/courses.ts';
import { hrefOf } from '../../../app/go-to.ts';
import { paths } from '../../../app/paths.ts';
import { useReply } from '../../../app/queries.ts';
import { BilingualName } from '../../../ui/bilingual-name.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { Reply } from '../../../ui/reply.tsx';
import type { Column } from '../../../ui/table-order.ts';
import { Ltr, UserText } from '../../../ui/user-text.tsx';

/** The courses that headquarters offers. */
export function CourseList(): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const reply = useReply('courses.list');
  const [programme, setProgramme] = useState<Programme | ''>('');
  const columns = useCourseColumns();
  return (
    <>
      <PageHeader
        back={<Anchor href={hrefOf(paths.trainings)}>{translate('training.title')}</Anchor>}
        title={translate('courses.title')}
        subtitle={translate('courses.subtitle')}
      />
      <Reply of={reply}>
        {(courses) => (
          <DataTable
            label={translate('courses.title')}
            rows={courses.filter((course) => programme === '' || course.programme === programme)}
            rowKey={({ code }) => code}
            columns={columns}
            onOpen={({ code }) => go(`/courses/${encodeURIComponent(code)}`)}
            filterText={({ code, name, audience, provider }) =>
              `${code} ${name.en} ${name.ar} ${audience} ${provider}`
            }
            toolbar={
              <NativeSelect
                aria-label={translate('training.filter.programme')}
                value={programme}
                onChange={({ currentTarget }) =>
                  setProgramme(programmes.find((each) => each === currentTarget.value) ?? '')
                }
                data={[
                  { value: '', label: translate('training.filter.anyProgramme') },
                  ...programmes.map((value) => ({
                    value,
                    label: translate(`vocabulary.programmes.${value}`),
                  })),
                ]}
              />
            }
            empty={
              <EmptyState
                icon={IconBook2}
                title={translate('courses.none')}
                hint={translate('courses.noneHint')}
              />
            }
          />
        )}
      </Reply>
    </>
  );
}

function useCourseColumns(): readonly Column<CourseView>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'code',
        title: translate('courses.column.code'),
        cell: ({ code }) => <Ltr>{code}</Ltr>,
        sortBy: ({ code }) => code,
        width: '6.5rem',
        nowrap: true,
      },
      {
        key: 'name',
        title: translate('training.column.course'),
        cell: ({ name }) => <BilingualName name={name} />,
        sortBy: ({ name }) => format.name(name),
      },
      {
        key: 'audience',
        title: translate('courses.column.audience'),
        cell: ({ audience }) => <UserText>{audience}</UserText>,
        sortBy: ({ audience }) => audience,
        width: '7rem',
      },
      {
        key: 'hours',
        title: translate('training.field.hours'),
        cell: ({ hours }) => (hours === null ? translate('shell.none') : format.number(hours)),
        sortBy: ({ hours }) => hours,
        numeric: true,
      },
      {
        key: 'passRule',
        title: translate('courses.column.passRule'),
        nowrap: true,
        cell: ({ passRule }) =>
          translate('courses.passRule', {
            attendance: passRule.attendancePercent,
            test: passRule.postTestPercent,
          }),
      },
      {
        key: 'plan',
        title: translate('courses.column.plan'),
        cell: ({ plan }) =>
          plan.length === 0
            ? translate('shell.none')
            : translate('training.sessions', { count: plan.length }),
        sortBy: ({ plan }) => plan.length,
      },
      {
        key: 'runs',
        title: translate('courses.column.runs'),
        cell: ({ runs }) => format.number(runs),
        sortBy: ({ runs }) => runs,
        numeric: true,
      },
    ],
    [translate, format],
  );
}
