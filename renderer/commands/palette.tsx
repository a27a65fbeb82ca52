import { Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useReply } from '../app/queries.ts';
import { useTranslate } from '../ui/language.tsx';
import type { Command } from './command.ts';
import styles from './palette.module.css';
import { commandEntries, hitEntries, type PaletteEntry } from './palette-entries.ts';
import { PaletteRow } from './palette-row.tsx';

interface PaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly commands: readonly Command[];
}

/** Finds records and commands, in either script, without leaving the keyboard. */
export function Palette({ opened, onClose, commands }: PaletteProps): ReactNode {
  const translate = useTranslate();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      padding={0}
      size="lg"
      yOffset="8vh"
      attributes={{ content: { 'aria-label': translate('shell.command.palette') } }}
    >
      <PaletteSearch onClose={onClose} commands={commands} />
    </Modal>
  );
}

function PaletteSearch({ onClose, commands }: Omit<PaletteProps, 'opened'>): ReactNode {
  const translate = useTranslate();
  const listId = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [settled] = useDebouncedValue(text.trim(), 120);
  const found = useReply(
    'search.everywhere',
    { text: settled, limit: 30 },
    { enabled: settled !== '', keepPrevious: true },
  );
  const hits = text.trim() === '' ? [] : hitEntries(found.data ?? []);
  const { named, others } = commandEntries(commands, text);
  // A command called by its name stays on top while records are still being looked for.
  const entries = [...named, ...hits, ...others];
  const current = Math.min(chosen, entries.length - 1);

  const run = (entry: PaletteEntry | undefined): void => {
    if (!entry) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setChosen((current + step + entries.length) % Math.max(entries.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[current]);
    }
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        dir="auto"
        className={styles.field}
        leftSection={<IconSearch size={18} aria-hidden />}
        aria-label={translate('shell.command.palette')}
        placeholder={translate('shell.palette.placeholder')}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={entries.length > 0 ? `${listId}-${current}` : undefined}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={translate('shell.palette.results')} className={styles.list}>
        {entries.map((entry, index) => (
          <PaletteRow
            key={entry.key}
            id={`${listId}-${index}`}
            entry={entry}
            chosen={index === current}
            onRun={() => run(entry)}
          />
        ))}
      </div>
      {entries.length === 0 ? <p className={styles.nothing}>{translate('shell.palette.nothing')}</p> : null}
    </>
  );
}
