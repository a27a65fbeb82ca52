import { Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { BilingualName } from '#renderer/ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { StatusBadge } from '#renderer/ui/status-badge.tsx';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { SiteOverview } from '#shared/ipc/console.ts';
import { type Column, RecordList } from '../app/record-list.tsx';

const counted = ['laptops', 'trainings', 'visits', 'inspections', 'openActions'] as const;

/** When each site was last heard of, and what it has sent. */
export function Sites({ sites }: { readonly sites: readonly SiteOverview[] }): ReactNode {
  const translate = useTranslate();
  return (
    <section aria-labelledby="sites">
      <Title order={2} id="sites" mb="xs">
        {translate('console.overview.sites')}
      </Title>
      <RecordList
        label={translate('console.overview.sites')}
        // Those that work come before those that are only planned.
        rows={sites.toSorted((a, b) => Number(b.devices > 0) - Number(a.devices > 0))}
        total={sites.length}
        rowKey={({ code }) => code}
        columns={useColumns()}
      />
    </section>
  );
}

function useColumns(): readonly Column<SiteOverview>[] {
  const translate = useTranslate();
  const format = useFormat();
  const number = (name: MessageKey, count: (site: SiteOverview) => number): Column<SiteOverview> => ({
    title: translate(name),
    numeric: true,
    cell: (site) => <Count count={count(site)} />,
  });
  return [
    {
      title: translate('console.overview.site'),
      cell: ({ name }) => <BilingualName name={name} />,
    },
    {
      title: translate('console.overview.lastContact'),
      tight: true,
      cell: ({ lastContact }) =>
        lastContact ? (
          format.relative(lastContact)
        ) : (
          <Text size="sm" c="dimmed" span>
            {translate('console.overview.never')}
          </Text>
        ),
    },
    ...counted.map((name) =>
      number(`console.overview.${name}`, (site) => (name === 'laptops' ? site.devices : site[name])),
    ),
    {
      title: translate('console.overview.overdueActions'),
      numeric: true,
      cell: ({ overdueActions }) =>
        overdueActions > 0 ? (
          <StatusBadge tone="watch" icon={IconAlertTriangle}>
            {format.number(overdueActions)}
          </StatusBadge>
        ) : (
          <Count count={0} />
        ),
    },
  ];
}

/** Nothing recedes, so that something stands out. */
function Count({ count }: { readonly count: number }): ReactNode {
  const text = useFormat().number(count);
  if (count > 0) return text;
  return (
    <Text size="sm" c="dimmed" span>
      {text}
    </Text>
  );
}
