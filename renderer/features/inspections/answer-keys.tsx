import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { useTranslate } from '../../ui/language.tsx';
import styles from './answer-keys.module.css';

const keys: readonly (readonly [string, MessageKey])[] = [
  ['C', 'inspections.keys.comment'],
  ['↑ ↓', 'inspections.keys.move'],
  ['Backspace', 'inspections.keys.takeBack'],
];

/** Which keys comment and lead on, in one quiet line above the questions; those that answer stand on the answers. */
export function AnswerKeys(): ReactNode {
  const translate = useTranslate();
  return (
    <Text component="ul" size="xs" c="dimmed" className={styles.keys}>
      {keys.map(([key, words]) => (
        <li key={key}>
          <kbd translate="no">{key}</kbd> {translate(words)}
        </li>
      ))}
    </Text>
  );
}
