import { Anchor, Stack } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage, useTranslate } from '#renderer/ui/language.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { HqReply } from './hq-reply.tsx';
import styles from './record-page.module.css';

interface RecordPageProps<T> {
  /** Path and name of the list that the record is in. */
  readonly list: { readonly path: string; readonly name: MessageKey };
  readonly reply: {
    readonly data: T | undefined;
    readonly error: Error | null;
    readonly dataUpdatedAt: number;
    readonly refetch: () => unknown;
  };
  readonly children: (detail: T) => ReactNode;
}

/** The page of one record: the way back to its list, then the record, or why it can't be shown. */
export function RecordPage<T>({ list, reply, children }: RecordPageProps<T>): ReactNode {
  const translate = useTranslate();
  const { language } = useLanguage();
  const Back = language === 'ar' ? IconArrowRight : IconArrowLeft;
  return (
    <Stack gap="xs">
      <Anchor component={Link} href={list.path} size="sm" className={styles.back}>
        <Back size={16} aria-hidden />
        {translate('console.detail.back')}
      </Anchor>
      <HqReply of={reply} headingOfError={<PageHeader title={translate(list.name)} />}>
        {children}
      </HqReply>
    </Stack>
  );
}
