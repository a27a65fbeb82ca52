import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { errorWords } from '../ui/error-alert.tsx';
import { useTranslate } from '../ui/language.tsx';
import { SavedNote } from './saved-note.tsx';
import { type DraftFieldOptions, useDraftField } from './use-draft-field.ts';

interface DraftTextInputProps extends DraftFieldOptions<string> {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** The direction of what is typed; by its letters when absent. */
  readonly dir?: 'ltr' | 'rtl';
  /** The message when the core refuses the value, where the catalogue's usual one does not fit. */
  readonly refusal?: MessageKey;
}

/** One line of text that saves itself: on Enter, on leaving, after a pause. */
export function DraftTextInput(props: DraftTextInputProps): ReactNode {
  const { label, description, placeholder, disabled = false, dir = 'auto', refusal, ...options } = props;
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
      dir={dir}
      value={value}
      disabled={disabled}
      {...(description ? { description } : {})}
      {...(placeholder ? { placeholder } : {})}
      error={error ? errorWords(translate, error, refusal).title : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={flush}
      onKeyDown={(event) => {
        if (event.key === 'Enter') flush();
      }}
    />
  );
}
