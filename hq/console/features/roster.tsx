import { IconCircleX, IconUsersGroup } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import type { TrainingDetail } from '#shared/ipc/console.ts';
import { Sheet } from '../app/sheet.tsx';
import styles from './roster.module.css';

type Trainee = TrainingDetail['roster'][number];
type Mark = Trainee['marks'][number];

/** Who is in a training, with every mark and both tests. */
export function Roster({ detail }: { readonly detail: TrainingDetail }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (detail.roster.length === 0) {
    return <EmptyState icon={IconUsersGroup} title={translate('console.training.noRoster')} />;
  }
  return (
    <Sheet label={translate('console.training.roster')} tall>
      <thead>
        <tr>
          <th scope="col" data-numeric>
            #
          </th>
          <th scope="col">{translate('console.training.name')}</th>
          <th scope="col">{translate('console.training.rank')}</th>
          {detail.sessions.map(({ id, day, slot }) => (
            <th scope="col" key={id}>
              {format.weekday(day)}
              <br />
              {slot === 'am' || slot === 'pm' ? translate(`vocabulary.sessionSlots.${slot}`) : null}
            </th>
          ))}
          <th scope="col" data-numeric>
            {translate('console.training.preTest')}
          </th>
          <th scope="col" data-numeric>
            {translate('console.training.postTest')}
          </th>
        </tr>
      </thead>
      <tbody>
        {detail.roster.map((trainee) => (
          <RosterLine key={trainee.personId} trainee={trainee} sessions={detail.sessions} />
        ))}
      </tbody>
    </Sheet>
  );
}

interface RosterLineProps {
  readonly trainee: Trainee;
  readonly sessions: TrainingDetail['sessions'];
}

function RosterLine({ trainee, sessions }: RosterLineProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const score = (value: number | null): string => (value === null ? '–' : format.number(value));
  return (
    <tr>
      <td data-numeric>{format.number(trainee.position)}</td>
      <td>
        <div className={styles.name}>
          <BilingualName name={trainee.name} both />
        </div>
        {trainee.status === 'enrolled' ? null : (
          <StatusBadge tone="neutral" icon={IconCircleX}>
            {translate(`vocabulary.enrolmentStatuses.${trainee.status}`)}
          </StatusBadge>
        )}
      </td>
      <td>{trainee.rank ? <BilingualName name={trainee.rank} /> : null}</td>
      {sessions.map(({ id }, index) => (
        <td key={id} data-tight>
          <MarkWord mark={trainee.marks[index] ?? null} />
        </td>
      ))}
      <td data-numeric>{score(trainee.preTest)}</td>
      <td data-numeric>{score(trainee.postTest)}</td>
    </tr>
  );
}

/** What is not as planned stands out. */
function MarkWord({ mark }: { readonly mark: Mark }): ReactNode {
  const translate = useTranslate();
  return (
    <span className={styles.mark} data-mark={mark ?? 'none'}>
      {translate(mark ? `vocabulary.attendanceMarks.${mark}` : 'console.training.notMarked')}
    </span>
  );
}
