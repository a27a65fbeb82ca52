import { TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useDraftField } from '../../drafts/use-draft-field.ts';
import { errorWords } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { westernDigits } from '../../ui/western-digits.ts';

interface FigureFieldProps {
  readonly label: string;
  /** Inside a table the column and row say what it is; screen readers hear the label. */
  readonly quiet?: boolean;
  readonly recordKey: string;
  readonly field: string;
  readonly value: number | null;
  readonly disabled: boolean;
  /** Null when it was emptied: not known. */
  readonly save: (value: number | null) => Promise<unknown>;
}

/** A figure of a census: zero and unknown are two things. Saves itself. */
export function FigureField(props: FigureFieldProps): ReactNode {
  const { label, quiet = false, recordKey, field, value, disabled, save } = props;
  const translate = useTranslate();
  const draft = useDraftField<string>({
    recordKey,
    field,
    value: value === null ? '' : String(value),
    save: (text) => {
      const number = numberOf(text);
      // What is no number stays in the field with its message; nothing is saved.
      return number === undefined ? Promise.resolve() : save(number);
    },
  });
  const wrong = numberOf(draft.value) === undefined;
  return (
    <TextInput
      {...(quiet ? { 'aria-label': label } : { label })}
      dir="ltr"
      inputMode="decimal"
      classNames={{ input: 'tabular' }}
      value={draft.value}
      disabled={disabled}
      error={
        wrong
          ? translate('inspections.constraint.negative')
          : draft.error
            ? errorWords(translate, draft.error).title
            : undefined
      }
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.flush}
      onKeyDown={(event) => {
        if (event.key === 'Enter') draft.flush();
      }}
    />
  );
}

function numberOf(text: string): number | null | undefined {
  const trimmed = westernDigits(text).trim().replace('٫', '.').replace(',', '.');
  if (trimmed === '') return null;
  const number = Number(trimmed);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
