import { Group, Modal, NativeSelect, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { trainingLanguages } from '#shared/domain/vocabularies.ts';
import type { TrainingDetail, TrainingInput } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { DraftTextInput } from '../../../drafts/draft-text-input.tsx';
import { DateField } from '../../../ui/date-field.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { useErrorToast } from '../../../ui/toast.tsx';
import { CapacityField } from './capacity-field.tsx';
import { Instructors } from './instructors.tsx';
import { SessionTable } from './session-table.tsx';

interface TrainingDetailsProps {
  readonly training: TrainingDetail;
  readonly onClose: () => void;
}

/** What a training is: its fields, which save themselves, and its sessions. */
export function TrainingDetails({ training, onClose }: TrainingDetailsProps): ReactNode {
  const translate = useTranslate();
  return (
    <Modal
      opened
      onClose={onClose}
      title={translate('training.details')}
      size="xl"
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      <Stack gap="sm">
        <TrainingFields training={training} />
        <Instructors training={training} />
        <SessionTable training={training} />
      </Stack>
    </Modal>
  );
}

function TrainingFields({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const update = useCall('training.update');
  const { input } = training;
  const eventId = training.summary.id;
  const save = (patch: Partial<TrainingInput>): Promise<unknown> => update.mutateAsync({ eventId, patch });
  const recordKey = `training:${eventId}`;
  return (
    <>
      <Group grow align="start">
        <DraftTextInput
          label={translate('training.field.venue')}
          recordKey={recordKey}
          field="venue"
          value={input.venue}
          save={(venue) => save({ venue })}
        />
        <NativeSelect
          label={translate('training.field.language')}
          value={input.language}
          onChange={(event) => {
            const language = trainingLanguages.find((value) => value === event.currentTarget.value);
            if (language) save({ language }).catch(showError);
          }}
          data={trainingLanguages.map((value) => ({
            value,
            label: translate(`vocabulary.trainingLanguages.${value}`),
          }))}
        />
      </Group>
      <Group grow align="start">
        <DateField
          label={translate('training.field.startDate')}
          value={input.startDate}
          required
          onChange={(startDate) => (startDate ? save({ startDate }).catch(showError) : undefined)}
        />
        <DateField
          label={translate('training.field.endDate')}
          value={input.endDate}
          required
          onChange={(endDate) => (endDate ? save({ endDate }).catch(showError) : undefined)}
        />
        <CapacityField
          value={input.capacity ?? null}
          onChange={(capacity) => save({ capacity }).catch(showError)}
        />
      </Group>
      <Group grow align="start">
        {(['provider', 'funding', 'interpreter'] as const).map((field) => (
          <DraftTextInput
            key={field}
            label={translate(`training.field.${field}`)}
            recordKey={recordKey}
            field={field}
            value={input[field] ?? ''}
            save={(text) => save({ [field]: text.trim() === '' ? null : text })}
          />
        ))}
      </Group>
    </>
  );
}
