import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconCopy, IconPrinter, IconSettings } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { type TrainingStatus, trainingStatuses } from '#shared/domain/vocabularies.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useCall } from '../../app/queries.ts';
import { useCanRecord, useMay } from '../../app/session.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';
import { CopyDialog } from './copy-dialog.tsx';
import { TrainingDetails } from './details/training-details.tsx';
import { SheetsDialog } from './papers/sheets-dialog.tsx';
import { TrainingStatusMark } from './training-status-mark.tsx';
import { TrainingWarnings } from './training-warnings.tsx';

/** Which training this is, where it stands, and what can be changed about it. */
export function TrainingHeader({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const canRecord = useCanRecord();
  const may = useMay();
  const [open, setOpen] = useState<'details' | 'copy' | 'sheets' | null>(null);
  const { summary } = training;
  return (
    <>
      <PageHeader
        title={<BilingualName name={summary.course} />}
        marks={
          <>
            <TrainingStatusMark status={summary.status} />
            <RecordMark state={summary.state} />
          </>
        }
        subtitle={
          <>
            <Ltr>
              {summary.courseCode}-{summary.runNumber}
            </Ltr>
            {' · '}
            {translate('training.dates', {
              from: format.day(summary.startDate),
              to: format.day(summary.endDate),
            })}
            {' · '}
            <UserText>{summary.venue}</UserText>
            {' · '}
            {translate('training.passRule', {
              attendance: training.passRule.attendancePercent,
              test: training.passRule.postTestPercent,
            })}
            {training.cancelReason ? (
              <>
                {' · '}
                {translate('training.cancelledBecause')} <UserText>{training.cancelReason}</UserText>
              </>
            ) : null}
          </>
        }
        actions={
          canRecord ? (
            <>
              <StatusMenu training={training} />
              <Button
                variant="default"
                leftSection={<IconSettings size={16} aria-hidden />}
                onClick={() => setOpen('details')}
              >
                {translate('training.details')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconCopy size={16} aria-hidden />}
                onClick={() => setOpen('copy')}
              >
                {translate('training.copy.short')}
              </Button>
              {may('records.export') ? (
                <Button
                  variant="default"
                  leftSection={<IconPrinter size={16} aria-hidden />}
                  onClick={() => setOpen('sheets')}
                >
                  {translate('papers.sheets.short')}
                </Button>
              ) : null}
            </>
          ) : null
        }
      />
      <TrainingWarnings training={training} />
      {open === 'details' ? <TrainingDetails training={training} onClose={() => setOpen(null)} /> : null}
      {open === 'copy' ? <CopyDialog training={training} onClose={() => setOpen(null)} /> : null}
      {open === 'sheets' ? <SheetsDialog training={training} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

function StatusMenu({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const setStatus = useCall('training.setStatus');
  const { id: eventId, status: before } = training.summary;
  const [cancelling, setCancelling] = useState(false);
  const change = async (status: TrainingStatus, reason: string | null = null): Promise<void> => {
    await setStatus.mutateAsync({ eventId, status, reason });
    offerUndo({
      message: translate('training.statusChanged', {
        status: translate(`vocabulary.trainingStatuses.${status}`),
      }),
      undo: () => setStatus.mutateAsync({ eventId, status: before, reason: null }),
    });
  };
  return (
    <>
      <Menu
        position="bottom-end"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
        menuItemTabIndex={0}
      >
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {translate('training.changeStatus')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={translate('training.changeStatus')}>
          {trainingStatuses
            .filter((status) => status !== before)
            .map((status) => (
              <Menu.Item
                key={status}
                onClick={() => {
                  // Only that one asks why.
                  if (status === 'cancelled') setCancelling(true);
                  else change(status).catch(showError);
                }}
              >
                {translate(`vocabulary.trainingStatuses.${status}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
      {cancelling ? (
        <ReasonDialog
          title={translate('training.cancel')}
          confirmLabel={translate('training.cancel')}
          onConfirm={(reason) => change('cancelled', reason)}
          onClose={() => setCancelling(false)}
        >
          {translate('training.cancel.hint')}
        </ReasonDialog>
      ) : null}
    </>
  );
}
