import { Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { programmes, trainingLanguages } from '#shared/domain/vocabularies.ts';
import type { TrainingInput } from '#shared/ipc/training.ts';
import { useReply } from '../../../app/queries.ts';
import { DateField } from '../../../ui/date-field.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { CapacityField } from '../details/capacity-field.tsx';
import { CoursePicker } from './course-picker.tsx';

interface EventFieldsProps {
  readonly event: TrainingInput;
  readonly endDate: string;
  /** The last day follows from the plan of the course. */
  readonly endFollows: boolean;
  /** Somebody tried to send the form: what is missing is said. */
  readonly tried: boolean;
  readonly onChange: (part: Partial<TrainingInput>) => void;
}

/** What a training is, in the order of the paper form. */
export function EventFields({ event, endDate, endFollows, tried, onChange }: EventFieldsProps): ReactNode {
  const translate = useTranslate();
  const missing = (isMissing: boolean): string | undefined =>
    tried && isMissing ? translate('shell.field.required') : undefined;
  return (
    <Stack gap="sm">
      <NativeSelect
        label={translate('training.field.programme')}
        value={event.programme}
        onChange={({ currentTarget }) =>
          onChange({
            programme: programmes.find((code) => code === currentTarget.value) ?? 'police',
            courseCode: '',
          })
        }
        data={programmes.map((value) => ({ value, label: translate(`vocabulary.programmes.${value}`) }))}
      />
      <CoursePicker
        programme={event.programme}
        value={event.courseCode || null}
        onChange={(course) => onChange({ courseCode: course?.value ?? '' })}
        error={missing(event.courseCode === '')}
      />
      <TextInput
        label={translate('training.field.venue')}
        required
        dir="auto"
        maxLength={300}
        value={event.venue}
        error={missing(event.venue.trim() === '')}
        onChange={({ currentTarget }) => onChange({ venue: currentTarget.value })}
      />
      <Group grow align="start">
        <DateField
          label={translate('training.field.startDate')}
          required
          value={event.startDate}
          onChange={(startDate) =>
            startDate
              ? onChange({ startDate, endDate: event.endDate < startDate ? startDate : event.endDate })
              : undefined
          }
        />
        <DateField
          label={translate('training.field.endDate')}
          required
          value={endDate}
          disabled={endFollows}
          error={endDate < event.startDate ? translate('training.wrongOrder') : undefined}
          onChange={(next) => (next ? onChange({ endDate: next }) : undefined)}
        />
      </Group>
      <Group grow align="start">
        <NativeSelect
          label={translate('training.field.language')}
          value={event.language}
          onChange={({ currentTarget }) =>
            onChange({ language: trainingLanguages.find((code) => code === currentTarget.value) ?? 'ar' })
          }
          data={trainingLanguages.map((value) => ({
            value,
            label: translate(`vocabulary.trainingLanguages.${value}`),
          }))}
        />
        <GovernorateField
          value={event.governorateCode ?? ''}
          onChange={(governorateCode) => onChange({ governorateCode })}
        />
        <CapacityField value={event.capacity ?? null} onChange={(capacity) => onChange({ capacity })} />
      </Group>
      <Group grow align="start">
        {(['provider', 'interpreter'] as const).map((field) => (
          <TextInput
            key={field}
            label={translate(`training.field.${field}`)}
            dir="auto"
            maxLength={300}
            value={event[field] ?? ''}
            onChange={({ currentTarget }) => onChange({ [field]: currentTarget.value || null })}
          />
        ))}
      </Group>
    </Stack>
  );
}

function GovernorateField(props: {
  readonly value: string;
  readonly onChange: (code: string | null) => void;
}): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const governorates = useReply('reference.options', { list: 'governorate' }).data ?? [];
  return (
    <NativeSelect
      label={translate('training.field.governorate')}
      value={props.value}
      onChange={({ currentTarget }) => props.onChange(currentTarget.value || null)}
      data={[
        { value: '', label: translate('training.field.notSaid') },
        ...governorates.map(({ value, name }) => ({ value, label: format.name(name) })),
      ]}
    />
  );
}
