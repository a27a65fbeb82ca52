import { Button, Stack } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCall, useReply } from '../../app/queries.ts';
import { useMay, useSession } from '../../app/session.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Reply } from '../../ui/reply.tsx';
import { CarrySection } from './carry/carry-section.tsx';
import { ConnectionTest } from './connection-test.tsx';
import { ExchangeHistory } from './exchange-history.tsx';
import { KeptAside } from './kept-aside.tsx';
import { PhotoTraffic } from './photo-traffic.tsx';
import styles from './sync-screen.module.css';
import { SyncState } from './sync-state.tsx';
import { ToReview } from './to-review.tsx';

/** The road to headquarters. */
export function SyncScreen(): ReactNode {
  const translate = useTranslate();
  const { sample, enrolled } = useSession();
  const status = useReply('sync.status');
  const start = useCall('sync.start');
  const canSync = useMay()('sync.run') && enrolled && !sample;
  const mayReview = useMay()('records.read');
  const syncing = status.data?.state === 'syncing';
  return (
    <>
      <PageHeader
        title={translate('sync.title')}
        actions={
          canSync ? (
            <Button
              leftSection={<IconRefresh size={16} aria-hidden />}
              disabled={syncing}
              loading={start.isPending}
              onClick={() => start.mutate(undefined)}
            >
              {translate('shell.command.sync')}
            </Button>
          ) : null
        }
      />
      <Stack gap="md">
        {start.error ? <ErrorAlert error={start.error} onClose={start.reset} /> : null}
        <SyncJob />
        <div className={styles.state}>
          <Reply of={status}>{(value) => <SyncState status={value} />}</Reply>
          {canSync ? <ConnectionTest /> : null}
        </div>
        {sample || !mayReview ? null : <ToReview count={status.data?.toReview ?? 0} />}
        {sample || !enrolled || !mayReview ? null : <KeptAside canRetry={canSync} />}
        {canSync ? <CarrySection /> : null}
        {canSync ? <PhotoTraffic /> : null}
        {sample ? null : <ExchangeHistory enrolled={enrolled} />}
      </Stack>
    </>
  );
}

/** The exchange that is under way. */
function SyncJob(): ReactNode {
  const translate = useTranslate();
  const jobs = useReply('jobs.list').data;
  const cancel = useCall('jobs.cancel');
  const job = jobs?.find(({ kind, state }) => kind === 'sync' && state === 'running');
  if (!job) return null;
  return (
    <JobProgress
      timed
      key={job.id}
      job={job}
      label={translate('sync.chip.syncing')}
      onCancel={() => cancel.mutate({ jobId: job.id })}
    />
  );
}
