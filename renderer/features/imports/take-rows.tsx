import { Box } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { OutpostError } from '#shared/errors.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import { call } from '../../app/bridge.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { ChooseFile } from './choose-file.tsx';
import { PasteRows } from './paste-rows.tsx';
import styles from './take-rows.module.css';
import { Working } from './working.tsx';

/** The core refuses larger files too; one of gigabytes would not even reach it. In bytes. */
const largestFile = 20 * 1024 * 1024;

interface TakeRowsProps {
  readonly onRead: (file: ReplyOf<'import.inspect'>) => void;
}

/** The first step: a file, or rows from the clipboard. */
export function TakeRows({ onRead }: TakeRowsProps): ReactNode {
  const translate = useTranslate();
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const take = async (work: () => Promise<ReplyOf<'import.inspect'>>): Promise<void> => {
    setError(null);
    setReading(true);
    try {
      onRead(await work());
    } catch (thrown) {
      // Whoever stopped it needs no message.
      if (!(thrown instanceof OutpostError && thrown.code === 'cancelled')) setError(thrown as Error);
    } finally {
      setReading(false);
    }
  };
  return (
    <>
      {error ? (
        <Box mb="sm">
          <ErrorAlert error={error} onClose={() => setError(null)} />
        </Box>
      ) : null}
      <div className={styles.ways}>
        <ChooseFile disabled={reading} onFile={(file) => void take(() => inspect(file))} />
        <PasteRows disabled={reading} onRows={(rows) => void take(() => call('import.paste', rows))} />
      </div>
      {reading ? (
        <Working
          label={translate('imports.reading')}
          onStop={() => call('import.stop', {}).catch(() => undefined)}
        />
      ) : null}
    </>
  );
}

async function inspect(file: File): Promise<ReplyOf<'import.inspect'>> {
  if (file.size > largestFile) {
    throw new OutpostError('file_too_large', `${file.name} has ${file.size} bytes.`, {
      details: { file: file.name, bytes: file.size, limit: largestFile },
    });
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  return call('import.inspect', { fileName: file.name, bytes });
}
