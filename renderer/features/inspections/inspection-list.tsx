import { Button, Group, NativeSelect } from '@mantine/core';
import { IconClipboardList, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { type InspectionStatus, inspectionStatuses, severities } from '#shared/domain/vocabularies.ts';
import type { InspectionSummary } from '#shared/ipc/inspections.ts';
import { useReply } from '../../app/queries.ts';
import { useCanRecord, useMay } from '../../app/session.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { Reply } from '../../ui/reply.tsx';
import type { Column } from '../../ui/table-order.ts';
import { InspectionStatusMark, ScoreWords, SeverityMark } from './inspection-marks.tsx';

/** All inspections of this laptop's site, newest first. */
export function InspectionList(): ReactNode {
  const translate = useTranslate();
  const canRecord = useCanRecord();
  const may = useMay();
  const mayInspect = canRecord && may('inspections.write');
  const [, go] = useLocation();
  const [status, setStatus] = useState<InspectionStatus | ''>('');
  const reply = useReply('inspections.list', status ? { status } : {}, { keepPrevious: true });
  const columns = useColumns();
  const start = mayInspect ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go('/new')}>
      {translate('inspections.new')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={translate('inspections.title')}
        subtitle={translate('inspections.subtitle')}
        // An empty list offers it in the middle of the screen.
        actions={reply.data?.length === 0 && status === '' ? null : start}
      />
      <Reply of={reply}>
        {(rows) => (
          <DataTable
            label={translate('inspections.title')}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => go(`/${id}`)}
            filterText={({ facility, template }) =>
              `${facility.en} ${facility.ar} ${template.en} ${template.ar}`
            }
            toolbar={
              <NativeSelect
                aria-label={translate('inspections.filter.status')}
                value={status}
                onChange={(event) =>
                  setStatus(inspectionStatuses.find((code) => code === event.currentTarget.value) ?? '')
                }
                data={[
                  { value: '', label: translate('inspections.filter.allStatuses') },
                  ...inspectionStatuses.map((value) => ({
                    value,
                    label: translate(`vocabulary.inspectionStatuses.${value}`),
                  })),
                ]}
              />
            }
            empty={
              status === '' ? (
                <EmptyState
                  icon={IconClipboardList}
                  title={translate('inspections.list.empty')}
                  hint={translate('inspections.list.emptyHint')}
                  action={start}
                />
              ) : (
                <EmptyState icon={IconClipboardList} title={translate('shell.table.noMatch')} />
              )
            }
          />
        )}
      </Reply>
    </>
  );
}

function useColumns(): readonly Column<InspectionSummary>[] {
  const translate = useTranslate();
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'date',
        title: translate('inspections.column.date'),
        cell: ({ startDate }) => format.day(startDate),
        sortBy: ({ startDate }) => startDate,
        nowrap: true,
      },
      {
        key: 'facility',
        title: translate('inspections.column.facility'),
        cell: ({ facility }) => <BilingualName name={facility} />,
        sortBy: ({ facility }) => format.name(facility),
      },
      {
        key: 'score',
        title: translate('inspections.column.score'),
        cell: ({ score }) => <ScoreWords score={score} />,
        sortBy: ({ score }) => score.score,
        nowrap: true,
      },
      {
        key: 'findings',
        title: translate('inspections.column.findings'),
        cell: ({ findings }) => (
          <Group gap={4}>
            {severities
              .filter((severity) => findings[severity] > 0)
              .map((severity) => (
                <SeverityMark key={severity} severity={severity} count={findings[severity]} />
              ))}
          </Group>
        ),
        sortBy: ({ findings }) => findings.critical * 10_000 + findings.major * 100 + findings.minor,
        width: '12.5rem',
      },
      {
        key: 'status',
        title: translate('inspections.column.status'),
        cell: ({ status }) => <InspectionStatusMark status={status} />,
        sortBy: ({ status }) => status,
        width: '8rem',
      },
      {
        key: 'state',
        title: translate('inspections.column.state'),
        cell: ({ state }) => <RecordMark state={state} compact />,
        width: '4.5rem',
      },
    ],
    [translate, format],
  );
}
