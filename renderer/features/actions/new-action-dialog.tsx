import { Button, Group, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { actionSides, programmes } from '#shared/domain/vocabularies.ts';
import type { ActionInput } from '#shared/ipc/mentoring.ts';
import { InstitutionChoice } from '../../app/institution-choice.tsx';
import { useCall } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';

/** Adds an action that belongs to no visit and no finding. */
export function NewActionDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const translate = useTranslate();
  const { programme } = useSession();
  const create = useCall('actions.create');
  const [action, setAction] = useState<ActionInput>({
    description: '',
    owner: '',
    side: 'theirs',
    due: null,
    programme: programme ?? 'police',
  });
  const [missing, setMissing] = useState(false);
  const set = (part: Partial<ActionInput>): void => setAction({ ...action, ...part });

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (action.description.trim() === '') {
      setMissing(true);
      return;
    }
    await create.mutateAsync(action);
    onClose();
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={translate('actions.add')}
      size="lg"
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      {/* A failed save shows below; there is nothing else to do with it here. */}
      <form onSubmit={(event) => submit(event).catch(() => undefined)}>
        <Stack gap="sm">
          <Textarea
            label={translate('actions.field.description')}
            required
            dir="auto"
            autosize
            minRows={2}
            data-autofocus
            value={action.description}
            error={
              missing && action.description.trim() === ''
                ? translate('actions.field.descriptionMissing')
                : undefined
            }
            onChange={(event) => set({ description: event.currentTarget.value })}
          />
          <InstitutionChoice
            value={action.institutionId ?? null}
            onChange={(institution) => set({ institutionId: institution?.id ?? null })}
          />
          <TextInput
            label={translate('actions.field.owner')}
            dir="auto"
            value={action.owner}
            onChange={(event) => set({ owner: event.currentTarget.value })}
          />
          <Group grow align="start">
            <NativeSelect
              label={translate('actions.field.side')}
              value={action.side}
              onChange={(event) =>
                set({ side: actionSides.find((side) => side === event.currentTarget.value) ?? 'theirs' })
              }
              data={actionSides.map((value) => ({
                value,
                label: translate(`vocabulary.actionSides.${value}`),
              }))}
            />
            <NativeSelect
              label={translate('actions.field.programme')}
              value={action.programme}
              onChange={(event) =>
                set({ programme: programmes.find((code) => code === event.currentTarget.value) ?? 'police' })
              }
              data={programmes.map((value) => ({
                value,
                label: translate(`vocabulary.programmes.${value}`),
              }))}
            />
            <DateField
              label={translate('actions.field.due')}
              value={action.due}
              onChange={(due) => set({ due })}
            />
          </Group>
          {create.error ? <ErrorAlert error={create.error} /> : null}
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {translate('shell.action.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {translate('actions.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
