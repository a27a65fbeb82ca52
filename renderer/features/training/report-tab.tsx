import type { ReactNode } from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useCall } from '../../app/queries.ts';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { useTranslate } from '../../ui/language.tsx';

interface ReportTabProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** What there is to say about the run of a course: one text that saves itself. */
export function ReportTab({ training, readOnly }: ReportTabProps): ReactNode {
  const translate = useTranslate();
  const setReport = useCall('training.setReport');
  const eventId = training.summary.id;
  return (
    <DraftTextArea
      key={eventId}
      label={translate('training.report')}
      description={translate('training.reportHint')}
      minRows={12}
      recordKey={`training:${eventId}`}
      field="report"
      value={training.report ?? ''}
      save={(report) => setReport.mutateAsync({ eventId, report })}
      disabled={readOnly}
    />
  );
}
