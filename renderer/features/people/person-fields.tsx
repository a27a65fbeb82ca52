import { Group, NativeSelect, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { sexes } from '#shared/domain/vocabularies.ts';
import type { PersonDetail, PersonInput } from '#shared/ipc/people.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { useMay } from '../../app/session.tsx';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { DraftTextInput } from '../../drafts/draft-text-input.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { useErrorToast } from '../../ui/toast.tsx';

interface PersonFieldsProps {
  readonly person: PersonDetail;
  readonly disabled: boolean;
}

type Save = (patch: Partial<PersonInput>) => Promise<unknown>;

/** What is known about a person. Each field saves itself. */
export function PersonFields({ person, disabled }: PersonFieldsProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const may = useMay();
  const update = useCall('people.update');
  const save: Save = (patch) => update.mutateAsync({ id: person.id, patch });
  const choose = (patch: Partial<PersonInput>): void => {
    save(patch).catch(showError);
  };
  const parts = { person, save, disabled };
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('people.fields')}>
      <Title order={2} mb="xs">
        {translate('people.fields')}
      </Title>
      <Stack gap="xs">
        <NameField field="nameAr" {...parts} />
        <NameField field="nameLatin" {...parts} />
        <Group grow align="start">
          <TextField field="badge" {...parts} />
          <Choice
            label={translate('people.field.sex')}
            value={person.sex}
            disabled={disabled}
            onChange={(code) => choose({ sex: sexes.find((sex) => sex === code) ?? null })}
            data={sexes.map((value) => ({ value, label: translate(`vocabulary.sexes.${value}`) }))}
          />
        </Group>
        <Group grow align="start">
          <Reference
            list="rank"
            value={person.rankCode}
            disabled={disabled}
            onChange={(rankCode) => choose({ rankCode })}
          />
          <TextField field="post" {...parts} />
        </Group>
        <Group grow align="start">
          <TextField field="unit" {...parts} />
          <Reference
            list="governorate"
            value={person.governorateCode}
            disabled={disabled}
            onChange={(governorateCode) => choose({ governorateCode })}
          />
        </Group>
        <Group grow align="start">
          <DateField
            label={translate('people.field.birthDate')}
            value={person.birthDate}
            disabled={disabled}
            onChange={(birthDate) => choose({ birthDate })}
          />
          {may('people.contact') ? <TextField field="phone" {...parts} /> : null}
        </Group>
        <DraftTextArea
          label={translate('people.field.note')}
          recordKey={`person:${person.id}`}
          field="note"
          value={person.note ?? ''}
          save={(note) => save({ note: note.trim() === '' ? null : note })}
          disabled={disabled}
        />
      </Stack>
    </Paper>
  );
}

interface FieldProps {
  readonly person: PersonDetail;
  readonly save: Save;
  readonly disabled: boolean;
}

function NameField(props: FieldProps & { readonly field: 'nameAr' | 'nameLatin' }): ReactNode {
  const { person, save, disabled, field } = props;
  const translate = useTranslate();
  return (
    <DraftTextInput
      label={translate(`people.field.${field}`)}
      recordKey={`person:${person.id}`}
      field={field}
      value={person[field]}
      save={(text) => save({ [field]: text.trim() })}
      disabled={disabled}
      dir={field === 'nameAr' ? 'rtl' : 'ltr'}
      refusal="people.nameMissing"
    />
  );
}

function TextField(props: FieldProps & { readonly field: 'badge' | 'post' | 'unit' | 'phone' }): ReactNode {
  const { person, save, disabled, field } = props;
  const translate = useTranslate();
  return (
    <DraftTextInput
      label={translate(`people.field.${field}`)}
      recordKey={`person:${person.id}`}
      field={field}
      value={person[field] ?? ''}
      save={(text) => save({ [field]: text.trim() === '' ? null : text.trim() })}
      disabled={disabled}
      {...(field === 'badge' || field === 'phone' ? { dir: 'ltr' as const } : {})}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string | null;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly disabled: boolean;
  readonly onChange: (code: string | null) => void;
}

function Choice({ label, value, data, disabled, onChange }: ChoiceProps): ReactNode {
  const translate = useTranslate();
  return (
    <NativeSelect
      label={label}
      value={value ?? ''}
      disabled={disabled}
      onChange={({ currentTarget }) => onChange(currentTarget.value || null)}
      data={[{ value: '', label: translate('people.field.notSaid') }, ...data]}
    />
  );
}

function Reference(props: {
  readonly list: 'rank' | 'governorate';
  readonly value: string | null;
  readonly disabled: boolean;
  readonly onChange: (code: string | null) => void;
}): ReactNode {
  const { list, ...choice } = props;
  const translate = useTranslate();
  const format = useFormat();
  const options = useReply('reference.options', { list }).data ?? [];
  return (
    <Choice
      {...choice}
      label={translate(`people.field.${list}`)}
      data={options.map(({ value, name }) => ({ value, label: format.name(name) }))}
    />
  );
}
