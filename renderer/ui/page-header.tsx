import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './page-header.module.css';

interface PageHeaderProps {
  /** Above the title: the link to the list that the screen belongs to. */
  readonly back?: ReactNode;
  readonly title: ReactNode;
  /** One line below the title. */
  readonly subtitle?: ReactNode;
  /** Beside the title: status, marks. */
  readonly marks?: ReactNode;
  /** At the far end: buttons. */
  readonly actions?: ReactNode;
}

/** Title of a screen; its level-1 heading, so there is one on each. */
export function PageHeader({ back, title, subtitle, marks, actions }: PageHeaderProps): ReactNode {
  return (
    <header className={styles.header}>
      <div className={styles.words}>
        {back ? <div className={styles.back}>{back}</div> : null}
        <Group gap="sm" wrap="wrap">
          <Title order={1}>{title}</Title>
          {marks}
        </Group>
        {subtitle ? <div className={styles.subtitle}>{subtitle}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
