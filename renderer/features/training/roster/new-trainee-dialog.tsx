import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../../app/queries.ts';
import { NewPersonForm } from '../../../person/new-person-form.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { useErrorToast, useToast } from '../../../ui/toast.tsx';

interface NewTraineeDialogProps {
  readonly eventId: number;
  /** What was searched for. */
  readonly name: string;
  readonly onClose: () => void;
}

/** Adds a person who is not known yet and puts them on the roster. */
export function NewTraineeDialog({ eventId, name, onClose }: NewTraineeDialogProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const say = useToast();
  const enrol = useCall('training.enrol');
  const add = (personId: number): void => {
    onClose();
    enrol
      .mutateAsync({ eventId, personIds: [personId] })
      .then(() => say(translate('training.roster.added')))
      .catch(showError);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={translate('people.new')}
      size="lg"
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      <NewPersonForm
        name={name}
        knownLabel={translate('training.roster.enrol')}
        onKnown={({ id }) => add(id)}
        onCreated={add}
        onCancel={onClose}
      />
    </Modal>
  );
}
