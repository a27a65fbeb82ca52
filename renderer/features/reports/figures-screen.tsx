import { Group, NativeSelect, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Programme, programmes } from '#shared/domain/vocabularies.ts';
import type { RequestOf } from '#shared/ipc/channels.ts';
import { type FigureGroup, figureGroups } from '#shared/ipc/figures.ts';
import { useReply } from '../../app/queries.ts';
import { useMay } from '../../app/session.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { useTranslate } from '../../ui/language.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { Reply } from '../../ui/reply.tsx';
import { todayOnThisLaptop } from '../../ui/today.ts';
import { FigureChart } from './figure-chart.tsx';
import { FigureFiles } from './figure-files.tsx';
import { FigureTable } from './figure-table.tsx';

type Wish = RequestOf<'figures.trainings'>;

/** Throughput and results of trainings in a period, counted by what one chooses: as a chart, as a table, as a file. */
export function FiguresScreen(): ReactNode {
  const translate = useTranslate();
  const may = useMay();
  const [wish, setWish] = useState<Wish>(thisYear);
  const reply = useReply('figures.trainings', wish, { keepPrevious: true });
  return (
    <>
      <PageHeader
        title={translate('figures.title')}
        subtitle={translate('figures.subtitle')}
        actions={may('records.export') ? <FigureFiles wish={wish} /> : null}
      />
      <Stack gap="md">
        <Choices wish={wish} onChange={setWish} />
        <Reply of={reply}>
          {({ rows, total }) => (
            <>
              {rows.length > 0 ? <FigureChart by={wish.by} rows={rows} /> : null}
              <FigureTable by={wish.by} rows={rows} total={total} />
            </>
          )}
        </Reply>
      </Stack>
    </>
  );
}

function thisYear(): Wish {
  const to = todayOnThisLaptop();
  return { from: `${to.slice(0, 4)}-01-01`, to, by: 'course' };
}

interface ChoicesProps {
  readonly wish: Wish;
  readonly onChange: (wish: Wish) => void;
}

function Choices({ wish, onChange }: ChoicesProps): ReactNode {
  const translate = useTranslate();
  const programmeChoices = [
    { value: '', label: translate('training.filter.anyProgramme') },
    ...programmes.map((each) => ({ value: each, label: translate(`vocabulary.programmes.${each}`) })),
  ];
  const chooseProgramme = (value: string): void => {
    const programme: Programme | undefined = programmes.find((each) => each === value);
    const { programme: _before, ...rest } = wish;
    onChange(programme ? { ...rest, programme } : rest);
  };
  const chooseGroup = (value: string): void => {
    const by: FigureGroup = figureGroups.find((each) => each === value) ?? wish.by;
    onChange({ ...wish, by });
  };
  return (
    <Group gap="sm" align="start">
      <DateField
        inRow
        label={translate('figures.from')}
        value={wish.from}
        onChange={(from) => from && onChange({ ...wish, from })}
      />
      <DateField
        inRow
        label={translate('figures.to')}
        value={wish.to}
        onChange={(to) => to && onChange({ ...wish, to })}
        error={wish.to < wish.from ? translate('training.wrongOrder') : undefined}
      />
      <NativeSelect
        label={translate('figures.by')}
        value={wish.by}
        data={figureGroups.map((each) => ({ value: each, label: translate(`figures.by.${each}`) }))}
        onChange={(event) => chooseGroup(event.currentTarget.value)}
      />
      <NativeSelect
        label={translate('training.filter.programme')}
        value={wish.programme ?? ''}
        data={programmeChoices}
        onChange={(event) => chooseProgramme(event.currentTarget.value)}
      />
    </Group>
  );
}
