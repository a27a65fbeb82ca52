import { Text } from '@mantine/core';
import { IconCheck, IconPencil } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslate } from '../ui/language.tsx';
import type { DraftFieldState } from './draft-field.ts';
import styles from './saved-note.module.css';

/** Quietly says where a field stands. Nothing while it is as it was, and nothing before it is true. */
export function SavedNote({ status, kept }: Pick<DraftFieldState<unknown>, 'status' | 'kept'>): ReactNode {
  const translate = useTranslate();
  if (status === 'clean' || status === 'failed' || !kept) return null;
  const saved = status === 'saved';
  const Picture = saved ? IconCheck : IconPencil;
  return (
    <Text span size="xs" c="dimmed" className={styles.note} data-status={status}>
      <Picture size={13} aria-hidden />
      {translate(saved ? 'shell.field.saved' : 'shell.field.draft')}
    </Text>
  );
}
