import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { InstitutionOption } from '#shared/ipc/people.ts';
import { useFormat, useTranslate } from '../ui/language.tsx';
import { useReply } from './queries.ts';

interface InstitutionChoiceProps {
  readonly value: InstitutionOption | null;
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
  const [text] = useDebouncedValue(typed, 150);
  // The name of the chosen one stands in the field: that is no search.
  const asked = value && text === format.name(value.name) ? '' : text;
  const reply = useReply('reference.institutions', { text: asked, facilitiesOnly }, { keepPrevious: true });
  const found = reply.data ?? [];
  const shown = value && !found.some(({ id }) => id === value.id) ? [value, ...found] : found;
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
      // Else the list would cover the form that opens with this field.
      openOnFocus={!autoFocus}
      error={error}
      {...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
      clearButtonProps={{ 'aria-label': translate('actions.field.institutionNone') }}
      value={value && String(value.id)}
      onChange={(id) => onChange(shown.find((institution) => String(institution.id) === id) ?? null)}
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
