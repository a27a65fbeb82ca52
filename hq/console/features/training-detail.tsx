import { Stack, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import type { TrainingDetail as TrainingReply } from '#shared/ipc/console.ts';
import { BackLink, EnteredBy, Facts, Notes, Part } from '../app/detail.tsx';
import { useHq } from '../app/queries.ts';
import { SiteName } from '../app/site-name.tsx';
import { TrainingMark } from '../app/status-marks.tsx';

/** One training with its roster and every mark. */
export function TrainingDetail({ id }: { readonly id: number }): ReactNode {
  const reply = useHq('trainings.get', { id });
  return (
    <Stack gap="md">
      <BackLink to="/trainings" />
      <Reply of={reply}>{(detail) => <Training detail={detail} />}</Reply>
    </Stack>
  );
}

function Training({ detail }: { readonly detail: TrainingReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { training } = detail;
  return (
    <Stack gap="lg">
      <PageHeader
        title={<BilingualName name={training.course.name} both />}
        subtitle={<EnteredBy name={detail.enteredBy} at={detail.enteredAt} />}
        marks={<TrainingMark status={training.status} />}
      />
      <Facts
        facts={[
          [translate('console.filter.site'), <SiteName key="site" code={training.site} />],
          [translate('console.training.venue'), <UserText key="venue">{training.venue}</UserText>],
          [
            translate('console.training.dates'),
            `${format.day(training.startDate)} – ${format.day(training.endDate)}`,
          ],
          [translate('console.training.trainees'), format.number(training.enrolled)],
          [
            translate('console.training.attendance'),
            training.attendanceRate === null ? null : format.percent(training.attendanceRate),
          ],
          [translate('console.training.sessions'), translate('console.training.marks', training.attendance)],
        ]}
      />
      <Notes notes={[[translate('console.training.report'), detail.report]]} />
      <Part title={translate('console.training.roster')}>
        <Roster detail={detail} />
      </Part>
    </Stack>
  );
}

function Roster({ detail }: { readonly detail: TrainingReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const score = (value: number | null): string => (value === null ? '–' : format.number(value));
  return (
    <Table.ScrollContainer minWidth={720} type="native">
      <Table aria-label={translate('console.training.roster')} verticalSpacing={4} striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>#</Table.Th>
            <Table.Th>{translate('console.training.name')}</Table.Th>
            <Table.Th>{translate('console.training.rank')}</Table.Th>
            {detail.sessions.map(({ id, day, slot }) => (
              <Table.Th key={id}>
                {format.weekday(day)}{' '}
                {slot === 'am' || slot === 'pm' ? translate(`vocabulary.sessionSlots.${slot}`) : ''}
              </Table.Th>
            ))}
            <Table.Th>{translate('console.training.preTest')}</Table.Th>
            <Table.Th>{translate('console.training.postTest')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {detail.roster.map((trainee) => (
            <Table.Tr key={trainee.personId}>
              <Table.Td className="tabular">{format.number(trainee.position)}</Table.Td>
              <Table.Td>
                <BilingualName name={trainee.name} both />
              </Table.Td>
              <Table.Td>{trainee.rank ? <BilingualName name={trainee.rank} /> : null}</Table.Td>
              {detail.sessions.map(({ id }, index) => {
                const mark = trainee.marks[index];
                return (
                  <Table.Td key={id}>
                    {mark
                      ? translate(`vocabulary.attendanceMarks.${mark}`)
                      : translate('console.training.notMarked')}
                  </Table.Td>
                );
              })}
              <Table.Td className="tabular">{score(trainee.preTest)}</Table.Td>
              <Table.Td className="tabular">{score(trainee.postTest)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
