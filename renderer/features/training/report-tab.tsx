import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconFileSpreadsheet, IconFileTypePdf } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { saveFile } from '../../app/bridge.ts';
import { useCall } from '../../app/queries.ts';
import { useMay } from '../../app/session.tsx';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { RecordPhotos } from '../../photo/record-photos.tsx';
import { useLanguage, useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import { ReportDialog } from './papers/report-dialog.tsx';

interface ReportTabProps {
  readonly training: TrainingDetail;
  readonly readOnly: boolean;
}

/** What there is to say about the run of a course: one text that saves itself, photos, and the report that leaves. */
export function ReportTab({ training, readOnly }: ReportTabProps): ReactNode {
  const translate = useTranslate();
  const may = useMay();
  const setReport = useCall('training.setReport');
  const eventId = training.summary.id;
  return (
    <Stack gap="md">
      {may('records.export') ? <ReportFiles training={training} /> : null}
      <DraftTextArea
        key={eventId}
        label={translate('training.report')}
        description={translate('training.reportHint')}
        minRows={8}
        recordKey={`training:${eventId}`}
        field="report"
        value={training.report ?? ''}
        save={(report) => setReport.mutateAsync({ eventId, report })}
        disabled={readOnly}
      />
      <section>
        <Title order={2} mb="xs">
          {translate('papers.report.photos')}
        </Title>
        <RecordPhotos
          owner={{ kind: 'training', eventId }}
          scope={{ kind: 'training', eventId }}
          readOnly={readOnly}
        />
      </section>
    </Stack>
  );
}

function ReportFiles({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const { language } = useLanguage();
  const showError = useErrorToast();
  const tables = useCall('reports.trainingTables');
  const [open, setOpen] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const saveTables = async (): Promise<void> => {
    setSaved(null);
    const eventId = training.summary.id;
    const { fileName, bytes } = await tables.mutateAsync({ eventId, language, trainees: true });
    setSaved(await saveFile(fileName, bytes));
  };
  return (
    <Group gap="xs">
      <Button leftSection={<IconFileTypePdf size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {translate('papers.report.export')}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileSpreadsheet size={16} aria-hidden />}
        loading={tables.isPending}
        onClick={() => saveTables().catch(showError)}
      >
        {translate('papers.report.exportTables')}
      </Button>
      <div role="status">
        {saved ? (
          <Text size="sm">
            {translate('papers.report.savedTables')} <Ltr>{saved}</Ltr>
          </Text>
        ) : null}
      </div>
      {open ? <ReportDialog training={training} onClose={() => setOpen(false)} /> : null}
    </Group>
  );
}
