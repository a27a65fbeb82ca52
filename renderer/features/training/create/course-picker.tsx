import { Select } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Programme } from '#shared/domain/vocabularies.ts';
import type { Option } from '#shared/ipc/common.ts';
import { useReply } from '../../../app/queries.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';

interface CoursePickerProps {
  readonly programme: Programme;
  readonly value: string | null;
  readonly onChange: (course: Option | null) => void;
  readonly error?: string | undefined;
}

/** Finds a course by its code or by words of its name in either language. */
export function CoursePicker({ programme, value, onChange, error }: CoursePickerProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const courses =
    useReply('reference.options', { list: 'course', programme }, { keepPrevious: true }).data ?? [];
  const label = (course: Option): string => `${format.name(course.name)} (${course.value})`;
  const chosen = courses.find((course) => course.value === value);
  const words = chosen && typed === label(chosen) ? [] : typed.toLocaleLowerCase().split(/\s+/);
  const found = courses.filter((course) => {
    const text = `${course.value} ${course.name.en} ${course.name.ar}`.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
  return (
    <Select
      label={translate('training.field.course')}
      placeholder={translate('training.field.courseSearch')}
      searchable
      required
      data-autofocus
      autoFocus
      selectFirstOptionOnChange
      openOnFocus={false}
      comboboxProps={{ withinPortal: false }}
      maxDropdownHeight={280}
      nothingFoundMessage={translate('training.field.courseNone')}
      value={value}
      error={error}
      onChange={(code) => onChange(courses.find((course) => course.value === code) ?? null)}
      onSearchChange={setTyped}
      // Found above: by code and in both languages.
      filter={({ options }) => options}
      data={found.map((course) => ({ value: course.value, label: label(course) }))}
      renderOption={({ option }) => (
        <span translate="no" dir="auto">
          {option.label}
        </span>
      )}
    />
  );
}
