import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactNode } from 'react';
import type { PersonSummary } from '#shared/ipc/people.ts';
import { useReply } from '../../app/queries.ts';
import { PersonLine } from '../../person/person-line.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';

interface CounterpartNameProps {
  readonly name: string;
  readonly onChange: (typed: { readonly name: string; readonly personId: number | null }) => void;
}

/** The name of somebody who was met. Who is known already can be chosen: the visit then stands in their profile. */
export function CounterpartName({ name, onChange }: CounterpartNameProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const list = useCombobox({ onDropdownClose: () => list.resetSelectedOption() });
  const [text] = useDebouncedValue(name.trim(), 150);
  const enabled = text.length >= 3;
  const reply = useReply('people.search', { text, limit: 5 }, { enabled, keepPrevious: true });
  const found: readonly PersonSummary[] = enabled ? (reply.data ?? []) : [];
  const choose = (value: string): void => {
    const person = found.find(({ id }) => String(id) === value);
    if (person) {
      onChange({ name: format.name({ en: person.nameLatin, ar: person.nameAr }), personId: person.id });
    }
    list.closeDropdown();
  };
  return (
    <Combobox store={list} onOptionSubmit={choose} width="22rem" position="bottom-end">
      <Combobox.Target>
        <TextInput
          aria-label={translate('mentoring.counterpart.name')}
          dir="auto"
          autoComplete="off"
          maxLength={300}
          value={name}
          onChange={({ currentTarget }) => {
            onChange({ name: currentTarget.value, personId: null });
            list.openDropdown();
          }}
          onBlur={() => list.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options aria-label={translate('people.isItOneOfThese')}>
          {found.map((person) => (
            <Combobox.Option key={person.id} value={String(person.id)}>
              <PersonLine person={person} />
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
