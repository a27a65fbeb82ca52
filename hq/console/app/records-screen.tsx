import type { ReactNode } from 'react';
import { useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { type ChoiceFilter, ClearFilters, FilterBar, type SwitchFilter } from './filters.tsx';
import { HqReply } from './hq-reply.tsx';
import { isRestricted, type useListState } from './list-states.tsx';
import styles from './record-list.module.css';
import { type Column, RecordList } from './record-list.tsx';

interface Page<R> {
  readonly rows: readonly R[];
  readonly total: number;
}

interface RecordsScreenProps<R> {
  readonly title: string;
  readonly list: ReturnType<typeof useListState>;
  readonly reply: {
    readonly data: Page<R> | undefined;
    readonly error: Error | null;
    readonly dataUpdatedAt: number;
    readonly refetch: () => unknown;
  };
  readonly columns: readonly Column<R>[];
  /** What can be filtered by besides words, site and period. */
  readonly filters: {
    readonly choices?: readonly ChoiceFilter[];
    readonly switches?: readonly SwitchFilter[];
    readonly withProgramme?: boolean;
  };
}

/** A screen that lists one kind of record: filters, table, pages, and what to do when there is nothing. */
export function RecordsScreen<R extends { readonly id: number | string }>(
  props: RecordsScreenProps<R>,
): ReactNode {
  const { title, list, reply, columns, filters } = props;
  const translate = useTranslate();
  const empty = isRestricted(list.filters)
    ? {
        emptyTitle: translate('console.list.noMatch'),
        emptyHint: translate('console.list.noMatchHint'),
        emptyAction: <ClearFilters onClear={() => list.setFilters({})} />,
      }
    : {};
  return (
    <div className={styles.screen}>
      <PageHeader title={title} />
      <FilterBar filters={list.filters} onChange={list.setFilters} {...filters} />
      <HqReply of={reply}>
        {({ rows, total }) => (
          <RecordList
            label={title}
            rows={rows}
            total={total}
            pages={{ offset: list.offset, onOffset: list.setOffset }}
            rowKey={({ id }) => id}
            columns={columns}
            {...empty}
          />
        )}
      </HqReply>
    </div>
  );
}
