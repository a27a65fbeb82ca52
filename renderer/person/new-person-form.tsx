import { Button, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { sexes } from '#shared/domain/vocabularies.ts';
import type { PersonInput, PersonSummary } from '#shared/ipc/people.ts';
import { useCall, useReply } from '../app/queries.ts';
import { SavedNote } from '../drafts/saved-note.tsx';
import { useKeptEntry } from '../drafts/use-kept-entry.ts';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { useFormat, useTranslate } from '../ui/language.tsx';
import { PersonMatches } from './person-matches.tsx';

interface NewPersonFormProps {
  /** What was searched for: it goes into the field of its script. */
  readonly name: string;
  /** The person turned out to be known. */
  readonly onKnown: (person: PersonSummary) => void;
  /** The verb for choosing a known person: enrol, open. */
  readonly knownLabel: string;
  readonly onCreated: (id: number) => void;
  readonly onCancel: () => void;
}

/** Adds a person, after asking whether it is one of those who are known. */
export function NewPersonForm(props: NewPersonFormProps): ReactNode {
  const { name, onKnown, knownLabel, onCreated, onCancel } = props;
  const translate = useTranslate();
  const create = useCall('people.create');
  const [empty] = useState(() => namedPerson(name));
  const { entry: person, kept, change: set, clear } = useKeptEntry(`person:new/${name}`, empty);
  const [tried, setTried] = useState(false);
  const nameless = person.nameAr.trim() === '' && person.nameLatin.trim() === '';
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (nameless) return;
    const { id } = await create.mutateAsync(person);
    clear();
    onCreated(id);
  };
  return (
    // A failed save shows below; there is nothing else to do with it here.
    <form
      noValidate
      onSubmit={(event) => submit(event).catch(() => undefined)}
      aria-label={translate('people.new')}
    >
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" verticalSpacing="xs">
          <TextInput
            label={translate('people.field.nameAr')}
            dir="rtl"
            autoFocus
            data-autofocus
            maxLength={300}
            value={person.nameAr}
            error={tried && nameless ? translate('people.nameMissing') : undefined}
            onChange={({ currentTarget }) => set({ nameAr: currentTarget.value })}
          />
          <TextInput
            label={translate('people.field.nameLatin')}
            dir="ltr"
            maxLength={300}
            value={person.nameLatin}
            onChange={({ currentTarget }) => set({ nameLatin: currentTarget.value })}
          />
          <TextInput
            label={translate('people.field.badge')}
            dir="ltr"
            maxLength={80}
            value={person.badge ?? ''}
            onChange={({ currentTarget }) => set({ badge: currentTarget.value.trim() || null })}
          />
          <RankField value={person.rankCode ?? ''} onChange={(rankCode) => set({ rankCode })} />
          <TextInput
            label={translate('people.field.unit')}
            dir="auto"
            maxLength={300}
            value={person.unit ?? ''}
            onChange={({ currentTarget }) => set({ unit: currentTarget.value || null })}
          />
          <NativeSelect
            label={translate('people.field.sex')}
            value={person.sex ?? ''}
            onChange={({ currentTarget }) =>
              set({ sex: sexes.find((sex) => sex === currentTarget.value) ?? null })
            }
            data={[
              { value: '', label: translate('people.field.notSaid') },
              ...sexes.map((value) => ({ value, label: translate(`vocabulary.sexes.${value}`) })),
            ]}
          />
        </SimpleGrid>
        <PersonMatches
          texts={[person.nameAr, person.nameLatin, person.badge ?? '']}
          chooseLabel={knownLabel}
          onChoose={(known) => {
            clear();
            onKnown(known);
          }}
        />
        {create.error ? <ErrorAlert error={create.error} /> : null}
        <Group justify="end">
          <SavedNote status="draft" kept={kept} />
          <Button
            variant="default"
            onClick={() => {
              clear();
              onCancel();
            }}
          >
            {translate('shell.action.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {translate('people.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Ranks of the reference data. */
function RankField(props: {
  readonly value: string;
  readonly onChange: (code: string | null) => void;
}): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const ranks = useReply('reference.options', { list: 'rank' }).data ?? [];
  return (
    <NativeSelect
      label={translate('people.field.rank')}
      value={props.value}
      onChange={({ currentTarget }) => props.onChange(currentTarget.value || null)}
      data={[
        { value: '', label: translate('people.field.notSaid') },
        ...ranks.map(({ value, name }) => ({ value, label: format.name(name) })),
      ]}
    />
  );
}

function namedPerson(typed: string): PersonInput {
  const text = typed.trim();
  if (/^[\d\s./-]+$/.test(text)) return { nameAr: '', nameLatin: '', badge: text || null };
  return /[\u0600-\u06FF]/.test(text) ? { nameAr: text, nameLatin: '' } : { nameAr: '', nameLatin: text };
}
