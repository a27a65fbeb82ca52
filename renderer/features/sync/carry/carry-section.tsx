import { Paper, Stack, Text, Title } from '@mantine/core';
import { IconUsb } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useReply } from '../../../app/queries.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import styles from './carry-section.module.css';
import { ReadFile } from './read-file.tsx';
import { WriteFile } from './write-file.tsx';

/** Files that go by stick, mail or disc where no network reaches: to headquarters and back, and between laptops. */
export function CarrySection(): ReactNode {
  const translate = useTranslate();
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('carry.title')}>
      <Title order={2} mb={4}>
        {translate('carry.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {translate('carry.hint')}
      </Text>
      <Stack gap="sm">
        <div className={styles.both}>
          <WriteFile />
          <ReadFile />
        </div>
        <Loads />
      </Stack>
    </Paper>
  );
}

/** What this laptop carries for others. */
function Loads(): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const loads = useReply('carry.loads').data ?? [];
  if (loads.length === 0) return null;
  return (
    <ul className={styles.loads} aria-label={translate('carry.loads')}>
      {loads.map(({ device, label, ops, since }) => (
        <li key={device}>
          <StatusBadge tone="neutral" icon={IconUsb}>
            <UserText>{label}</UserText>
            {` · ${translate('carry.load', { count: ops, since: format.moment(since) })}`}
          </StatusBadge>
        </li>
      ))}
    </ul>
  );
}
