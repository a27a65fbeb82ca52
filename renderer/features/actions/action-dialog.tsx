import { Anchor, Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { actionSides } from '#shared/domain/vocabularies.ts';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { useCanRecord } from '../../app/session.tsx';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { DraftTextInput } from '../../drafts/draft-text-input.tsx';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { UserText } from '../../ui/user-text.tsx';
import { ActionStatusMark } from './action-status-mark.tsx';
import { CloseAction } from './close-action.tsx';

interface ActionDialogProps {
  readonly id: number;
  readonly onClose: () => void;
}

/** One action: its fields save themselves; it is closed with evidence, opened again, or removed with undo. */
export function ActionDialog({ id, onClose }: ActionDialogProps): ReactNode {
  const translate = useTranslate();
  const reply = useReply('actions.list', { status: 'all' });
  return (
    <Modal
      opened
      onClose={onClose}
      title={translate('actions.detail')}
      size="lg"
      closeButtonProps={{ 'aria-label': translate('shell.action.close') }}
    >
      <Reply of={reply}>
        {(actions) => {
          const action = actions.find((candidate) => candidate.id === id);
          return action ? (
            <Body action={action} onClose={onClose} />
          ) : (
            <Text>{translate('actions.removed')}</Text>
          );
        }}
      </Reply>
    </Modal>
  );
}

function Body({ action, onClose }: { readonly action: ActionView; readonly onClose: () => void }): ReactNode {
  const canRecord = useCanRecord();
  const open = action.status === 'open' || action.status === 'in_progress';
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <ActionStatusMark action={action} />
        <RecordMark state={action.state} />
        <Origin action={action} />
      </Group>
      <Fields action={action} disabled={!canRecord || !open} />
      {open ? null : <Ending action={action} />}
      {canRecord && open ? <CloseAction action={action} onClosed={onClose} /> : null}
      {canRecord ? <Buttons action={action} open={open} onClose={onClose} /> : null}
    </Stack>
  );
}

function Origin({ action }: { readonly action: ActionView }): ReactNode {
  const translate = useTranslate();
  return (
    <>
      {action.institution ? (
        <Text size="sm">
          <BilingualName name={action.institution} />
        </Text>
      ) : null}
      {action.visitId === null ? null : (
        <Anchor size="sm" href={hrefOf(paths.visit(action.visitId))}>
          {translate('actions.fromVisit')}
        </Anchor>
      )}
      {action.inspectionId === null ? null : (
        <Anchor size="sm" href={hrefOf(paths.inspection(action.inspectionId))}>
          {translate('actions.fromInspection')}
        </Anchor>
      )}
    </>
  );
}

function Fields({
  action,
  disabled,
}: {
  readonly action: ActionView;
  readonly disabled: boolean;
}): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const update = useCall('actions.update');
  const save = (patch: Parameters<typeof update.mutateAsync>[0]['patch']): Promise<unknown> =>
    update.mutateAsync({ id: action.id, patch });
  const recordKey = `action:${action.id}`;
  return (
    <>
      <DraftTextArea
        label={translate('actions.field.description')}
        recordKey={recordKey}
        field="description"
        value={action.description}
        save={(description) => save({ description })}
        disabled={disabled}
      />
      <Group grow align="start">
        <DraftTextInput
          label={translate('actions.field.owner')}
          recordKey={recordKey}
          field="owner"
          value={action.owner}
          save={(owner) => save({ owner })}
          disabled={disabled}
        />
        <NativeSelect
          label={translate('actions.field.side')}
          value={action.side}
          disabled={disabled}
          onChange={(event) => {
            const side = actionSides.find((value) => value === event.currentTarget.value);
            if (side) save({ side }).catch(showError);
          }}
          data={actionSides.map((value) => ({ value, label: translate(`vocabulary.actionSides.${value}`) }))}
        />
        <DateField
          label={translate('actions.field.due')}
          value={action.due}
          disabled={disabled}
          onChange={(due) => save({ due }).catch(showError)}
        />
      </Group>
    </>
  );
}

function Ending({ action }: { readonly action: ActionView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <section aria-label={translate('actions.evidence')}>
      {action.closedOn ? (
        <Text size="sm">{translate('actions.closedOn', { day: format.day(action.closedOn) })}</Text>
      ) : null}
      {action.evidence ? (
        <Text size="sm">
          <UserText>{action.evidence}</UserText>
        </Text>
      ) : null}
    </section>
  );
}

interface ButtonsProps {
  readonly action: ActionView;
  readonly open: boolean;
  readonly onClose: () => void;
}

function Buttons({ action, open, onClose }: ButtonsProps): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const setStatus = useCall('actions.setStatus');
  const remove = useCall('actions.remove');
  const restore = useCall('actions.restore');
  const { id } = action;
  const move = (status: 'open' | 'in_progress'): void => {
    setStatus.mutateAsync({ id, status, evidence: null, closedOn: null }).catch(showError);
  };
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ id });
    onClose();
    offerUndo({ message: translate('actions.removed'), undo: () => restore.mutateAsync({ id }) });
  };
  return (
    <Group justify="space-between">
      <Button variant="subtle" color="red.9" onClick={() => take().catch(showError)}>
        {translate('actions.remove')}
      </Button>
      {action.status === 'open' ? (
        <Button variant="default" onClick={() => move('in_progress')}>
          {translate('actions.start')}
        </Button>
      ) : null}
      {open ? null : (
        <Button variant="default" onClick={() => move('open')}>
          {translate('actions.reopen')}
        </Button>
      )}
    </Group>
  );
}
