import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import type { Overview as OverviewReply } from '#shared/ipc/console.ts';
import { HqReply } from '../app/hq-reply.tsx';
import { type Filters, useOpenList } from '../app/list-states.tsx';
import { useHq } from '../app/queries.ts';
import { Counts } from './overview-counts.tsx';
import { Sites } from './overview-sites.tsx';

/** What wants attention, what headquarters holds, and when each site was last heard of. */
export function Overview(): ReactNode {
  const translate = useTranslate();
  const reply = useHq('overview', {});
  return (
    <>
      <PageHeader title={translate('console.nav.overview')} />
      <HqReply of={reply}>
        {(overview) => (
          <Stack gap="lg">
            {overview.sites.some(({ devices }) => devices > 0) ? (
              <Attention overview={overview} />
            ) : (
              <NoLaptops />
            )}
            <Counts overview={overview} />
            <Sites sites={overview.sites} />
          </Stack>
        )}
      </HqReply>
    </>
  );
}

/** What to do first. */
function NoLaptops(): ReactNode {
  const translate = useTranslate();
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" gap="md">
        <div>
          <Title order={2}>{translate('console.device.empty')}</Title>
          <Text mt={2}>{translate('console.overview.enrolHint')}</Text>
        </div>
        <Button component={Link} href="/devices">
          {translate('console.device.enrol')}
        </Button>
      </Group>
    </Paper>
  );
}

function Attention({ overview }: { readonly overview: OverviewReply }): ReactNode {
  const translate = useTranslate();
  const matters = [
    {
      key: 'console.overview.critical',
      count: overview.criticalFindings,
      list: { path: '/inspections', filters: {} },
    },
    {
      key: 'console.overview.overdue',
      count: overview.overdueActions,
      list: { path: '/actions', filters: { overdue: '1' } },
    },
    {
      key: 'console.overview.conflicts',
      count: overview.conflictsOpen,
      list: { path: '/conflicts', filters: { state: 'open' } },
    },
    {
      key: 'console.overview.quarantined',
      count: overview.quarantined,
      list: { path: '/devices', filters: {} },
    },
  ] as const;
  const pressing = matters.filter(({ count }) => count > 0);
  return (
    <section aria-labelledby="attention">
      <Title order={2} id="attention" mb="xs">
        {translate('console.overview.attention')}
      </Title>
      <Paper withBorder p="sm">
        {pressing.length === 0 ? (
          <Group gap="xs" wrap="nowrap">
            <IconCircleCheck size={18} color="var(--outpost-ok)" aria-hidden />
            <Text>{translate('console.overview.calm')}</Text>
          </Group>
        ) : (
          <Group gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none', columnGap: '2rem' }}>
            {pressing.map((matter) => (
              <Group key={matter.key} gap="xs" wrap="nowrap" component="li">
                <IconAlertTriangle size={18} color="var(--outpost-watch)" aria-hidden />
                <Matter text={translate(matter.key, { count: matter.count })} list={matter.list} />
              </Group>
            ))}
          </Group>
        )}
      </Paper>
    </section>
  );
}

interface MatterProps {
  readonly text: string;
  /** The list in which it is found. */
  readonly list: { readonly path: string; readonly filters: Filters };
}

function Matter({ text, list }: MatterProps): ReactNode {
  const openList = useOpenList();
  return (
    <Anchor component="button" type="button" onClick={() => openList(list.path, list.filters)}>
      {text}
    </Anchor>
  );
}
