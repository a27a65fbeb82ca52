import { Button, NativeSelect } from '@mantine/core';
import { IconBook2, IconPlus, IconSchool } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import {
  type Programme,
  programmes,
  type TrainingStatus,
  trainingStatuses,
} from '#shared/domain/vocabularies.ts';
import { useReply } from '../../app/queries.ts';
import { useCanRecord } from '../../app/session.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useTrainingColumns } from './training-columns.tsx';

/** Every training of this laptop's site, filtered by status, programme and words. */
export function TrainingList(): ReactNode {
  const translate = useTranslate();
  const canRecord = useCanRecord();
  const [, go] = useLocation();
  const [status, setStatus] = useState<TrainingStatus | ''>('');
  const [programme, setProgramme] = useState<Programme | ''>('');
  const reply = useReply(
    'training.list',
    { ...(status ? { status } : {}), ...(programme ? { programme } : {}) },
    { keepPrevious: true },
  );
  const columns = useTrainingColumns();
  const filtered = status !== '' || programme !== '';
  const add = canRecord ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => go('/new')}>
      {translate('training.new')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={translate('training.title')}
        subtitle={translate('training.subtitle')}
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconBook2 size={16} aria-hidden />}
              onClick={() => go('/courses')}
            >
              {translate('courses.title')}
            </Button>
            {add}
          </>
        }
      />
      <Reply of={reply}>
        {(rows) => (
          <DataTable
            label={translate('training.title')}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            onOpen={({ id }) => go(`/${id}`)}
            initialSort={{ column: 'dates', descending: true }}
            filterText={({ course, courseCode, venue, runNumber }) =>
              `${course.en} ${course.ar} ${courseCode} ${venue} ${runNumber}`
            }
            toolbar={
              <>
                <NativeSelect
                  aria-label={translate('training.filter.status')}
                  value={status}
                  onChange={(event) => setStatus(event.currentTarget.value as TrainingStatus | '')}
                  data={[
                    { value: '', label: translate('training.filter.anyStatus') },
                    ...trainingStatuses.map((value) => ({
                      value,
                      label: translate(`vocabulary.trainingStatuses.${value}`),
                    })),
                  ]}
                />
                <NativeSelect
                  aria-label={translate('training.filter.programme')}
                  value={programme}
                  onChange={(event) => setProgramme(event.currentTarget.value as Programme | '')}
                  data={[
                    { value: '', label: translate('training.filter.anyProgramme') },
                    ...programmes.map((value) => ({
                      value,
                      label: translate(`vocabulary.programmes.${value}`),
                    })),
                  ]}
                />
              </>
            }
            empty={
              filtered ? (
                <EmptyState icon={IconSchool} title={translate('training.emptyFiltered')} />
              ) : (
                <EmptyState
                  icon={IconSchool}
                  title={translate('training.empty')}
                  hint={translate('training.emptyHint')}
                  action={add}
                />
              )
            }
          />
        )}
      </Reply>
    </>
  );
}
