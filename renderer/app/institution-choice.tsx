import { CloseButton, Combobox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import type { InstitutionOption } from '#shared/ipc/people.ts';
import { BilingualName } from '../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../ui/language.tsx';
import { useSearchList } from '../ui/use-search-list.ts';
import styles from './institution-choice.module.css';
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
  const { value, onChange, label, error } = props;
  const { facilitiesOnly = false, required = false, autoFocus = false } = props;
  const translate = useTranslate();
  const format = useFormat();
  // Null while nothing is looked for: the field shows the name of the chosen one.
  const [typed, setTyped] = useState<string | null>(null);
  const sought = typed?.trim() ?? '';
  const [text] = useDebouncedValue(sought, 150);
  const reply = useReply('reference.institutions', { text, facilitiesOnly }, { keepPrevious: true });
  const found = reply.data ?? [];
  const settled = sought === text && reply.isSuccess && !reply.isPlaceholderData;
  const take = (institution: InstitutionOption | null): void => {
    onChange(institution);
    setTyped(null);
    list.closeDropdown();
  };
  const { list, onKeyDown } = useSearchList({ settled, found });
  const name = label ?? translate('actions.field.institution');
  return (
    <Combobox
      store={list}
      onOptionSubmit={(id) => take(found.find((institution) => String(institution.id) === id) ?? null)}
    >
      <Combobox.Target withExpandedAttribute>
        <TextInput
          label={name}
          placeholder={translate('actions.field.institutionSearch')}
          required={required}
          error={error}
          dir="auto"
          {...(autoFocus ? { 'data-autofocus': true, autoFocus: true } : {})}
          value={typed ?? (value ? format.name(value.name) : '')}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            list.openDropdown();
            if (currentTarget.value === '' && value) onChange(null);
          }}
          onClick={() => list.openDropdown()}
          onBlur={() => {
            list.closeDropdown();
            setTyped(null);
          }}
          onKeyDown={onKeyDown}
          rightSection={
            value && !required ? (
              <CloseButton
                size="sm"
                aria-label={translate('actions.field.institutionNone')}
                onClick={() => take(null)}
              />
            ) : (
              <Combobox.Chevron />
            )
          }
          rightSectionPointerEvents={value && !required ? 'all' : 'none'}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={name} className={styles.options ?? ''}>
          {found.map((institution) => (
            <Combobox.Option key={institution.id} value={String(institution.id)}>
              <BilingualName name={institution.name} both />
            </Combobox.Option>
          ))}
          {settled && found.length === 0 ? (
            <Combobox.Empty>{translate('shell.table.noMatch')}</Combobox.Empty>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
