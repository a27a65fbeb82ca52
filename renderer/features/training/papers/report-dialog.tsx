import { Checkbox, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { PaperChoices } from '#shared/ipc/documents.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { PaperChoicesFields } from '../../../paper/paper-choices.tsx';
import { PaperDialog } from '../../../paper/paper-dialog.tsx';
import { useSavePaper } from '../../../paper/use-save-paper.ts';
import { useLanguage, useTranslate } from '../../../ui/language.tsx';

interface ReportDialogProps {
  readonly training: TrainingDetail;
  readonly onClose: () => void;
}

/** The after-action report as PDF; says what stays out of it. */
export function ReportDialog({ training, onClose }: ReportDialogProps): ReactNode {
  const translate = useTranslate();
  const { language } = useLanguage();
  const saving = useSavePaper();
  const make = useCall('reports.training');
  const { id: eventId, courseCode, runNumber } = training.summary;
  const photos = useReply('attachments.list', { scope: { kind: 'training', eventId } }).data ?? [];
  const [choices, setChoices] = useState<PaperChoices>({ language, classification: 'official_use' });
  const [trainees, setTrainees] = useState(true);
  const [withPhotos, setWithPhotos] = useState(false);
  const [reason, setReason] = useState('');
  const save = (): void => {
    void saving.save(`${courseCode}-${runNumber} report.pdf`, () =>
      make.mutateAsync({ ...choices, eventId, trainees, photos: withPhotos ? reason.trim() : null }),
    );
  };
  return (
    <PaperDialog
      title={translate('papers.report.title')}
      saving={saving}
      ready={!withPhotos || reason.trim() !== ''}
      onSave={save}
      onClose={onClose}
    >
      <Checkbox
        label={translate('papers.report.withTrainees')}
        checked={trainees}
        onChange={(event) => setTrainees(event.currentTarget.checked)}
      />
      {photos.length > 0 ? (
        <Checkbox
          label={translate('papers.report.withPhotos')}
          description={translate('papers.report.withPhotosHint')}
          checked={withPhotos}
          onChange={(event) => setWithPhotos(event.currentTarget.checked)}
        />
      ) : null}
      {withPhotos ? (
        <TextInput
          label={translate('papers.report.photosReason')}
          required
          dir="auto"
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      ) : null}
      <PaperChoicesFields value={choices} onChange={setChoices} />
    </PaperDialog>
  );
}
