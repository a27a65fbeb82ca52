import { Button, Textarea } from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslate } from '../../ui/language.tsx';
import type { PastedRows } from './read-clipboard.ts';
import { readClipboard } from './read-clipboard.ts';

interface PasteRowsProps {
  readonly disabled: boolean;
  readonly onRows: (rows: PastedRows) => void;
}

/** Takes rows that were copied from Excel, Word or a message, wherever on the screen they are pasted; or typed names. */
export function PasteRows({ disabled, onRows }: PasteRowsProps): ReactNode {
  const translate = useTranslate();
  const [typed, setTyped] = useState('');
  const take = useEffectEvent((event: ClipboardEvent) => {
    const rows = readClipboard(event.clipboardData);
    // A word pasted between others is typing.
    if (disabled || !rows || (typed !== '' && !/[\t\n]/.test(rows.text))) return;
    event.preventDefault();
    onRows(rows);
  });
  useEffect(() => {
    const listen = (event: ClipboardEvent): void => take(event);
    document.addEventListener('paste', listen);
    return () => document.removeEventListener('paste', listen);
  }, []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() !== '') onRows({ html: '', text: typed });
      }}
    >
      <Textarea
        label={translate('imports.paste')}
        description={translate('imports.pasteHint')}
        dir="auto"
        autosize
        minRows={4}
        maxRows={12}
        value={typed}
        disabled={disabled}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        // Enter begins another line.
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey || typed.trim() === '') return;
          event.preventDefault();
          onRows({ html: '', text: typed });
        }}
      />
      <Button type="submit" variant="default" mt="xs" disabled={disabled || typed.trim() === ''}>
        {translate('imports.readTyped')}
      </Button>
    </form>
  );
}
