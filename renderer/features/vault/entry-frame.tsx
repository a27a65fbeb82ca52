import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../app/shell/top-bar.tsx';
import styles from './entry-frame.module.css';

interface EntryFrameProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Small print under the card. */
  readonly foot?: ReactNode;
}

/** The card in the middle of the window while nobody is signed in. */
export function EntryFrame({ title, children, foot }: EntryFrameProps): ReactNode {
  return (
    <div className={styles.page}>
      <header className={`${styles.bar} not-printed`}>
        <span className={styles.name} translate="no">
          Outpost
        </span>
        <LanguageSwitch />
      </header>
      <main className={styles.main}>
        <section className={styles.card} aria-labelledby="entry-title">
          <Title order={1} id="entry-title" mb="md">
            {title}
          </Title>
          {children}
        </section>
        {foot ? <footer className={styles.foot}>{foot}</footer> : null}
      </main>
    </div>
  );
}
