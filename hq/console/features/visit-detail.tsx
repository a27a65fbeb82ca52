import { Alert, List, Stack } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import type { VisitDetail as VisitReply } from '#shared/ipc/console.ts';
import { BackLink, EnteredBy, Facts, Notes, Part } from '../app/detail.tsx';
import { useHq } from '../app/queries.ts';
import { SiteName } from '../app/site-name.tsx';
import { SeverityMark } from '../app/status-marks.tsx';
import { ActionTable } from './action-list.tsx';

/** One mentoring visit; the notes of a confidential one stay out of sight. */
export function VisitDetail({ id }: { readonly id: number }): ReactNode {
  const reply = useHq('visits.get', { id });
  return (
    <Stack gap="md">
      <BackLink to="/visits" />
      <Reply of={reply}>{(detail) => <Visit detail={detail} />}</Reply>
    </Stack>
  );
}

function Visit({ detail }: { readonly detail: VisitReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { visit, notes } = detail;
  return (
    <Stack gap="lg">
      <PageHeader
        title={<BilingualName name={visit.institution} both />}
        subtitle={<EnteredBy name={detail.enteredBy} at={detail.enteredAt} />}
      />
      <Facts
        facts={[
          [translate('console.visit.day'), format.day(visit.day)],
          [translate('console.filter.site'), <SiteName key="site" code={visit.site} />],
          [translate('console.visit.mode'), translate(`vocabulary.visitModes.${visit.mode}`)],
          [
            translate('console.visit.advisors'),
            <UserText key="advisors">{format.list(visit.advisors)}</UserText>,
          ],
          [translate('console.visit.nextVisit'), detail.nextVisit ? format.day(detail.nextVisit) : null],
        ]}
      />
      {detail.withheld ? (
        <Alert color="gray" icon={<IconLock size={18} aria-hidden />}>
          {translate('console.visit.withheld')}
        </Alert>
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
      {detail.actions.length > 0 ? (
        <Part title={translate('console.visit.actions')}>
          <ActionTable rows={detail.actions} total={detail.actions.length} offset={0} />
        </Part>
      ) : null}
    </Stack>
  );
}

function Around({ detail }: { readonly detail: VisitReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <>
      {detail.counterparts.length > 0 ? (
        <Part title={translate('console.visit.counterparts')}>
          <List size="sm">
            {detail.counterparts.map(({ rank, post }) => (
              <List.Item key={`${rank?.en} ${post}`}>
                {rank ? <BilingualName name={rank} /> : null} <UserText>{post}</UserText>
              </List.Item>
            ))}
          </List>
        </Part>
      ) : null}
      {detail.topics.length > 0 ? (
        <Part title={translate('console.visit.topics')}>
          <UserText>{format.list(detail.topics)}</UserText>
        </Part>
      ) : null}
      {detail.issues.length > 0 ? (
        <Part title={translate('console.visit.issues')}>
          <List size="sm" spacing={4}>
            {detail.issues.map(({ description, severity }) => (
              <List.Item key={description}>
                <SeverityMark severity={severity} /> <UserText>{description}</UserText>
              </List.Item>
            ))}
          </List>
        </Part>
      ) : null}
      {detail.ratings.length > 0 ? (
        <Part title={translate('console.visit.ratings')}>
          <List size="sm">
            {detail.ratings.map(({ area, level, levelName }) => (
              <List.Item key={area.en}>
                <BilingualName name={area} />: {format.number(level)}{' '}
                {levelName ? <BilingualName name={levelName} /> : null}
              </List.Item>
            ))}
          </List>
        </Part>
      ) : null}
    </>
  );
}
