import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { DateField } from '#renderer/ui/date-field.tsx';
import { useTranslate } from '#renderer/ui/language.tsx';
import { codeKey, fieldKey } from '#shared/conflicts/in-words.ts';
import type { Field, FieldValue } from '#shared/domain/field.ts';
import type { Table } from '#shared/domain/table.ts';
import * as vocabularies from '#shared/domain/vocabularies.ts';

interface CorrectedFieldProps {
  readonly table: Table | undefined;
  /** Name of the field. */
  readonly name: string;
  /** Told the value; undefined while what is typed does not fit the field. */
  readonly onChange: (value: FieldValue | undefined) => void;
}

const vocabularyNames: ReadonlyMap<unknown, string> = new Map(
  Object.entries(vocabularies).map(([name, codes]) => [codes, name]),
);

/** Takes a value in place of one that is not possible: only what the field takes is passed on. */
export function CorrectedField({ table, name, onChange }: CorrectedFieldProps): ReactNode {
  const translate = useTranslate();
  const [wrong, setWrong] = useState(false);
  const field = table?.fields[name];
  if (!table || !field) return null;
  const key = fieldKey(table.name, name);
  const label = translate('console.kept.correct', { field: key ? translate(key) : name });
  const give = (value: FieldValue | undefined): void => {
    const fits = value !== undefined && field.schema.safeParse(value).success;
    setWrong(value !== undefined && !fits);
    onChange(fits ? value : undefined);
  };
  const error = wrong ? translate('quarantine.fault') : null;
  return <Input field={field} label={label} error={error} onValue={give} />;
}

interface InputProps {
  readonly field: Field;
  readonly label: string;
  readonly error: string | null;
  readonly onValue: (value: FieldValue | undefined) => void;
}

function Input({ field, label, error, onValue }: InputProps): ReactNode {
  const translate = useTranslate();
  const [day, setDay] = useState<string | null>(null);
  const choices = useChoices(field);
  const textOr = (text: string): FieldValue | undefined => {
    if (text !== '') return text;
    return field.nullable ? null : undefined;
  };
  if (choices) {
    const empty = { value: '', label: translate('console.kept.choose') };
    return (
      <NativeSelect
        label={label}
        error={error}
        data={[empty, ...choices.map(({ value, label: text }) => ({ value: String(value), label: text }))]}
        onChange={({ currentTarget: { value } }) =>
          onValue(choices.find((choice) => String(choice.value) === value)?.value)
        }
      />
    );
  }
  if (field.kind === 'date') {
    const change = (value: string | null): void => {
      setDay(value);
      onValue(value ?? (field.nullable ? null : undefined));
    };
    return <DateField label={label} value={day} onChange={change} />;
  }
  if (field.kind === 'int' || field.kind === 'real' || field.kind === 'id') {
    return (
      <NumberInput
        label={label}
        error={error}
        allowDecimal={field.kind === 'real'}
        onChange={(value) => onValue(value === '' ? textOr('') : Number(value))}
      />
    );
  }
  const props = { label, error, dir: 'auto', maw: '28rem' } as const;
  if (field.kind === 'note') {
    return (
      <Textarea {...props} autosize onChange={({ currentTarget }) => onValue(textOr(currentTarget.value))} />
    );
  }
  return <TextInput {...props} onChange={({ currentTarget }) => onValue(textOr(currentTarget.value))} />;
}

interface Choice {
  readonly value: FieldValue;
  readonly label: string;
}

function useChoices(field: Field): readonly Choice[] | undefined {
  const translate = useTranslate();
  const nothing: Choice[] = field.nullable
    ? [{ value: null, label: translate('conflicts.value.nothing') }]
    : [];
  if (field.kind === 'flag') {
    return [
      ...nothing,
      { value: 1, label: translate('shell.yes') },
      { value: 0, label: translate('shell.no') },
    ];
  }
  const vocabulary = field.kind === 'code' ? vocabularyNames.get(field.vocabulary) : undefined;
  if (vocabulary === undefined || !field.vocabulary) return undefined;
  return [
    ...nothing,
    ...field.vocabulary.map((code) => {
      const key = codeKey(vocabulary, code);
      return { value: code, label: key ? translate(key) : code };
    }),
  ];
}
