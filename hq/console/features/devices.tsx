import { Anchor, Button, Stack } from '@mantine/core';
import { IconBan, IconPlus } from '@tabler/icons-react';
import { Fragment, type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import { Ltr, UserText } from '#renderer/ui/user-text.tsx';
import type { DeviceRow } from '#shared/ipc/console.ts';
import { HqReply } from '../app/hq-reply.tsx';
import { useHq } from '../app/queries.ts';
import { type Column, RecordList } from '../app/record-list.tsx';
import { SiteName } from '../app/site-name.tsx';
import { DeviceDialog } from './device-dialog.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import { Enrolments } from './enrolments.tsx';

/** A clock this far off, in milliseconds, is worth a word. */
const shownSkew = 2 * 60_000;

/** Laptops that sync with headquarters, and the codes with which more can be enrolled. */
export function Devices(): ReactNode {
  const translate = useTranslate();
  const [enrolling, setEnrolling] = useState(false);
  const [changing, setChanging] = useState<DeviceRow | null>(null);
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
      <DeviceDialog
        key={changing?.number}
        device={changing}
        onClose={() => setChanging(null)}
        onChanged={() => void devices.refetch()}
      />
      <Stack gap="lg">
        <HqReply of={devices}>{({ rows }) => <DeviceTable rows={rows} onChange={setChanging} />}</HqReply>
        <HqReply of={enrolments}>{({ rows }) => <Enrolments rows={rows} />}</HqReply>
      </Stack>
    </>
  );
}

interface DeviceTableProps {
  readonly rows: readonly DeviceRow[];
  readonly onChange: (device: DeviceRow) => void;
}

function DeviceTable({ rows, onChange }: DeviceTableProps): ReactNode {
  const translate = useTranslate();
  return (
    <RecordList
      label={translate('console.nav.devices')}
      rows={rows}
      total={rows.length}
      rowKey={({ number }) => number}
      emptyTitle={translate('console.device.empty')}
      emptyHint={translate('console.device.emptyHint')}
      columns={useColumns(onChange)}
    />
  );
}

function useColumns(onChange: (device: DeviceRow) => void): readonly Column<DeviceRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      title: translate('console.device.label'),
      cell: (device) => <DeviceName device={device} />,
      below: (device) => <DeviceLine device={device} />,
    },
    { title: translate('console.device.sites'), cell: ({ sites }) => <Sites sites={sites} /> },
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
      title: translate('console.device.waiting'),
      numeric: true,
      cell: ({ waiting }) => format.number(waiting),
    },
    {
      title: translate('console.device.quarantined'),
      numeric: true,
      cell: (device) => <KeptCount device={device} />,
    },
    {
      title: translate('console.device.skew'),
      tight: true,
      cell: ({ skewMs }) => <Skew skewMs={skewMs} />,
    },
    { title: translate('console.device.app'), tight: true, cell: ({ app }) => <Ltr>{app}</Ltr> },
    {
      title: translate('console.device.change'),
      tight: true,
      cell: (device) => (
        <Button
          variant="default"
          size="compact-sm"
          id={`change-${device.number}`}
          aria-labelledby={`change-${device.number} laptop-${device.number}`}
          onClick={() => onChange(device)}
        >
          {translate('console.device.change')}
        </Button>
      ),
    },
  ];
}

function DeviceLine({ device }: { readonly device: DeviceRow }): ReactNode {
  const translate = useTranslate();
  const { number, role, formerly, continuedAs } = device;
  const parts = [translate('console.device.line', { number, role: translate(`vocabulary.roles.${role}`) })];
  if (formerly !== null) parts.push(translate('console.device.formerly', { number: formerly }));
  if (continuedAs !== null) parts.push(translate('console.device.continuedAs', { number: continuedAs }));
  return parts.join(' · ');
}

function Sites({ sites }: { readonly sites: readonly string[] }): ReactNode {
  const translate = useTranslate();
  if (sites.length === 0) return translate('console.device.noSites');
  return sites.map((site, index) => (
    <Fragment key={site}>
      {index > 0 ? ', ' : null}
      <SiteName code={site} />
    </Fragment>
  ));
}

/** How many of its changes are kept aside, and the way to them. */
function KeptCount({ device }: { readonly device: DeviceRow }): ReactNode {
  const format = useFormat();
  const translate = useTranslate();
  const { quarantined } = device;
  if (quarantined === 0) return format.number(0);
  return (
    <Anchor
      component={Link}
      href="/kept"
      size="sm"
      aria-label={translate('quarantine.count', { count: quarantined })}
    >
      {format.number(quarantined)}
    </Anchor>
  );
}

function DeviceName({ device }: { readonly device: DeviceRow }): ReactNode {
  const translate = useTranslate();
  const { label, number, revokedAt } = device;
  return (
    <>
      <span id={`laptop-${number}`}>
        <UserText>{label}</UserText>
      </span>{' '}
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
