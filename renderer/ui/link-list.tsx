import { Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import { Children, type ReactNode, useId, useState } from 'react';
import { useFormat, useTranslate } from './language.tsx';
import styles from './link-list.module.css';

/** A card with more rows shows so many until it is asked for all. */
const shownAtFirst = 6;

interface LinkListProps {
  readonly title: string;
  readonly icon: Icon;
  readonly count: number;
  /** Its `LinkRow`s. */
  readonly children: ReactNode;
  /** Draws attention by its icon; for what is late or missing. */
  readonly watch?: boolean;
}

/** A titled, counted card of links that each lead to one record. */
export function LinkList({ title, icon: Picture, count, children, watch = false }: LinkListProps): ReactNode {
  const id = useId();
  const format = useFormat();
  const translate = useTranslate();
  const [all, setAll] = useState(false);
  const rows = Children.toArray(children);
  // One more than fits is shown at once: a button in its place would save nothing.
  const folds = rows.length > shownAtFirst + 1;
  return (
    <section className={styles.card} aria-labelledby={id}>
      <header className={styles.header} data-watch={watch || undefined}>
        <Picture size={18} stroke={1.7} aria-hidden />
        <Title order={2} id={id}>
          {title}
        </Title>
        <span className={styles.count}>{format.number(count)}</span>
      </header>
      <ul className={styles.list}>{folds && !all ? rows.slice(0, shownAtFirst) : rows}</ul>
      {folds ? (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? translate('shell.list.fewer') : translate('shell.list.all', { count: rows.length })}
        </button>
      ) : null}
    </section>
  );
}

interface LinkRowProps {
  readonly href: string;
  readonly children: ReactNode;
  /** Second line, quieter. */
  readonly detail?: ReactNode;
  /** At the end of the row: a status, a count, a date. */
  readonly end?: ReactNode;
}

/** One record of a `LinkList`; the whole row is the link. */
export function LinkRow({ href, children, detail, end }: LinkRowProps): ReactNode {
  return (
    <li>
      <a className={styles.row} href={href}>
        <span className={styles.words}>
          <span className={styles.first}>{children}</span>
          {detail ? <span className={styles.detail}>{detail}</span> : null}
        </span>
        {end ? <span className={styles.end}>{end}</span> : null}
      </a>
    </li>
  );
}
