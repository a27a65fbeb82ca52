import { Group, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Reply } from '#renderer/ui/reply.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import type { Overview as OverviewReply } from '#shared/ipc/console.ts';
import { useHq } from '../app/queries.ts';
import { RecordList } from '../app/record-list.tsx';
import styles from './overview.module.css';

const countNames = [
  'trainings',
  'sessions',
  'attendanceMarks',
  'visits',
  'actionItems',
  'inspections',
  'answers',
  'findings',
] as const;

/** What headquarters holds, what wants attention, and when each site was last heard of. */
export function Overview(): ReactNode {
  const translate = useTranslate();
  const reply = useHq('overview', {});
  return (
    <>
      <PageHeader title={translate('console.nav.overview')} />
      <Reply of={reply}>
        {(overview) => (
          <Stack gap="lg">
            <Counts overview={overview} />
            <Attention overview={overview} />
            <Sites overview={overview} />
          </Stack>
        )}
      </Reply>
    </>
  );
}

function Counts({ overview }: { readonly overview: OverviewReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { ops, frames, bytes, lastAt } = overview.received;
  return (
    <section aria-labelledby="counts">
      <Title order={2} id="counts" mb="xs">
        {translate('console.overview.counts')}
      </Title>
      <SimpleGrid component="dl" cols={{ base: 2, sm: 3, lg: 5 }} spacing="xs" m={0}>
        {countNames.map((name) => (
          <Figure
            key={name}
            label={translate(`console.overview.${name}`)}
            value={format.number(overview.counts[name])}
          />
        ))}
        <Figure label={translate('console.overview.people')} value={format.number(overview.people)} />
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt="xs">
        {translate('console.overview.received', { ops, frames, bytes: format.bytes(bytes) })}
        {lastAt ? ` · ${translate('console.overview.lastReceived', { when: format.relative(lastAt) })}` : ''}
      </Text>
    </section>
  );
}

function Figure({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  return (
    <Paper withBorder p="sm" className={styles.figure}>
      <dt>{label}</dt>
      <dd className="tabular">{value}</dd>
    </Paper>
  );
}

function Attention({ overview }: { readonly overview: OverviewReply }): ReactNode {
  const translate = useTranslate();
  const matters = [
    { key: 'console.overview.critical', count: overview.criticalFindings },
    { key: 'console.overview.overdue', count: overview.overdueActions },
    { key: 'console.overview.conflicts', count: overview.conflictsOpen },
    { key: 'console.overview.quarantined', count: overview.quarantined },
  ] as const;
  const pressing = matters.filter(({ count }) => count > 0);
  return (
    <section aria-labelledby="attention">
      <Title order={2} id="attention" mb="xs">
        {translate('console.overview.attention')}
      </Title>
      {pressing.length === 0 ? (
        <Group gap="xs">
          <IconCircleCheck size={18} aria-hidden />
          <Text size="sm">{translate('console.overview.calm')}</Text>
        </Group>
      ) : (
        <List
          spacing={4}
          size="sm"
          icon={<IconAlertTriangle size={18} color="var(--outpost-watch)" aria-hidden />}
        >
          {pressing.map(({ key, count }) => (
            <List.Item key={key}>{translate(key, { count })}</List.Item>
          ))}
        </List>
      )}
    </section>
  );
}

function Sites({ overview }: { readonly overview: OverviewReply }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  type Site = OverviewReply['sites'][number];
  return (
    <section aria-labelledby="sites">
      <Title order={2} id="sites" mb="xs">
        {translate('console.overview.sites')}
      </Title>
      <RecordList<Site>
        label={translate('console.overview.sites')}
        rows={overview.sites}
        total={overview.sites.length}
        offset={0}
        rowKey={({ code }) => code}
        columns={[
          {
            title: translate('console.overview.site'),
            cell: ({ name }) => <BilingualName name={name} both />,
          },
          {
            title: translate('console.overview.lastContact'),
            cell: ({ lastContact }) =>
              lastContact ? format.relative(lastContact) : translate('console.overview.never'),
          },
          {
            title: translate('console.overview.laptops'),
            numeric: true,
            cell: (row) => format.number(row.devices),
          },
          {
            title: translate('console.overview.trainings'),
            numeric: true,
            cell: (row) => format.number(row.trainings),
          },
          {
            title: translate('console.overview.visits'),
            numeric: true,
            cell: (row) => format.number(row.visits),
          },
          {
            title: translate('console.overview.inspections'),
            numeric: true,
            cell: (row) => format.number(row.inspections),
          },
          {
            title: translate('console.overview.openActions'),
            numeric: true,
            cell: (row) => format.number(row.openActions),
          },
          {
            title: translate('console.overview.overdueActions'),
            numeric: true,
            cell: ({ overdueActions }) =>
              overdueActions > 0 ? (
                <StatusBadge tone="watch" icon={IconAlertTriangle}>
                  {format.number(overdueActions)}
                </StatusBadge>
              ) : (
                format.number(0)
              ),
          },
        ]}
      />
    </section>
  );
}
