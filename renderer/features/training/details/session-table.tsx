import { ScrollArea, Table, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { useTranslate } from '../../../ui/language.tsx';
import { AddSession } from './add-session.tsx';
import { CancelSession } from './cancel-session.tsx';
import { MoveSession } from './move-session.tsx';
import { SessionRow } from './session-row.tsx';

/** What is open below the line of a session. */
interface Opened {
  readonly sessionId: number;
  readonly what: 'move' | 'cancel';
}

/** The sessions of a training: what each was about, where it goes, whether it takes place; one more, one less. */
export function SessionTable({ training }: { readonly training: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = (): void => setOpened(null);
  const { sessions } = training;
  return (
    <section>
      <Title order={2} mb="xs">
        {translate('training.sessions', { count: sessions.length })}
      </Title>
      <AddSession training={training} />
      {sessions.length > 0 ? (
        <ScrollArea.Autosize mah="20rem" mt="xs" offsetScrollbars viewportProps={{ tabIndex: 0 }}>
          <Table aria-label={translate('training.sessionList')} verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{translate('training.field.day')}</Table.Th>
                <Table.Th>{translate('training.field.slot')}</Table.Th>
                <Table.Th>{translate('training.field.hours')}</Table.Th>
                <Table.Th w="45%">{translate('training.field.topic')}</Table.Th>
                <Table.Th>{translate('training.field.change')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sessions.map((session, index) => [
                <SessionRow
                  key={session.id}
                  session={session}
                  onMove={() => setOpened({ sessionId: session.id, what: 'move' })}
                  onCancel={() => setOpened({ sessionId: session.id, what: 'cancel' })}
                />,
                opened?.sessionId === session.id ? (
                  <Table.Tr key={`${session.id}:${opened.what}`}>
                    <Table.Td colSpan={5} bg="var(--outpost-ground)">
                      {opened.what === 'move' ? (
                        <MoveSession
                          session={session}
                          hasLater={index < sessions.length - 1}
                          onClose={close}
                        />
                      ) : (
                        <CancelSession session={session} onClose={close} />
                      )}
                    </Table.Td>
                  </Table.Tr>
                ) : null,
              ])}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      ) : null}
    </section>
  );
}
