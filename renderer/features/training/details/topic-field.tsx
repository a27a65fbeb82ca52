import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type DraftFieldOptions, useDraftField } from '../../../drafts/use-draft-field.ts';
import { errorWords } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';

/** A field of a table that saves itself: its column names it, and screen readers hear `label`. */
export function TopicField(props: DraftFieldOptions<string> & { readonly label: string }): ReactNode {
  const { label, ...options } = props;
  const translate = useTranslate();
  const { value, error, change, flush } = useDraftField(options);
  return (
    <TextInput
      aria-label={label}
      dir="auto"
      value={value}
      error={error ? errorWords(translate, error).title : undefined}
      onChange={(event) => change(event.currentTarget.value)}
      onBlur={flush}
      onKeyDown={(event) => {
        if (event.key === 'Enter') flush();
      }}
    />
  );
}
