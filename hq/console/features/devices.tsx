import { Button, Stack } from '@mantine/core';
import { IconBan, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { DeviceRow } from '#shared/ipc/console.ts';
import { HqReply } from '../app/hq-reply.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, RecordList } from '../app/record-list.tsx';
import { SiteName } from '../app/site-name.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { Enrolments } from './enrolments.tsx';

/** A clock this far off, in milliseconds, is worth a word. */
const shownSkew = 2 * 60_000;

/** Laptops that sync with headquarters, and the codes with which more can be enrolled. */
export function Devices(): ReactNode {
  const translate = useTranslate();
  const [enrolling, setEnrolling] = useState(false);
  const devices = useHq('devices.list', {});
  const enrolments = useHq('enrolments.list', {});
  return (
    <>
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
      <Stack gap="lg">
        <HqReply of={devices}>{({ rows }) => <DeviceTable rows={rows} />}</HqReply>
        <HqReply of={enrolments}>{({ rows }) => <Enrolments rows={rows} />}</HqReply>
      </Stack>
    </>
  );
}

function DeviceTable({ rows }: { readonly rows: readonly DeviceRow[] }): ReactNode {
  const translate = useTranslate();
  return (
    <RecordList
      label={translate('console.nav.devices')}
      rows={rows}
      total={rows.length}
      rowKey={({ number }) => number}
      emptyTitle={translate('console.device.empty')}
      emptyHint={translate('console.device.emptyHint')}
      columns={useColumns()}
    />
  );
}

function useColumns(): readonly Column<DeviceRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      title: translate('console.device.label'),
      cell: (device) => <DeviceName device={device} />,
      below: ({ number, role }) =>
        translate('console.device.line', { number, role: translate(`vocabulary.roles.${role}`) }),
    },
    { title: translate('console.filter.site'), cell: ({ site }) => <SiteName code={site} /> },
    {
      title: translate('console.overview.lastContact'),
      tight: true,
      cell: ({ lastContact }) =>
        lastContact ? format.relative(lastContact) : translate('console.overview.never'),
    },
    {
      title: translate('console.device.received'),
      numeric: true,
      cell: ({ headSeq }) => format.number(headSeq),
    },
    {
      title: translate('console.device.quarantined'),
      numeric: true,
      cell: ({ quarantined }) => format.number(quarantined),
    },
    {
      title: translate('console.device.skew'),
      tight: true,
      cell: ({ skewMs }) => <Skew skewMs={skewMs} />,
    },
    { title: translate('console.device.app'), tight: true, cell: ({ app }) => <Ltr>{app}</Ltr> },
  ];
}

function DeviceName({ device }: { readonly device: DeviceRow }): ReactNode {
  const translate = useTranslate();
  const { label, revokedAt } = device;
  return (
    <>
      <UserText>{label}</UserText>{' '}
      {revokedAt === null ? null : (
        <StatusBadge tone="neutral" icon={IconBan}>
          {translate('console.device.revoked')}
        </StatusBadge>
      )}
    </>
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
