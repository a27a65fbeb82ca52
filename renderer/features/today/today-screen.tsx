import { IconSunrise } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TodayView } from '#shared/ipc/today.ts';
import { useReply } from '../../app/queries.ts';
import { useDraftPlaces } from '../../drafts/use-draft-places.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Reply } from '../../ui/reply.tsx';
import { QuickStarts } from './quick-starts.tsx';
import { DueActions, OverdueActions } from './today-actions.tsx';
import { NextVisits, OpenInspections } from './today-field-work.tsx';
import styles from './today-screen.module.css';
import { FollowUps, Sessions, UnmarkedSessions, WithoutVetting } from './today-sessions.tsx';
import { UnfinishedWork } from './today-unfinished.tsx';
import { type Unfinished, unfinishedOf } from './unfinished.ts';

/** The first screen: what is on, what is late, what waits. */
export function TodayScreen(): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const today = useReply('today.get');
  const unfinished = unfinishedOf(useDraftPlaces());
  return (
    <>
      <PageHeader
        title={translate('today.title')}
        subtitle={today.data ? format.weekday(today.data.today) : null}
        actions={<QuickStarts />}
      />
      <Reply of={today}>
        {(view) =>
          isQuiet(view) && unfinished.length === 0 ? (
            <QuietDay />
          ) : (
            <Sections view={view} unfinished={unfinished} />
          )
        }
      </Reply>
    </>
  );
}

interface SectionsProps {
  readonly view: TodayView;
  readonly unfinished: readonly Unfinished[];
}

/** Sections that have nothing to say are left out. */
function Sections({ view, unfinished }: SectionsProps): ReactNode {
  return (
    <div className={styles.sections}>
      <div className={styles.column}>
        <Sessions sessions={view.sessions} today={view.today} />
        <UnmarkedSessions sessions={view.unmarked} />
        <UnfinishedWork unfinished={unfinished} />
        <OpenInspections inspections={view.openInspections} />
        <NextVisits visits={view.nextVisits} />
        <WithoutVetting events={view.withoutVetting} />
        <FollowUps trainings={view.followUps} />
      </div>
      <div className={styles.column}>
        <OverdueActions actions={view.overdueActions} today={view.today} />
        <DueActions actions={view.dueActions} today={view.today} />
      </div>
    </div>
  );
}

function QuietDay(): ReactNode {
  const translate = useTranslate();
  return (
    <EmptyState icon={IconSunrise} title={translate('today.quiet')} hint={translate('today.quietHint')} />
  );
}

function isQuiet({ today: _, ...lists }: TodayView): boolean {
  return Object.values(lists).every((list) => list.length === 0);
}
