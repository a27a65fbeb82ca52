import { Button } from '@mantine/core';
import { IconCalendarEvent, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useTranslate } from '../../../ui/language.tsx';
import { TrainingDetails } from '../details/training-details.tsx';
import { AttendanceGrid } from './attendance-grid.tsx';

interface AttendanceTabProps {
  readonly training: TrainingDetail;
  readonly sessionId: number | null;
  readonly readOnly: boolean;
}

/** The grid, or what is still needed before there is one. */
export function AttendanceTab({ training, sessionId, readOnly }: AttendanceTabProps): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  const [details, setDetails] = useState(false);
  if (training.sessions.length === 0) {
    return (
      <>
        <EmptyState
          icon={IconCalendarEvent}
          title={translate('training.noSessions')}
          hint={translate('training.noSessionsHint')}
          action={
            readOnly ? null : (
              <Button onClick={() => setDetails(true)}>{translate('training.session.add')}</Button>
            )
          }
        />
        {details ? <TrainingDetails training={training} onClose={() => setDetails(false)} /> : null}
      </>
    );
  }
  if (training.trainees.length === 0) {
    return (
      <EmptyState
        icon={IconUsers}
        title={translate('training.noTrainees')}
        hint={translate('training.noTraineesHint')}
        action={
          <Button onClick={() => go(`/${training.summary.id}`)}>{translate('training.tab.roster')}</Button>
        }
      />
    );
  }
  // Another session in the address is another start: the grid is drawn anew.
  return <AttendanceGrid key={sessionId} training={training} sessionId={sessionId} readOnly={readOnly} />;
}
