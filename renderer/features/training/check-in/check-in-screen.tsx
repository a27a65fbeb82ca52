import { IconSearchOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useReply } from '../../../app/queries.ts';
import { useCanRecord } from '../../../app/session.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { Reply } from '../../../ui/reply.tsx';
import { CheckInDesk } from './check-in-desk.tsx';

interface CheckInScreenProps {
  readonly eventId: number;
  readonly sessionId: number;
}

/** The door of one session: badges are scanned or typed, one after the other. */
export function CheckInScreen({ eventId, sessionId }: CheckInScreenProps): ReactNode {
  const translate = useTranslate();
  const canRecord = useCanRecord();
  const reply = useReply('training.get', { eventId });
  return (
    <Reply of={reply}>
      {(training) => {
        const session = training.sessions.find(({ id }) => id === sessionId);
        if (
          !session ||
          !canRecord ||
          session.status === 'cancelled' ||
          training.summary.status === 'cancelled'
        ) {
          return (
            <EmptyState
              icon={IconSearchOff}
              title={translate('checkIn.closed')}
              hint={translate('checkIn.closedHint')}
            />
          );
        }
        return <CheckInDesk training={training} session={session} />;
      }}
    </Reply>
  );
}
