import { Button, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { DeviceRow, EnrolmentRow } from '#shared/ipc/console.ts';
import { Part } from '../app/detail.tsx';
import { useHq } from '../app/queries.ts';
import { RecordList } from '../app/record-list.tsx';
import { SiteName } from '../app/site-name.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';

const shownSkew = 2 * 60_000;

/** Laptops that sync with headquarters, and the codes with which more can be enrolled. */
export function Devices(): ReactNode {
  const translate = useTranslate();
  const [enrolling, setEnrolling] = useState(false);
  const devices = useHq('devices.list', {});
  const enrolments = useHq('enrolments.list', {});
  return (
    <Stack gap="lg">
      <PageHeader
        title={translate('console.nav.devices')}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEnrolling(true)}>
            {translate('console.device.enrol')}
          </Button>
        }
      />
      <EnrolDialog
        opened={enrolling}
        onClose={() => {
          setEnrolling(false);
          void enrolments.refetch();
        }}
      />
      <Reply of={devices}>{({ rows }) => <DeviceTable rows={rows} />}</Reply>
      <Part title={translate('console.device.enrolments')}>
        <Reply of={enrolments}>{({ rows }) => <EnrolmentTable rows={rows} />}</Reply>
      </Part>
    </Stack>
  );
}

function DeviceTable({ rows }: { readonly rows: readonly DeviceRow[] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <RecordList<DeviceRow>
      label={translate('console.nav.devices')}
      rows={rows}
      total={rows.length}
      offset={0}
      rowKey={({ number }) => number}
      emptyTitle={translate('console.device.empty')}
      emptyHint={translate('console.device.emptyHint')}
      columns={[
        { title: translate('console.device.label'), cell: ({ label }) => <UserText>{label}</UserText> },
        { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
        { title: translate('console.device.number'), numeric: true, cell: (row) => <Ltr>{row.number}</Ltr> },
        {
          title: translate('console.overview.lastContact'),
          cell: ({ lastContact }) =>
            lastContact ? format.relative(lastContact) : translate('console.overview.never'),
        },
        {
          title: translate('console.device.received'),
          numeric: true,
          cell: (row) => format.number(row.headSeq),
        },
        { title: translate('console.device.skew'), cell: ({ skewMs }) => <Skew skewMs={skewMs} /> },
        {
          title: translate('console.device.quarantined'),
          numeric: true,
          cell: (row) => format.number(row.quarantined),
        },
        { title: translate('console.device.app'), cell: ({ app }) => <Ltr>{app}</Ltr> },
      ]}
    />
  );
}

function Skew({ skewMs }: { readonly skewMs: number | null }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (skewMs === null) return translate('console.unknown');
  if (Math.abs(skewMs) <= shownSkew) return translate('console.device.skewRight');
  const minutes = format.number(Math.round(Math.abs(skewMs) / 60_000));
  return translate(skewMs > 0 ? 'console.device.skewAhead' : 'console.device.skewBehind', { minutes });
}

function EnrolmentTable({ rows }: { readonly rows: readonly EnrolmentRow[] }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  return (
    <RecordList<EnrolmentRow>
      label={translate('console.device.enrolments')}
      rows={rows}
      total={rows.length}
      offset={0}
      rowKey={({ id }) => id}
      emptyTitle={translate('console.none')}
      emptyHint={translate('console.device.emptyHint')}
      columns={[
        { title: translate('console.device.label'), cell: ({ label }) => <UserText>{label}</UserText> },
        { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
        {
          title: translate('console.device.role'),
          cell: ({ role }) => translate(`vocabulary.roles.${role}`),
        },
        {
          title: translate('console.device.state'),
          cell: ({ state, usedBy }) =>
            translate(`console.device.state.${state}`, { number: usedBy === null ? '' : String(usedBy) }),
        },
        { title: translate('console.device.expires'), cell: ({ expiresAt }) => format.moment(expiresAt) },
        {
          title: translate('console.device.createdBy'),
          cell: ({ createdBy }) => <UserText>{createdBy}</UserText>,
        },
      ]}
    />
  );
}
