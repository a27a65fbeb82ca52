import { Anchor, Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { actionSides } from '#shared/domain/vocabularies.ts';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import { ActionStatusMark } from '../../action/action-status-mark.tsx';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall, useReply } from '../../app/queries.ts';
import { useCanRecord } from '../../app/session.tsx';
import { DraftTextArea } from '../../drafts/draft-text-area.tsx';
import { DraftTextInput } from '../../drafts/draft-text-input.tsx';
import { useKeptEntry } from '../../drafts/use-kept-entry.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { RecordMark } from '../../ui/record-mark.tsx';
import { Reply } from '../../ui/reply.tsx';
import { useErrorToast, useUndoToast } from '../../ui/toast.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';
import { UserText } from '../../ui/user-text.tsx';
import styles from './action-form.module.css';
import { CloseAction, type Closing } from './close-action.tsx';

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
      {canRecord ? <Ways action={action} open={open} onClose={onClose} /> : null}
    </Stack>
  );
}

/** What can be done with the action; while it is being closed, that alone. */
function Ways({ action, open, onClose }: WaysProps): ReactNode {
  const [asked, setAsked] = useState(false);
  const closing = useKeptEntry<Closing>(`action:${action.id}/closing`, {
    status: 'done',
    evidence: '',
    closedOn: todayOnThisLaptop(),
  });
  // A closing that a power cut interrupted goes on where it was.
  if (!open || !(asked || closing.kept)) {
    return <Buttons action={action} open={open} onClose={onClose} onEnd={() => setAsked(true)} />;
  }
  return (
    <CloseAction
      action={action}
      closing={closing}
      onClosed={onClose}
      onCancel={() => {
        closing.clear();
        setAsked(false);
      }}
    />
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
      <div className={styles.who}>
        <DraftTextInput
          label={translate('actions.field.owner')}
          placeholder={translate('actions.field.ownerHint')}
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
      </div>
    </>
  );
}

function Ending({ action }: { readonly action: ActionView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <section className={styles.ending} aria-label={translate('actions.evidence')}>
      {action.closedOn ? (
        <Text size="sm" fw={600}>
          {translate('actions.closedOn', { day: format.day(action.closedOn) })}
        </Text>
      ) : null}
      {action.evidence ? (
        <Text size="sm">
          <UserText>{action.evidence}</UserText>
        </Text>
      ) : null}
    </section>
  );
}

interface WaysProps {
  readonly action: ActionView;
  readonly open: boolean;
  readonly onClose: () => void;
}

function Buttons({ action, open, onClose, onEnd }: WaysProps & { readonly onEnd: () => void }): ReactNode {
  const translate = useTranslate();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const setStatus = useCall('actions.setStatus');
  const remove = useCall('actions.remove');
  const restore = useCall('actions.restore');
  const { id } = action;
  const move = async (status: 'open' | 'in_progress'): Promise<void> => {
    await setStatus.mutateAsync({ id, status, evidence: null, closedOn: null });
    const { status: before, evidence, closedOn } = action;
    offerUndo({
      message: translate(status === 'open' ? 'actions.reopened' : 'actions.started'),
      undo: () => setStatus.mutateAsync({ id, status: before, evidence, closedOn }),
    });
  };
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ id });
    onClose();
    offerUndo({ message: translate('actions.removed'), undo: () => restore.mutateAsync({ id }) });
  };
  return (
    <div className={styles.footer}>
      <Button
        variant="subtle"
        color="red"
        className={styles.apart ?? ''}
        onClick={() => take().catch(showError)}
      >
        {translate('actions.remove')}
      </Button>
      {action.status === 'open' ? (
        <Button variant="default" onClick={() => move('in_progress').catch(showError)}>
          {translate('actions.start')}
        </Button>
      ) : null}
      {open ? (
        <Button data-autofocus autoFocus onClick={onEnd}>
          {translate('actions.close.title')}
        </Button>
      ) : (
        <Button variant="default" onClick={() => move('open').catch(showError)}>
          {translate('actions.reopen')}
        </Button>
      )}
    </div>
  );
}
