import { IconCalendarEvent, IconChecklist, IconMessage2, IconShieldQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { TodayView } from '#shared/ipc/today.ts';
import { hrefOf } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { BilingualName } from '../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { LinkList, LinkRow } from '../../ui/link-list.tsx';
import { Ltr, UserText } from '../../ui/user-text.tsx';

type Session = TodayView['sessions'][number];

const slots: Readonly<Record<string, MessageKey>> = { am: 'today.slot.am', pm: 'today.slot.pm' };

/** Sessions of today and tomorrow; each opens its attendance grid. */
export function Sessions({
  sessions,
  today,
}: {
  readonly sessions: readonly Session[];
  readonly today: string;
}): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (sessions.length === 0) return null;
  return (
    <LinkList title={translate('today.sessions')} icon={IconCalendarEvent} count={sessions.length}>
      {sessions.map((session) => (
        <LinkRow
          key={session.sessionId}
          href={hrefOf(paths.attendance(session.eventId, session.sessionId))}
          detail={
            <>
              {session.day === today ? translate('today.day.today') : format.weekday(session.day)}
              {' · '}
              <SessionTime session={session} />
              {' · '}
              <UserText>{session.venue}</UserText>
            </>
          }
          end={translate('today.marked', { marked: session.marked, enrolled: session.enrolled })}
        >
          <BilingualName name={session.course} />
          {session.topic ? (
            <>
              {' · '}
              <UserText>{session.topic}</UserText>
            </>
          ) : null}
        </LinkRow>
      ))}
    </LinkList>
  );
}

function SessionTime({ session }: { readonly session: Session }): ReactNode {
  const translate = useTranslate();
  const slot = slots[session.slot];
  return session.startTime ? <Ltr>{session.startTime}</Ltr> : slot ? translate(slot) : null;
}

/** Past sessions in which somebody has no mark. */
export function UnmarkedSessions({ sessions }: { readonly sessions: TodayView['unmarked'] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (sessions.length === 0) return null;
  return (
    <LinkList title={translate('today.unmarked')} icon={IconChecklist} count={sessions.length} watch>
      {sessions.map((session) => (
        <LinkRow
          key={session.sessionId}
          href={hrefOf(paths.attendance(session.eventId, session.sessionId))}
          detail={format.weekday(session.day)}
          end={translate('today.missingMarks', { count: session.missing })}
        >
          <BilingualName name={session.course} />
        </LinkRow>
      ))}
    </LinkList>
  );
}

/** Trainings with people on the roster whose vetting is not valid. */
export function WithoutVetting({ events }: { readonly events: TodayView['withoutVetting'] }): ReactNode {
  const translate = useTranslate();
  if (events.length === 0) return null;
  return (
    <LinkList title={translate('today.withoutVetting')} icon={IconShieldQuestion} count={events.length} watch>
      {events.map((event) => (
        <LinkRow
          key={event.eventId}
          href={hrefOf(paths.training(event.eventId))}
          end={translate('today.persons', { count: event.persons })}
        >
          <BilingualName name={event.course} />
        </LinkRow>
      ))}
    </LinkList>
  );
}

/** Trainings whose trainees are to be asked what they use at work. */
export function FollowUps({ trainings }: { readonly trainings: TodayView['followUps'] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (trainings.length === 0) return null;
  return (
    <LinkList
      title={translate('today.followUps')}
      icon={IconMessage2}
      count={trainings.length}
      watch={trainings.some(({ late }) => late)}
    >
      {trainings.map((training) => (
        <LinkRow
          key={training.eventId}
          href={hrefOf(paths.evaluation(training.eventId))}
          detail={translate(training.late ? 'today.followUp.late' : 'today.followUp.until', {
            day: format.day(training.until),
          })}
          end={translate('today.persons', { count: training.persons })}
        >
          <BilingualName name={training.course} />
        </LinkRow>
      ))}
    </LinkList>
  );
}
