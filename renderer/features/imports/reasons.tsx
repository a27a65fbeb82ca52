import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { reasonWords } from './import-words.ts';

interface ReasonsProps {
  /** 0 to 1; left out where only the reasons count. */
  readonly score?: number;
  readonly reasons: readonly string[];
}

/** Why two people may be one. */
export function Reasons({ score, reasons }: ReasonsProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const words = format.list(reasons.flatMap((code) => reasonWords(translate, code) ?? []));
  const share = score === undefined ? '' : translate('imports.likeness', { share: format.percent(score) });
  return (
    <Text size="xs" c="dimmed" component="span" display="block">
      {[share, words].filter((part) => part !== '').join(': ')}
    </Text>
  );
}
