import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useTranslate } from '../../ui/language.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';

/** How much waits for a decision, and the way there. */
export function ToReview({ count }: { readonly count: number }): ReactNode {
  const translate = useTranslate();
  const [, go] = useLocation();
  return (
    <Paper withBorder p="md" component="section" aria-label={translate('conflicts.title')}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Title order={2} mb="xs">
            {translate('conflicts.title')}
          </Title>
          {count > 0 ? (
            <>
              <StatusBadge tone="watch" icon={IconAlertTriangle}>
                {translate('conflicts.summary', { count })}
              </StatusBadge>{' '}
              <Text size="sm" c="dimmed" span>
                {translate('conflicts.summaryHint')}
              </Text>
            </>
          ) : (
            <Text size="sm" c="dimmed">
              {translate('conflicts.empty.open')}
            </Text>
          )}
        </div>
        <Button variant={count > 0 ? 'filled' : 'default'} onClick={() => go('/review')}>
          {translate('conflicts.review')}
        </Button>
      </Group>
    </Paper>
  );
}
