import { createContext, type ReactNode, use, useMemo, useState } from 'react';
import { useLocation } from 'wouter';

/** Chosen filters by the name that the route gives them; absent: no restriction. */
export type Filters = Readonly<Record<string, string | undefined>>;

/** What a list shows. */
interface ListView {
  readonly filters: Filters;
  readonly offset: number;
}

interface ListStates {
  readonly views: ReadonlyMap<string, ListView>;
  readonly show: (path: string, view: ListView) => void;
}

const ListStatesContext = createContext<ListStates | null>(null);
const firstPage: ListView = { filters: {}, offset: 0 };

/**
 * Remembers filters and page of every list while somebody is signed in, so that the way back from a record leads to
 * where it was opened. They stay out of the address: what is searched for must not end up in anybody's history.
 */
export function ListStatesProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [views, setViews] = useState<ReadonlyMap<string, ListView>>(new Map());
  const value = useMemo<ListStates>(
    () => ({ views, show: (path, view) => setViews((before) => new Map(before).set(path, view)) }),
    [views],
  );
  return <ListStatesContext value={value}>{children}</ListStatesContext>;
}

function useListStates(): ListStates {
  const value = use(ListStatesContext);
  if (!value) throw new Error('A list is drawn outside ListStatesProvider.');
  return value;
}

/**
 * Filters and page of a list; choosing a filter goes back to the first page.
 *
 * @param path of the list, such as `/trainings`
 * @returns the filters, the offset and the ways to change them
 */
export function useListState(path: string): ListView & {
  readonly setFilters: (filters: Filters) => void;
  readonly setOffset: (offset: number) => void;
} {
  const { views, show } = useListStates();
  const view = views.get(path) ?? firstPage;
  return {
    ...view,
    setFilters: (filters) => show(path, { filters, offset: 0 }),
    setOffset: (offset) => show(path, { ...view, offset }),
  };
}

/**
 * @returns a function that opens a list with these filters and no others
 */
export function useOpenList(): (path: string, filters: Filters) => void {
  const { show } = useListStates();
  const [, navigate] = useLocation();
  return (path, filters) => {
    show(path, { filters, offset: 0 });
    navigate(path);
  };
}

/**
 * @param filters of a list
 * @returns whether any restricts it
 */
export function isRestricted(filters: Filters): boolean {
  return Object.values(filters).some(Boolean);
}
