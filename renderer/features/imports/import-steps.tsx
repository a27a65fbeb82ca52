import { Box } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { call } from '../../app/bridge.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { MapColumns, type SheetChoice } from './map-columns.tsx';
import { ReviewRows } from './review-rows.tsx';
import { Steps } from './steps.tsx';
import { TakeRows } from './take-rows.tsx';
import { useReview } from './use-review.ts';
import { Working } from './working.tsx';

type ReadFile = ReplyOf<'import.inspect'>;

/** Rows are taken, their columns named, and all of it looked at before it is imported. */
export function ImportSteps({ eventId }: { readonly eventId: number }): ReactNode {
  const [file, setFile] = useState<ReadFile | null>(null);
  if (!file) {
    return (
      <>
        <Steps step={1} />
        <TakeRows onRead={setFile} />
      </>
    );
  }
  const again = (): void => {
    // The core drops it by itself when the vault locks.
    call('import.discard', { importId: file.importId }).catch(() => undefined);
    setFile(null);
  };
  return <ReadSteps key={file.importId} file={file} eventId={eventId} onAnotherFile={again} />;
}

interface ReadStepsProps {
  readonly file: ReadFile;
  readonly eventId: number;
  readonly onAnotherFile: () => void;
}

/** The steps once the rows are at hand. */
function ReadSteps({ file, eventId, onAnotherFile }: ReadStepsProps): ReactNode {
  const translate = useTranslate();
  const [choice, setChoice] = useState<SheetChoice | null>(null);
  const review = useReview(file.importId, eventId);
  if (review.preview) {
    return (
      <>
        <Steps step={3} />
        {review.error ? (
          <Box mb="sm">
            <ErrorAlert error={review.error} />
          </Box>
        ) : null}
        <ReviewRows
          importId={file.importId}
          fileName={file.fileName}
          eventId={eventId}
          preview={review.preview}
          decisions={review.decisions}
          onDecide={review.decide}
          onCorrect={review.correct}
          withHidden={review.withHidden}
          onWithHidden={review.takeHidden}
          checking={review.pending}
          onBack={review.leave}
          onAnotherFile={onAnotherFile}
        />
      </>
    );
  }
  return (
    <>
      <Steps step={2} />
      {review.error ? (
        <Box mb="sm">
          <ErrorAlert error={review.error} />
        </Box>
      ) : null}
      <MapColumns
        file={file}
        initial={choice}
        pending={review.pending}
        onReady={(asked) => {
          setChoice(asked);
          review.look(asked);
        }}
        onAnotherFile={onAnotherFile}
      />
      {review.pending ? <Working label={translate('imports.checking')} /> : null}
    </>
  );
}
