import { Text } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { Fragment, type ReactNode, useMemo } from 'react';
import { figureName } from '#shared/i18n/figure-name.ts';
import type { FigureGroup, FigureRow } from '#shared/ipc/figures.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFormat, useLanguage, useTranslate } from '../../ui/language.tsx';
import type { Column } from '../../ui/table-order.ts';

interface FigureTableProps {
  readonly by: FigureGroup;
  readonly rows: readonly FigureRow[];
  readonly total: FigureRow;
}

/** The figures, a row a group, and all of them together in a line. */
export function FigureTable({ by, rows, total }: FigureTableProps): ReactNode {
  const translate = useTranslate();
  const columns = useFigureColumns(by);
  return (
    <DataTable
      key={by}
      label={translate('figures.title')}
      rows={rows}
      toolbar={rows.length > 1 ? <AllTogether total={total} /> : null}
      rowKey={({ key }) => key ?? ''}
      columns={columns}
      empty={
        <EmptyState
          icon={IconChartBar}
          title={translate('figures.none')}
          hint={translate('figures.noneHint')}
        />
      }
    />
  );
}

const counts = ['trainings', 'trainees', 'women', 'completed', 'failed', 'open', 'withdrawn'] as const;

function AllTogether({ total }: { readonly total: FigureRow }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const shown = counts.filter((figure) => figure === 'trainings' || total[figure] > 0);
  return (
    <Text size="sm">
      <strong>{translate('figures.all')}</strong>
      {shown.map((figure) => (
        <Fragment key={figure}>
          {' · '}
          {translate(`figures.${figure}`)} <bdi className="tabular">{format.number(total[figure])}</bdi>
        </Fragment>
      ))}
    </Text>
  );
}

function useFigureColumns(by: FigureGroup): readonly Column<FigureRow>[] {
  const translate = useTranslate();
  const { language } = useLanguage();
  const format = useFormat();
  return useMemo(() => {
    const nameOf = (row: FigureRow): string => figureName(row, by, language, translate);
    const score = (value: number | null): string =>
      value === null ? '–' : format.number(value, { maximumFractionDigits: 1 });
    const number = (
      key: string,
      title: string,
      cell: (row: FigureRow) => string,
      sortBy: (row: FigureRow) => number | null,
    ): Column<FigureRow> => ({ key, title, cell, sortBy, numeric: true });
    return [
      {
        key: 'name',
        title: translate(`figures.by.${by}`),
        cell: (row: FigureRow) => <bdi translate="no">{nameOf(row)}</bdi>,
        sortBy: (row: FigureRow) => (by === 'month' ? row.key : nameOf(row)),
      },
      ...counts.map((figure) =>
        number(
          figure,
          translate(`figures.${figure}`),
          (row) => format.number(row[figure]),
          (row) => row[figure],
        ),
      ),
      number(
        'attendance',
        translate('training.column.attendance'),
        ({ attendance }) => (attendance === null ? '–' : format.percent(attendance)),
        ({ attendance }) => attendance,
      ),
      ...(['preTest', 'postTest'] as const).map((test) =>
        number(
          test,
          translate(`training.test.${test}`),
          (row) => score(row[test]),
          (row) => row[test],
        ),
      ),
    ];
  }, [translate, format, language, by]);
}
