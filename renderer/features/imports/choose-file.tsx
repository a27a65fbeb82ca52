import { Text } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslate } from '../../ui/language.tsx';
import styles from './choose-file.module.css';

interface ChooseFileProps {
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes a file that is dropped, or chosen by mouse or keyboard. */
export function ChooseFile({ disabled, onFile }: ChooseFileProps): ReactNode {
  const translate = useTranslate();
  const [over, setOver] = useState(false);
  return (
    <label
      className={styles.place}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !disabled) onFile(file);
      }}
    >
      <IconFileSpreadsheet size={36} stroke={1.3} aria-hidden />
      <Text fw={600}>{translate('imports.drop')}</Text>
      <Text size="sm" c="dimmed">
        {translate('imports.dropHint')}
      </Text>
      <input
        type="file"
        className="heard-only"
        accept=".xlsx,.xlsm,.xls,.csv,.txt,.tsv,.htm,.html"
        aria-label={translate('shell.action.chooseFile')}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file may be chosen again after it was corrected.
          currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
      <span className={styles.button}>{translate('shell.action.chooseFile')}</span>
    </label>
  );
}
