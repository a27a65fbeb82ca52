import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorWords } from '../ui/error-alert.tsx';
import { useTranslate } from '../ui/language.tsx';
import { SavedNote } from './saved-note.tsx';
import { type DraftFieldOptions, useDraftField } from './use-draft-field.ts';

interface DraftTextAreaProps extends DraftFieldOptions<string> {
  readonly label: string;
  /** What screen readers hear, where the words around the field say more than its label. */
  readonly spokenLabel?: string;
  readonly description?: string;
  readonly minRows?: number;
  readonly disabled?: boolean;
}

/** Longer text that saves itself. Grows with its text; its direction follows its letters. */
export function DraftTextArea(props: DraftTextAreaProps): ReactNode {
  const { label, spokenLabel = label, description, minRows = 2, disabled = false, ...options } = props;
  const translate = useTranslate();
  const { value, status, kept, error, change, flush } = useDraftField(options);
  return (
    <Textarea
      label={
        <>
          {label}
          <SavedNote status={status} kept={kept} />
        </>
      }
      aria-label={spokenLabel}
      dir="auto"
      autosize
      minRows={minRows}
      maxRows={14}
      value={value}
      disabled={disabled}
      {...(description ? { description } : {})}
      error={error ? errorWords(translate, error).title : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={flush}
    />
  );
}
