import { ActionIcon, Button, Group, Table, Text } from '@mantine/core';
import { IconCalendarShare, IconCalendarX, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SessionView } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useErrorToast, useUndoToast } from '../../../ui/toast.tsx';
import { Ltr, UserText } from '../../../ui/user-text.tsx';
import { TopicField } from './topic-field.tsx';

interface SessionRowProps {
  readonly session: SessionView;
  readonly onMove: () => void;
  readonly onCancel: () => void;
}

/** One session in a line: when, how long, about what, and what can be changed about it. */
export function SessionRow({ session, onMove, onCancel }: SessionRowProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const update = useCall('training.updateSession');
  const day = format.weekday(session.day);
  const cancelled = session.status === 'cancelled';
  return (
    <Table.Tr>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{day}</Table.Td>
      <Table.Td>
        {session.startTime ? (
          <Ltr>{session.startTime}</Ltr>
        ) : (
          translate(`vocabulary.sessionSlots.${session.slot}`)
        )}
      </Table.Td>
      <Table.Td className="tabular">{format.number(session.hours)}</Table.Td>
      <Table.Td>
        <TopicField
          label={translate('training.field.topicOf', { day })}
          recordKey={`session:${session.id}`}
          field="topic"
          value={session.topic}
          save={(topic) => update.mutateAsync({ sessionId: session.id, patch: { topic } })}
        />
        {cancelled ? (
          <Text size="xs" component="div" mt={4}>
            <StatusBadge tone="neutral" icon={IconCalendarX}>
              {translate('vocabulary.sessionStatuses.cancelled')}
            </StatusBadge>{' '}
            <UserText>{session.cancelReason}</UserText>
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td>
        {cancelled ? (
          <Reinstate session={session} />
        ) : (
          <Changes session={session} onMove={onMove} onCancel={onCancel} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Reinstate({ session }: { readonly session: SessionView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const cancel = useCall('training.cancelSession');
  return (
    <Button
      variant="default"
      size="compact-xs"
      aria-label={translate('training.session.reinstateDay', { day: format.weekday(session.day) })}
      onClick={() => cancel.mutateAsync({ sessionId: session.id, reason: null }).catch(showError)}
    >
      {translate('training.session.reinstate')}
    </Button>
  );
}

function Changes({ session, onMove, onCancel }: SessionRowProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const remove = useCall('training.removeSession');
  const restore = useCall('training.restoreSession');
  const sessionId = session.id;
  const day = format.weekday(session.day);
  const take = async (): Promise<void> => {
    await remove.mutateAsync({ sessionId });
    offerUndo({
      message: translate('training.session.removed', { day }),
      undo: () => restore.mutateAsync({ sessionId }),
    });
  };
  const move = translate('training.session.moveDay', { day });
  const cancel = translate('training.session.cancelDay', { day });
  const drop = translate('training.session.remove', { day });
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon aria-label={move} title={move} onClick={onMove}>
        <IconCalendarShare size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon aria-label={cancel} title={cancel} onClick={onCancel}>
        <IconCalendarX size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon color="red.9" aria-label={drop} title={drop} onClick={() => take().catch(showError)}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
