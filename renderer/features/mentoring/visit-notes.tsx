import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import type { VisitInput } from '#shared/ipc/mentoring.ts';
import { useCall } from '../../app/queries.ts';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { useTranslate } from '../../ui/language.tsx';
import type { VisitPartProps } from './visit-facts.tsx';

const noteFields = [
  'objectives',
  'activities',
  'observations',
  'recommendations',
  'equipmentSeen',
  'trainingNeeds',
] as const satisfies readonly (keyof VisitInput)[];

/** The narrative, in the order of the paper form, two notes abreast. */
export function VisitNotes({ visit, disabled }: VisitPartProps): ReactNode {
  const translate = useTranslate();
  const update = useCall('mentoring.update');
  const visitId = visit.summary.id;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
      {noteFields.map((field) => (
        <DraftTextArea
          key={field}
          label={translate(`mentoring.field.${field}`)}
          recordKey={`visit:${visitId}`}
          field={field}
          value={visit.input[field] ?? ''}
          minRows={3}
          save={(text) => update.mutateAsync({ visitId, patch: { [field]: text === '' ? null : text } })}
          disabled={disabled}
        />
      ))}
    </SimpleGrid>
  );
}
