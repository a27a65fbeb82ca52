import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { useHq } from './queries.ts';

/** Chosen filters by the name that the route gives them; absent: no restriction. */
export type Filters = Readonly<Record<string, string | undefined>>;

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
  readonly withPeriod?: boolean;
}

/** The filters above a list. */
export function FilterBar(props: FilterBarProps): ReactNode {
  const { filters, onChange, choices = [], switches = [], withProgramme = true, withPeriod = true } = props;
  const translate = useTranslate();
  const format = useFormat();
  const options = useHq('options', {}).data;
  const set = (name: string, value: string): void => onChange({ ...filters, [name]: value || undefined });
  const named = [
    {
      name: 'site',
      label: 'console.filter.site' as const,
      all: 'console.filter.allSites' as const,
      choices: (options?.sites ?? []).map(({ code, name }) => ({ value: code, label: format.name(name) })),
    },
    ...(withProgramme
      ? [
          {
            name: 'programme',
            label: 'console.filter.programme' as const,
            all: 'console.filter.allProgrammes' as const,
            choices: (options?.programmes ?? []).map(({ code, name }) => ({
              value: code,
              label: format.name(name),
            })),
          },
        ]
      : []),
    ...choices,
  ];
  return (
    <Group align="end" gap="xs" mb="sm" role="search">
      <TextFilter value={filters.text ?? ''} onChange={(text) => set('text', text)} />
      {named.map((filter) => (
        <NativeSelect
          key={filter.name}
          label={translate(filter.label)}
          value={filters[filter.name] ?? ''}
          onChange={(event) => set(filter.name, event.currentTarget.value)}
          data={[{ value: '', label: translate(filter.all) }, ...filter.choices]}
        />
      ))}
      {withPeriod
        ? (['from', 'to'] as const).map((name) => (
            <TextInput
              key={name}
              type="date"
              label={translate(`console.filter.${name}`)}
              value={filters[name] ?? ''}
              onChange={(event) => set(name, event.currentTarget.value)}
            />
          ))
        : null}
      {switches.map(({ name, label }) => (
        <Checkbox
          key={name}
          label={translate(label)}
          checked={filters[name] === '1'}
          onChange={(event) => set(name, event.currentTarget.checked ? '1' : '')}
          mb={6}
        />
      ))}
      {Object.values(filters).some(Boolean) ? (
        <Button variant="subtle" onClick={() => onChange({})}>
          {translate('console.filter.clear')}
        </Button>
      ) : null}
    </Group>
  );
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
      label={translate('console.filter.text')}
      value={typed ?? props.value}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}

/**
 * Filters and page of a list; choosing a filter goes back to the first page.
 *
 * @returns the filters, the offset and the ways to change them
 */
export function useListState(): {
  readonly filters: Filters;
  readonly setFilters: (filters: Filters) => void;
  readonly offset: number;
  readonly setOffset: (offset: number) => void;
} {
  const [{ filters, offset }, setState] = useState<{ filters: Filters; offset: number }>({
    filters: {},
    offset: 0,
  });
  return {
    filters,
    offset,
    setFilters: (next) => setState({ filters: next, offset: 0 }),
    setOffset: (next) => setState({ filters, offset: next }),
  };
}
