import { ActionIcon, Autocomplete, Button, Group, NativeSelect, Text, Title } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import { instructorRoles } from '#shared/domain/vocabularies.ts';
import type { InstructorView, TrainingDetail } from '#shared/ipc/training.ts';
import { useCall, useReply } from '../../../app/queries.ts';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { useErrorToast, useUndoToast } from '../../../ui/toast.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import styles from './instructors.module.css';

/** Who teaches a training: advisors of the list, or anybody by name. */
export function Instructors({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  return (
    <section>
      <Title order={2} mb="xs">
        {translate('training.instructors')}
      </Title>
      {training.instructors.length === 0 ? (
        <Text size="sm" c="dimmed" mb="xs">
          {translate('training.instructors.none')}
        </Text>
      ) : (
        <ul className={styles.list}>
          {training.instructors.map((instructor) => (
            <Instructor key={instructor.id} instructor={instructor} eventId={training.summary.id} />
          ))}
        </ul>
      )}
      <AddInstructor eventId={training.summary.id} />
    </section>
  );
}

interface InstructorProps {
  readonly instructor: InstructorView;
  readonly eventId: number;
}

function Instructor({ instructor, eventId }: InstructorProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const remove = useCall('training.removeInstructor');
  const add = useCall('training.addInstructor');
  const { id, name, role, advisorId } = instructor;
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ instructorId: id });
    offerUndo({
      message: translate('training.instructors.removed', { name }),
      undo: () => add.mutateAsync({ eventId, role, advisorId, name: advisorId === null ? name : null }),
    });
  };
  return (
    <li className={styles.instructor}>
      <UserText>{name}</UserText>
      <Text span size="sm" c="dimmed">
        {translate(`vocabulary.instructorRoles.${role}`)}
      </Text>
      <ActionIcon
        size="sm"
        aria-label={translate('training.instructors.remove', { name })}
        onClick={() => take().catch(showError)}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function AddInstructor({ eventId }: { readonly eventId: number }): ReactNode {
  const translate = useTranslate();
  const add = useCall('training.addInstructor');
  const advisors = useReply('reference.options', { list: 'advisor' }).data ?? [];
  const [name, setName] = useState('');
  const [role, setRole] = useState<(typeof instructorRoles)[number]>('lead');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return;
    const advisor = advisors.find((each) => each.name.en === name.trim());
    await add.mutateAsync({
      eventId,
      role,
      ...(advisor ? { advisorId: Number(advisor.value) } : { name: name.trim() }),
    });
    setName('');
  };
  return (
    // A failed change shows below; there is nothing else to do with it here.
    <form
      noValidate
      aria-label={translate('training.instructors.add')}
      onSubmit={(event) => submit(event).catch(() => undefined)}
    >
      <Group align="end" gap="xs">
        <Autocomplete
          label={translate('training.instructors.name')}
          size="xs"
          flex={1}
          dir="auto"
          value={name}
          onChange={setName}
          maxLength={300}
          comboboxProps={{ withinPortal: false }}
          data={[...new Set(advisors.map((advisor) => advisor.name.en))]}
          renderOption={({ option }) => <UserText>{option.value}</UserText>}
        />
        <NativeSelect
          label={translate('training.instructors.role')}
          value={role}
          onChange={({ currentTarget }) =>
            setRole(instructorRoles.find((each) => each === currentTarget.value) ?? 'lead')
          }
          data={instructorRoles.map((value) => ({
            value,
            label: translate(`vocabulary.instructorRoles.${value}`),
          }))}
        />
        <Button type="submit" loading={add.isPending} disabled={name.trim() === ''}>
          {translate('training.instructors.add')}
        </Button>
      </Group>
      {add.error ? <ErrorAlert error={add.error} /> : null}
    </form>
  );
}
