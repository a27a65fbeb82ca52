import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorWords } from '../ui/error-alert.tsx';
import { useTranslate } from '../ui/language.tsx';
import { SavedNote } from './saved-note.tsx';
import { type DraftFieldOptions, useDraftField } from './use-draft-field.ts';

interface DraftTextInputProps extends DraftFieldOptions<string> {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
}

/** One line of text that saves itself: on Enter, on leaving, after a pause. */
export function DraftTextInput(props: DraftTextInputProps): ReactNode {
  const { label, description, placeholder, disabled = false, ...options } = props;
  const translate = useTranslate();
  const { value, status, kept, error, change, flush } = useDraftField(options);
  return (
    <TextInput
      label={
        <>
          {label}
          <SavedNote status={status} kept={kept} />
        </>
      }
      aria-label={label}
      dir="auto"
      value={value}
      disabled={disabled}
      {...(description ? { description } : {})}
      {...(placeholder ? { placeholder } : {})}
      error={error ? errorWords(translate, error).title : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={flush}
      onKeyDown={(event) => {
        if (event.key === 'Enter') flush();
      }}
    />
  );
}
