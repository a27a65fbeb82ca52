import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { NewPersonForm } from '../../../person/new-person-form.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useErrorToast, useToast } from '../../../ui/toast.tsx';
import { useGatedEnrol } from './use-gated-enrol.tsx';

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
  const format = useFormat();
  const { enrol, gate } = useGatedEnrol(
    eventId,
    () => {
      onClose();
      say(translate('training.roster.added'));
    },
    onClose,
  );
  const add = (id: number, known: string): void => {
    enrol({ id, name: known }).catch(showError);
  };
  // The person is recorded; only their place on the roster is still asked about.
  if (gate) return gate;
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
        onKnown={({ id, nameLatin, nameAr }) => add(id, format.name({ en: nameLatin, ar: nameAr }))}
        onCreated={(id) => add(id, name)}
        onCancel={onClose}
      />
    </Modal>
  );
}
