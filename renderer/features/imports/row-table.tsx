import { IconEqual, IconPlus, IconX } from '@tabler/icons-react';
import { type ReactNode, useMemo } from 'react';
import { sexes, vettingStatuses } from '#shared/domain/vocabularies.ts';
import type { RosterRow } from '#shared/ipc/imports.ts';
import type { RowDecision as Decision } from '#shared/roster/decisions.ts';
import { useReply } from '../../app/queries.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { Column } from '../../ui/table-order.ts';
import { Ltr, UserText } from '../../ui/user-text.tsx';

interface RowTableProps {
  readonly rows: readonly RosterRow[];
  readonly decide: (row: RosterRow) => Decision;
}

/** Every row as it was understood, and what import will do with it. */
export function RowTable({ rows, decide }: RowTableProps): ReactNode {
  const translate = useTranslate();
  const columns = useRowColumns(decide);
  return (
    <DataTable
      label={translate('imports.rows')}
      rows={rows}
      rowKey={({ row }) => row}
      columns={columns}
      filterText={({ values }) => Object.values(values).join(' ')}
      empty={null}
    />
  );
}

function useRowColumns(decide: (row: RosterRow) => Decision): readonly Column<RosterRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  const ranks = useReply('reference.options', { list: 'rank' }).data;
  return useMemo(() => {
    const rankName = (code: string | undefined): string => {
      const rank = ranks?.find(({ value }) => value === code);
      return rank ? format.name(rank.name) : (code ?? '');
    };
    const text = (key: string, title: string, read: (row: RosterRow) => string): Column<RosterRow> => ({
      key,
      title,
      cell: (row) => <UserText>{read(row)}</UserText>,
      sortBy: (row) => read(row) || null,
    });
    return [
      {
        key: 'row',
        title: translate('imports.row'),
        cell: ({ row }) => format.number(row),
        sortBy: ({ row }) => row,
        numeric: true,
        width: '4rem',
      },
      text('name_ar', translate('imports.field.name_ar'), ({ values }) => values.name_ar ?? ''),
      text('name_latin', translate('imports.field.name_latin'), ({ values }) => values.name_latin ?? ''),
      {
        key: 'badge',
        title: translate('imports.field.badge'),
        cell: ({ values }) => (values.badge ? <Ltr>{values.badge}</Ltr> : null),
        sortBy: ({ values }) => values.badge ?? null,
      },
      text('rank', translate('imports.field.rank'), ({ values }) => rankName(values.rank)),
      text('unit', translate('imports.field.unit'), ({ values }) => values.unit ?? ''),
      {
        key: 'more',
        title: translate('imports.more'),
        cell: ({ values }) => {
          const sex = sexes.find((code) => code === values.sex);
          const vetting = vettingStatuses.find((code) => code === values.vetting_status);
          return [
            sex ? translate(`vocabulary.sexes.${sex}`) : '',
            values.birth_date ? format.day(values.birth_date) : '',
            vetting ? translate(`vocabulary.vettingStatuses.${vetting}`) : '',
          ]
            .filter((part) => part !== '')
            .join(' · ');
        },
      },
      {
        key: 'decision',
        title: translate('imports.decision'),
        cell: (row) => <DecisionMark decision={decide(row)} />,
        sortBy: (row) => JSON.stringify(decide(row)),
        width: '9rem',
      },
    ];
  }, [translate, format, ranks, decide]);
}

function DecisionMark({ decision }: { readonly decision: Decision }): ReactNode {
  const translate = useTranslate();
  if (decision === 'create') {
    return (
      <StatusBadge tone="info" icon={IconPlus}>
        {translate('imports.will.create')}
      </StatusBadge>
    );
  }
  if (decision === 'skip') {
    return (
      <StatusBadge tone="neutral" icon={IconX}>
        {translate('imports.will.skip')}
      </StatusBadge>
    );
  }
  return (
    <StatusBadge tone="ok" icon={IconEqual}>
      {translate('imports.will.use')}
    </StatusBadge>
  );
}
