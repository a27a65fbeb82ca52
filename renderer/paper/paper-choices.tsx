import { Group, NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { classifications, languages } from '#shared/domain/vocabularies.ts';
import type { PaperChoices } from '#shared/ipc/documents.ts';
import { useTranslate } from '../ui/language.tsx';

interface PaperChoicesFieldsProps {
  readonly value: PaperChoices;
  readonly onChange: (value: PaperChoices) => void;
}

/** Which language comes first, and what every page says about who may see it. */
export function PaperChoicesFields({ value, onChange }: PaperChoicesFieldsProps): ReactNode {
  const translate = useTranslate();
  return (
    <Group grow align="start">
      <NativeSelect
        label={translate('papers.choice.language')}
        value={value.language}
        data={languages.map((language) => ({
          value: language,
          label: translate(`papers.choice.language.${language}`),
        }))}
        onChange={(event) => {
          const language = languages.find((each) => each === event.currentTarget.value);
          if (language) onChange({ ...value, language });
        }}
      />
      <NativeSelect
        label={translate('papers.choice.classification')}
        value={value.classification}
        data={classifications.map((each) => ({
          value: each,
          label: translate(`vocabulary.classifications.${each}`),
        }))}
        onChange={(event) => {
          const classification = classifications.find((each) => each === event.currentTarget.value);
          if (classification) onChange({ ...value, classification });
        }}
      />
    </Group>
  );
}
