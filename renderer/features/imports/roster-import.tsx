import { Anchor, Box } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { call } from '../../app/bridge.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Reply } from '../../ui/reply.tsx';
import { ChooseFile } from './choose-file.tsx';
import { MapColumns, type SheetChoice } from './map-columns.tsx';
import { ReviewRows } from './review-rows.tsx';
import { Steps } from './steps.tsx';
import { Working } from './working.tsx';

/** From a file to a roster in three steps; nothing is changed before the last one. */
export function RosterImport({ eventId }: { readonly eventId: number }): ReactNode {
  const translate = useTranslate();
  const training = useReply('training.get', { eventId });
  return (
    <Reply of={training}>
      {(event) => (
        <>
          <PageHeader title={translate('imports.title')} subtitle={<TrainingLine training={event} />} />
          <ImportSteps eventId={eventId} />
        </>
      )}
    </Reply>
  );
}

function TrainingLine({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { id, course, startDate, endDate } = training.summary;
  return (
    <>
      {translate('imports.into')}{' '}
      <Anchor href={hrefOf(paths.training(id))} inherit>
        <BilingualName name={course} />
      </Anchor>
      {' · '}
      {translate('training.dates', { from: format.day(startDate), to: format.day(endDate) })}
    </>
  );
}

function ImportSteps({ eventId }: { readonly eventId: number }): ReactNode {
  const translate = useTranslate();
  const inspect = useCall('import.inspect');
  const preview = useCall('import.preview');
  const [file, setFile] = useState<ReplyOf<'import.inspect'> | null>(null);
  const [choice, setChoice] = useState<SheetChoice | null>(null);

  const read = async (chosen: File): Promise<void> => {
    preview.reset();
    const bytes = new Uint8Array(await chosen.arrayBuffer());
    setFile(await inspect.mutateAsync({ fileName: chosen.name, bytes }));
    setChoice(null);
  };
  const look = async (asked: SheetChoice): Promise<void> => {
    if (!file) return;
    setChoice(asked);
    await preview.mutateAsync({
      importId: file.importId,
      eventId,
      sheet: asked.sheet,
      headerRow: asked.headerRow,
      mapping: asked.mapping,
    });
  };
  const again = (): void => {
    // The core drops it by itself when the vault locks.
    if (file) call('import.discard', { importId: file.importId }).catch(() => undefined);
    setFile(null);
    setChoice(null);
    inspect.reset();
    preview.reset();
  };

  if (file && preview.data) {
    return (
      <>
        <Steps step={3} />
        <ReviewRows
          importId={file.importId}
          fileName={file.fileName}
          eventId={eventId}
          preview={preview.data}
          onBack={() => preview.reset()}
          onAnotherFile={again}
        />
      </>
    );
  }
  if (file) {
    return (
      <>
        <Steps step={2} />
        {preview.error ? (
          <Box mb="sm">
            <ErrorAlert error={preview.error} />
          </Box>
        ) : null}
        <MapColumns
          file={file}
          initial={choice}
          pending={preview.isPending}
          // A failed reading shows above.
          onReady={(asked) => look(asked).catch(() => undefined)}
          onAnotherFile={again}
        />
        {preview.isPending ? <Working label={translate('imports.checking')} /> : null}
      </>
    );
  }
  return (
    <>
      <Steps step={1} />
      {inspect.error ? (
        <Box mb="sm">
          <ErrorAlert error={inspect.error} />
        </Box>
      ) : null}
      <ChooseFile disabled={inspect.isPending} onFile={(chosen) => read(chosen).catch(() => undefined)} />
      {inspect.isPending ? <Working label={translate('imports.reading')} /> : null}
    </>
  );
}
