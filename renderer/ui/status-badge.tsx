import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './status-badge.module.css';

/** What a status means to the reader; the colour only repeats what icon and words say. */
export type Tone = 'neutral' | 'info' | 'ok' | 'watch' | 'alarm';

interface StatusBadgeProps {
  readonly tone: Tone;
  readonly icon: Icon;
  readonly children: ReactNode;
}

/** A status in words with its icon. */
export function StatusBadge({ tone, icon: Picture, children }: StatusBadgeProps): ReactNode {
  return (
    <span className={styles.badge} data-tone={tone}>
      <Picture size={14} stroke={1.8} aria-hidden />
      <span>{children}</span>
    </span>
  );
}
