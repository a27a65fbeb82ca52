import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { DateField } from '#renderer/ui/date-field.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import styles from './filters.module.css';
import { type Filters, isRestricted } from './list-states.tsx';
import { useHq } from './queries.ts';

/** A filter with fixed choices. */
export interface ChoiceFilter {
  readonly name: string;
  readonly label: MessageKey;
  readonly all: MessageKey;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** A filter that is on or off; on is `1`. */
export interface SwitchFilter {
  readonly name: string;
  readonly label: MessageKey;
}

interface FilterBarProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  readonly choices?: readonly ChoiceFilter[];
  readonly switches?: readonly SwitchFilter[];
  readonly withProgramme?: boolean;
}

/** The filters above a list: words, site, what the list adds, period. */
export function FilterBar(props: FilterBarProps): ReactNode {
  const { filters, onChange, choices = [], switches = [], withProgramme = true } = props;
  const translate = useTranslate();
  const set = (name: string, value: string | null): void =>
    onChange({ ...filters, [name]: value || undefined });
  const named = [...useNamedFilters(withProgramme), ...choices];
  return (
    <search className={styles.bar}>
      <TextFilter value={filters.text ?? ''} onChange={(text) => set('text', text)} />
      {named.map(({ name, label, all, choices: offered }) => (
        <NativeSelect
          key={name}
          className={styles.choice}
          label={translate(label)}
          value={filters[name] ?? ''}
          onChange={(event) => set(name, event.currentTarget.value)}
          data={[{ value: '', label: translate(all) }, ...offered]}
        />
      ))}
      <div className={styles.period}>
        {(['from', 'to'] as const).map((name) => (
          <DateField
            key={name}
            inRow
            label={translate(`console.filter.${name}`)}
            value={filters[name] ?? null}
            onChange={(day) => set(name, day)}
          />
        ))}
      </div>
      {switches.length > 0 ? (
        <div className={styles.switches}>
          {switches.map(({ name, label }) => (
            <Checkbox
              key={name}
              label={translate(label)}
              checked={filters[name] === '1'}
              onChange={(event) => set(name, event.currentTarget.checked ? '1' : '')}
            />
          ))}
        </div>
      ) : null}
      {isRestricted(filters) ? <ClearFilters onClear={() => onChange({})} /> : null}
    </search>
  );
}

/** Takes all filters off. */
export function ClearFilters({ onClear }: { readonly onClear: () => void }): ReactNode {
  const translate = useTranslate();
  return (
    <Button variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={onClear}>
      {translate('console.filter.clear')}
    </Button>
  );
}

function useNamedFilters(withProgramme: boolean): readonly ChoiceFilter[] {
  const format = useFormat();
  const options = useHq('options', {}).data;
  const site: ChoiceFilter = {
    name: 'site',
    label: 'console.filter.site',
    all: 'console.filter.allSites',
    choices: (options?.sites ?? []).map(({ code, name }) => ({ value: code, label: format.name(name) })),
  };
  const programme: ChoiceFilter = {
    name: 'programme',
    label: 'console.filter.programme',
    all: 'console.filter.allProgrammes',
    choices: (options?.programmes ?? []).map(({ code, name }) => ({ value: code, label: format.name(name) })),
  };
  return withProgramme ? [site, programme] : [site];
}

function TextFilter(props: { readonly value: string; readonly onChange: (text: string) => void }): ReactNode {
  const translate = useTranslate();
  const [typed, setTyped] = useState<string | null>(null);
  const send = useDebouncedCallback((text: string) => {
    props.onChange(text);
    setTyped(null);
  }, 300);
  return (
    <TextInput
      type="search"
      dir="auto"
      className={styles.search}
      leftSection={<IconSearch size={16} aria-hidden />}
      label={translate('console.filter.text')}
      value={typed ?? props.value}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}
