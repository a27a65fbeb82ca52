import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import type { TrainingDetail as TrainingReply } from '#shared/ipc/console.ts';
import { useHq } from '../app/queries.ts';
import { RecordPage } from '../app/record-page.tsx';
import { EnteredBy, Facts, Notes, Part } from '../app/record-parts.tsx';
import { SiteName } from '../app/site-name.tsx';
import { TrainingMark } from '../app/status-marks.tsx';
import { Roster } from './roster.tsx';
import { Evaluation } from './training-evaluation.tsx';

/** One training with its roster and every mark. */
export function TrainingDetail({ id }: { readonly id: number }): ReactNode {
  const reply = useHq('trainings.get', { id });
  return (
    <RecordPage list={{ path: '/trainings', name: 'console.nav.trainings' }} reply={reply}>
      {(detail) => <Training detail={detail} />}
    </RecordPage>
  );
}

function Training({ detail }: { readonly detail: TrainingReply }): ReactNode {
  const translate = useTranslate();
  const { training } = detail;
  return (
    <>
      <PageHeader
        title={<BilingualName name={training.course.name} both />}
        subtitle={<EnteredBy name={detail.enteredBy} at={detail.enteredAt} />}
        marks={<TrainingMark status={training.status} />}
      />
      <Stack gap="lg">
        <TrainingFacts detail={detail} />
        <Notes notes={[[translate('console.training.report'), detail.report]]} />
        <Evaluation detail={detail} />
        <Part title={translate('console.training.roster')}>
          <Roster detail={detail} />
        </Part>
      </Stack>
    </>
  );
}

function TrainingFacts({ detail }: { readonly detail: TrainingReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { training, capacity, provider, language } = detail;
  const enrolled = format.number(training.enrolled);
  return (
    <Facts
      facts={[
        {
          label: translate('console.training.dates'),
          value: format.period(training.startDate, training.endDate),
        },
        { label: translate('console.filter.site'), value: <SiteName code={training.site} /> },
        { label: translate('console.training.venue'), value: <UserText>{training.venue}</UserText> },
        {
          label: translate('console.filter.programme'),
          value: translate(`vocabulary.programmes.${training.programme}`),
        },
        {
          label: translate('console.training.provider'),
          value: provider ? <UserText>{provider}</UserText> : null,
        },
        { label: translate('console.training.language'), value: useLanguageName(language) },
        {
          label: translate('console.training.trainees'),
          value:
            capacity === null
              ? enrolled
              : translate('console.training.places', { enrolled, capacity: format.number(capacity) }),
        },
        { label: translate('console.training.sessions'), value: format.number(training.sessions) },
        {
          label: translate('console.training.trainers'),
          value: detail.instructors.length > 0 ? <Trainers instructors={detail.instructors} /> : null,
        },
        {
          label: translate('console.training.cancelledSessions'),
          value: detail.sessions.some(({ status }) => status === 'cancelled') ? (
            <CancelledSessions sessions={detail.sessions} />
          ) : null,
          wide: true,
        },
        {
          label: translate('console.training.attendance'),
          value: training.attendanceRate === null ? null : format.percent(training.attendanceRate),
        },
        {
          label: translate('console.overview.attendanceMarks'),
          value: translate('console.training.marks', training.attendance),
          wide: true,
        },
      ]}
    />
  );
}

function useLanguageName(code: string): string | null {
  const translate = useTranslate();
  switch (code) {
    case 'ar':
    case 'en':
    case 'ku':
      return translate(`vocabulary.trainingLanguages.${code}`);
    default:
      return null;
  }
}

function Trainers({ instructors }: Pick<TrainingReply, 'instructors'>): ReactNode {
  const translate = useTranslate();
  return instructors.map(({ name, role }) => (
    <div key={`${role}:${name}`}>
      <UserText>{name}</UserText> ({translate(`vocabulary.instructorRoles.${role}`)})
    </div>
  ));
}

function CancelledSessions({ sessions }: Pick<TrainingReply, 'sessions'>): ReactNode {
  const format = useFormat();
  const cancelled = sessions.filter(({ status }) => status === 'cancelled');
  return cancelled.map(({ id, day, cancelReason }) => (
    <div key={id}>
      {format.weekday(day)}: <UserText>{cancelReason ?? ''}</UserText>
    </div>
  ));
}
