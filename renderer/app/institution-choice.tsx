import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { InstitutionOption } from '#shared/ipc/people.ts';
import { useFormat, useTranslate } from '../ui/language.tsx';
import { useReply } from './queries.ts';

interface InstitutionChoiceProps {
  readonly value: number | null;
  readonly onChange: (institution: InstitutionOption | null) => void;
  readonly label?: string;
  /** Only prisons, stations and others that hold people. */
  readonly facilitiesOnly?: boolean;
  readonly required?: boolean;
  readonly autoFocus?: boolean;
  readonly error?: string | undefined;
}

/** Finds an institution by words of its name in either language. */
export function InstitutionChoice(props: InstitutionChoiceProps): ReactNode {
  const {
    value,
    onChange,
    label,
    facilitiesOnly = false,
    required = false,
    autoFocus = false,
    error,
  } = props;
  const translate = useTranslate();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<InstitutionOption | null>(null);
  const [text] = useDebouncedValue(typed, 150);
  const asked = chosen && text === format.name(chosen.name) ? '' : text;
  const reply = useReply('reference.institutions', { text: asked, facilitiesOnly }, { keepPrevious: true });
  const found = reply.data ?? [];
  const shown = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  return (
    <Select
      label={label ?? translate('actions.field.institution')}
      placeholder={translate('actions.field.institutionSearch')}
      nothingFoundMessage={translate('shell.table.noMatch')}
      searchable
      clearable={!required}
      required={required}
      selectFirstOptionOnChange
      maxDropdownHeight={280}
      error={error}
      {...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
      clearButtonProps={{ 'aria-label': translate('actions.field.institutionNone') }}
      value={value === null ? null : String(value)}
      onChange={(id) => {
        const next = shown.find((institution) => String(institution.id) === id) ?? null;
        setChosen(next);
        onChange(next);
      }}
      onSearchChange={setTyped}
      // The core has found by both scripts already.
      filter={({ options }) => options}
      data={shown.map(({ id, name }) => ({ value: String(id), label: format.name(name) }))}
      renderOption={({ option }) => (
        <span translate="no" dir="auto">
          {option.label}
        </span>
      )}
    />
  );
}
