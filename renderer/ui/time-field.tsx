import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslate } from './language.tsx';
import { parseTime } from './parse-day.ts';

interface TimeFieldProps {
  readonly label: string;
  /** `HH:MM`, or null when empty. */
  readonly value: string | null;
  /** Called on Enter and on leaving the field, with a real time or null for an emptied field. */
  readonly onChange: (time: string | null) => void;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly error?: string | undefined;
}

/** A time of day that is typed: `9`, `930`, `09:30`. A wrong one stays to be corrected. */
export function TimeField(props: TimeFieldProps): ReactNode {
  const { label, value, onChange, required = false, disabled = false, error } = props;
  const translate = useTranslate();
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const understood = typed === null ? value : parseTime(typed);

  const take = (): void => {
    setLeft(true);
    if (typed === null) return;
    if (typed.trim() === '') {
      setTyped(null);
      if (value !== null) onChange(null);
    } else if (understood !== null) {
      setTyped(null);
      if (understood !== value) onChange(understood);
    }
  };
  const wrong = left && typed !== null && typed.trim() !== '' && understood === null;

  return (
    <TextInput
      label={label}
      value={typed ?? value ?? ''}
      dir="ltr"
      inputMode="numeric"
      autoComplete="off"
      placeholder={disabled ? '' : translate('shell.field.timePattern')}
      classNames={{ input: 'tabular' }}
      required={required}
      disabled={disabled}
      error={error ?? (wrong ? translate('shell.field.noTime') : undefined)}
      onChange={(event) => {
        setLeft(false);
        setTyped(event.currentTarget.value);
      }}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
