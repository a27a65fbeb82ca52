import { Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { CertificateView } from '#shared/ipc/certificates.ts';
import type { PaperChoices } from '#shared/ipc/documents.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { PaperChoicesFields } from '../../../paper/paper-choices.tsx';
import { PaperDialog } from '../../../paper/paper-dialog.tsx';
import { useSavePaper } from '../../../paper/use-save-paper.ts';
import { useTranslate } from '../../../ui/language.tsx';

interface PrintCertificatesProps {
  readonly training: TrainingDetail;
  readonly certificates: readonly CertificateView[];
  readonly onClose: () => void;
}

/** Certificates as one PDF; says beforehand which of them come out as copies. */
export function PrintCertificates({ training, certificates, onClose }: PrintCertificatesProps): ReactNode {
  const translate = useTranslate();
  const saving = useSavePaper();
  const make = useCall('documents.certificates');
  // Of the moment in which it was asked: what is printed now is printed before at once.
  const [wanted] = useState(certificates);
  const [choices, setChoices] = useState<PaperChoices>({ language: 'ar', classification: 'unclassified' });
  const { id: eventId, courseCode, runNumber } = training.summary;
  const copies = wanted.filter((certificate) => certificate.copies > 0).length;
  const save = (): void => {
    void saving.save(`${courseCode}-${runNumber} certificates.pdf`, () =>
      make.mutateAsync({ ...choices, eventId, numbers: wanted.map(({ number }) => number) }),
    );
  };
  return (
    <PaperDialog
      title={translate('certificates.print')}
      saving={saving}
      ready={saving.saved === null}
      onSave={save}
      onClose={onClose}
    >
      <Text size="sm">{translate('certificates.print.pages', { count: wanted.length })}</Text>
      {copies > 0 ? <Text size="sm">{translate('certificates.print.copies', { count: copies })}</Text> : null}
      <PaperChoicesFields value={choices} onChange={setChoices} />
    </PaperDialog>
  );
}
