import { Kbd } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './keys.module.css';
import { shortcutKeys } from './shortcut.ts';

/** A shortcut as it is written on the keyboard. */
export function Keys({ shortcut }: { readonly shortcut: string }): ReactNode {
  const keys = shortcutKeys(shortcut, window.outpost?.platform === 'darwin');
  return (
    <bdi dir="ltr" translate="no" className={styles.keys}>
      {keys.map((key) => (
        <Kbd key={key} size="xs">
          {key}
        </Kbd>
      ))}
    </bdi>
  );
}
