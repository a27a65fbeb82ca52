import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslate } from '../../../ui/language.tsx';
import { westernDigits } from '../../../ui/western-digits.ts';

interface CapacityFieldProps {
  /** Places; null: not said. */
  readonly value: number | null;
  /** Called on Enter and on leaving the field. */
  readonly onChange: (capacity: number | null) => void;
}

/** What the core takes at most. */
const mostPlaces = 2000;

/** How many places a training has, in any digits. */
export function CapacityField({ value, onChange }: CapacityFieldProps): ReactNode {
  const translate = useTranslate();
  const [typed, setTyped] = useState<string | null>(null);
  const text = westernDigits(typed ?? '').trim();
  const wrong =
    typed !== null &&
    text !== '' &&
    !(/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= mostPlaces);
  const take = (): void => {
    if (typed === null || wrong) return;
    setTyped(null);
    const capacity = text === '' ? null : Number(text);
    if (capacity !== value) onChange(capacity);
  };
  return (
    <TextInput
      label={translate('training.field.capacity')}
      dir="ltr"
      inputMode="numeric"
      autoComplete="off"
      classNames={{ input: 'tabular' }}
      value={typed ?? (value === null ? '' : String(value))}
      error={wrong ? translate('training.field.noCapacity', { most: mostPlaces }) : undefined}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take();
      }}
    />
  );
}
