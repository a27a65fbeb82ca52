import { IconCircleCheck, IconClock, IconClockX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { UserText } from '#renderer/ui/user-text.tsx';
import type { EnrolmentRow } from '#shared/ipc/console.ts';
import { type Column, RecordList } from '../app/record-list.tsx';
import { Part } from '../app/record-parts.tsx';
import { SiteName } from '../app/site-name.tsx';

/** The codes that were made, latest first; never the codes themselves. */
export function Enrolments({ rows }: { readonly rows: readonly EnrolmentRow[] }): ReactNode {
  const translate = useTranslate();
  const columns = useColumns();
  // Without a code there is no laptop either, and the list of those says what to do.
  if (rows.length === 0) return null;
  return (
    <Part title={translate('console.device.enrolments')}>
      <RecordList
        label={translate('console.device.enrolments')}
        rows={rows}
        total={rows.length}
        rowKey={({ id }) => id}
        columns={columns}
      />
    </Part>
  );
}

function useColumns(): readonly Column<EnrolmentRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    { title: translate('console.device.label'), cell: ({ label }) => <UserText>{label}</UserText> },
    { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
    {
      title: translate('console.device.role'),
      tight: true,
      cell: ({ role }) => translate(`vocabulary.roles.${role}`),
    },
    {
      title: translate('console.device.state'),
      tight: true,
      cell: (enrolment) => <EnrolmentState enrolment={enrolment} />,
    },
    {
      title: translate('console.device.expires'),
      tight: true,
      cell: ({ expiresAt, state }) => (state === 'used' ? '–' : format.moment(expiresAt)),
    },
    {
      title: translate('console.device.createdBy'),
      cell: ({ createdBy }) => <UserText>{createdBy}</UserText>,
    },
  ];
}

const looks = {
  open: ['info', IconClock],
  used: ['ok', IconCircleCheck],
  expired: ['neutral', IconClockX],
} as const;

function EnrolmentState({ enrolment }: { readonly enrolment: EnrolmentRow }): ReactNode {
  const translate = useTranslate();
  const { state, usedBy } = enrolment;
  const [tone, icon] = looks[state];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`console.device.state.${state}`, { number: usedBy ?? '' })}
    </StatusBadge>
  );
}
