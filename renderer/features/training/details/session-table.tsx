import { ActionIcon, Group, ScrollArea, Table, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SessionView, TrainingDetail } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';

import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { useErrorToast, useUndoToast } from '../../../ui/toast.tsx';
import { Ltr } from '../../../ui/user-text.tsx';
import { AddSession } from './add-session.tsx';
import { TopicField } from './topic-field.tsx';

/** The sessions of a training: what each was about, one more, one less. */
export function SessionTable({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  return (
    <section>
      <Title order={2} mb="xs">
        {translate('training.sessions', { count: training.sessions.length })}
      </Title>
      <AddSession training={training} />
      {training.sessions.length > 0 ? (
        <ScrollArea.Autosize mah="18rem" mt="xs" offsetScrollbars viewportProps={{ tabIndex: 0 }}>
          <Table aria-label={translate('training.sessionList')} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{translate('training.field.day')}</Table.Th>
                <Table.Th>{translate('training.field.slot')}</Table.Th>
                <Table.Th>{translate('training.field.hours')}</Table.Th>
                <Table.Th w="50%">{translate('training.field.topic')}</Table.Th>
                <Table.Th>{translate('shell.action.remove')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {training.sessions.map((session) => (
                <SessionRow key={session.id} session={session} />
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      ) : null}
    </section>
  );
}

function SessionRow({ session }: { readonly session: SessionView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const update = useCall('training.updateSession');
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
  return (
    <Table.Tr>
      <Table.Td>{day}</Table.Td>
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
          recordKey={`session:${sessionId}`}
          field="topic"
          value={session.topic}
          save={(topic) => update.mutateAsync({ sessionId, patch: { topic } })}
        />
      </Table.Td>
      <Table.Td>
        <Group justify="center">
          <ActionIcon
            color="red.9"
            aria-label={translate('training.session.remove', { day })}
            onClick={() => take().catch(showError)}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
