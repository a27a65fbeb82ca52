import { Button, Modal, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { actionSides, programmes } from '#shared/domain/vocabularies.ts';
import type { ActionInput } from '#shared/ipc/mentoring.ts';
import type { InstitutionOption } from '#shared/ipc/people.ts';
import { InstitutionChoice } from '../../app/institution-choice.tsx';
import { useCall } from '../../app/queries.ts';
import { useSession } from '../../app/session.tsx';
import { SavedNote } from '../../drafts/saved-note.tsx';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { DateField } from '../../ui/date-field.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { useUndoToast } from '../../ui/toast.tsx';
import styles from './action-form.module.css';

/** What is typed of a new action. */
interface NewAction extends Omit<ActionInput, 'institutionId'> {
  readonly institution: InstitutionOption | null;
}

/** Adds an action that belongs to no visit and no finding. */
export function NewActionDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const translate = useTranslate();
  const offerUndo = useUndoToast();
  const { programme } = useSession();
  const create = useCall('actions.create');
  const remove = useCall('actions.remove');
  const { entry, kept, change, clear } = useKeptEntry<NewAction>('action:new', {
    description: '',
    owner: '',
    side: 'theirs',
    due: null,
    programme: programme ?? 'police',
    institution: null,
  });
  const [tried, setTried] = useState(false);
  const silent = entry.description.trim() === '';

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (silent) return;
    const { institution, ...action } = entry;
    const { id } = await create.mutateAsync({ ...action, institutionId: institution?.id ?? null });
    clear();
    onClose();
    offerUndo({ message: translate('actions.added'), undo: () => remove.mutateAsync({ id }) });
  };
  const giveUp = (): void => {
    clear();
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
      <form noValidate onSubmit={(event) => submit(event).catch(() => undefined)}>
        <Stack gap="sm">
          <Textarea
            label={
              <>
                {translate('actions.field.description')}
                <SavedNote status="draft" kept={kept} />
              </>
            }
            aria-label={translate('actions.field.description')}
            required
            dir="auto"
            autosize
            minRows={2}
            data-autofocus
            value={entry.description}
            error={tried && silent ? translate('actions.field.descriptionMissing') : undefined}
            onChange={(event) => change({ description: event.currentTarget.value })}
          />
          <div className={styles.where}>
            <InstitutionChoice
              value={entry.institution}
              onChange={(institution) => change({ institution })}
            />
            <NativeSelect
              label={translate('actions.field.programme')}
              value={entry.programme}
              onChange={(event) =>
                change({
                  programme: programmes.find((code) => code === event.currentTarget.value) ?? 'police',
                })
              }
              data={programmes.map((value) => ({
                value,
                label: translate(`vocabulary.programmes.${value}`),
              }))}
            />
          </div>
          <div className={styles.who}>
            <TextInput
              label={translate('actions.field.owner')}
              placeholder={translate('actions.field.ownerHint')}
              dir="auto"
              value={entry.owner}
              onChange={(event) => change({ owner: event.currentTarget.value })}
            />
            <NativeSelect
              label={translate('actions.field.side')}
              value={entry.side}
              onChange={(event) =>
                change({ side: actionSides.find((side) => side === event.currentTarget.value) ?? 'theirs' })
              }
              data={actionSides.map((value) => ({
                value,
                label: translate(`vocabulary.actionSides.${value}`),
              }))}
            />
            <DateField
              label={translate('actions.field.due')}
              value={entry.due}
              onChange={(due) => change({ due })}
            />
          </div>
          {create.error ? <ErrorAlert error={create.error} /> : null}
          <div className={styles.footer}>
            <span className={styles.apart} />
            <Button variant="default" onClick={giveUp}>
              {translate('shell.action.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {translate('actions.add')}
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  );
}
