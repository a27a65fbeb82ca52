import { Group, Paper, Stack, Text } from '@mantine/core';
import { IconLock, IconUsersGroup } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { VisitDetail as VisitReply } from '#shared/ipc/console.ts';
import { useHq } from '../app/queries.ts';
import { RecordPage } from '../app/record-page.tsx';
import { EnteredBy, Facts, Notes, Part, Points } from '../app/record-parts.tsx';
import { SiteName } from '../app/site-name.tsx';
import { SeverityMark } from '../app/status-marks.tsx';
import { VisitActions } from './action-list.tsx';
import { RecordPhotos } from './record-photos.tsx';

/** One mentoring visit; the notes of a confidential one stay out of sight. */
export function VisitDetail({ id }: { readonly id: number }): ReactNode {
  const reply = useHq('visits.get', { id });
  return (
    <RecordPage list={{ path: '/visits', name: 'console.nav.visits' }} reply={reply}>
      {(detail) => <Visit detail={detail} />}
    </RecordPage>
  );
}

function Visit({ detail }: { readonly detail: VisitReply }): ReactNode {
  const translate = useTranslate();
  const { visit, notes, withheld } = detail;
  return (
    <>
      <PageHeader
        title={<BilingualName name={visit.institution} both />}
        subtitle={<EnteredBy name={detail.enteredBy} at={detail.enteredAt} />}
        marks={
          <StatusBadge tone="neutral" icon={withheld ? IconLock : IconUsersGroup}>
            {translate(`vocabulary.sensitivities.${visit.sensitivity}`)}
          </StatusBadge>
        }
      />
      <Stack gap="lg">
        <VisitFacts detail={detail} />
        {withheld ? (
          <Paper withBorder p="sm">
            <Group gap="sm" wrap="nowrap">
              <IconLock size={18} aria-hidden />
              <Text>{translate('console.visit.withheld')}</Text>
            </Group>
          </Paper>
        ) : null}
        <Notes
          notes={[
            [translate('console.visit.objectives'), notes.objectives],
            [translate('console.visit.activities'), notes.activities],
            [translate('console.visit.observations'), notes.observations],
            [translate('console.visit.recommendations'), notes.recommendations],
            [translate('console.visit.equipmentSeen'), notes.equipmentSeen],
            [translate('console.visit.trainingNeeds'), notes.trainingNeeds],
          ]}
        />
        <Around detail={detail} />
        {detail.photos.length > 0 ? (
          <Part title={translate('photos.title')}>
            <RecordPhotos photos={detail.photos} />
          </Part>
        ) : null}
        {detail.actions.length > 0 ? (
          <Part title={translate('console.visit.actions')}>
            <VisitActions rows={detail.actions} />
          </Part>
        ) : null}
      </Stack>
    </>
  );
}

function VisitFacts({ detail }: { readonly detail: VisitReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { visit, startTime, endTime, nextVisit } = detail;
  return (
    <Facts
      facts={[
        { label: translate('console.visit.day'), value: format.day(visit.day) },
        {
          label: translate('console.visit.time'),
          value: startTime ? <Ltr>{[startTime, endTime].filter(Boolean).join('–')}</Ltr> : null,
        },
        { label: translate('console.filter.site'), value: <SiteName code={visit.site} /> },
        {
          label: translate('console.filter.programme'),
          value: translate(`vocabulary.programmes.${visit.programme}`),
        },
        { label: translate('console.visit.mode'), value: translate(`vocabulary.visitModes.${visit.mode}`) },
        {
          label: translate('console.visit.advisors'),
          value: visit.advisors.length > 0 ? <UserText>{format.list(visit.advisors)}</UserText> : null,
        },
        { label: translate('console.visit.nextVisit'), value: nextVisit ? format.day(nextVisit) : null },
      ]}
    />
  );
}

function Around({ detail }: { readonly detail: VisitReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const parts = [
    [
      'console.visit.counterparts',
      detail.counterparts.map(({ rank, post }) => (
        <>
          {rank ? <BilingualName name={rank} /> : null}
          {post ? <UserText>{post}</UserText> : null}
        </>
      )),
    ],
    ['console.visit.topics', detail.topics.map((topic) => <UserText key={topic}>{topic}</UserText>)],
    [
      'console.visit.issues',
      detail.issues.map(({ description, severity }) => (
        <>
          <SeverityMark severity={severity} />
          <UserText>{description}</UserText>
        </>
      )),
    ],
    [
      'console.visit.ratings',
      detail.ratings.map(({ area, level, levelName }) => (
        <>
          <BilingualName name={area} />
          <span>
            {format.number(level)} · {levelName ? <BilingualName name={levelName} /> : null}
          </span>
        </>
      )),
    ],
  ] as const;
  return parts
    .filter(([, points]) => points.length > 0)
    .map(([title, points]) => (
      <Part key={title} title={translate(title)}>
        <Points points={points} />
      </Part>
    ));
}
