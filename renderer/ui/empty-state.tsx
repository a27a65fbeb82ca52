import { Text } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly icon: Icon;
  /** What is not there. */
  readonly title: string;
  /** What to do about it. */
  readonly hint?: string;
  /** The button that does it. */
  readonly action?: ReactNode;
}

/** Stands where a list has nothing to show, and says what to do. */
export function EmptyState({ icon: Picture, title, hint, action }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      <Picture size={32} stroke={1.4} aria-hidden className={styles.picture} />
      <Text fw={600}>{title}</Text>
      {hint ? (
        <Text size="sm" c="dimmed" maw="32rem">
          {hint}
        </Text>
      ) : null}
      {action ? <div className={styles.action}>{action}</div> : null}
    </div>
  );
}
