import { Group, Paper, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { InspectionDetail } from '#shared/ipc/inspections.ts';
import { useFormat, useTranslate } from '../../ui/language.tsx';
import { Ltr } from '../../ui/user-text.tsx';
import styles from './unanswered-list.module.css';

interface UnansweredListProps {
  readonly inspection: InspectionDetail;
  readonly unanswered: ReplyOf<'inspections.review'>['unanswered'];
}

/** The questions without an answer, by section: a checklist may have a hundred of them. */
export function UnansweredList({ inspection, unanswered }: UnansweredListProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  if (unanswered.length === 0) return null;
  const title = translate('inspections.review.unanswered', { count: unanswered.length });
  return (
    <Paper withBorder p="sm" component="section" aria-label={title}>
      <Group gap="xs" mb={4}>
        <IconAlertTriangle size={18} color="var(--outpost-watch)" aria-hidden />
        <Title order={2} size="h3">
          {title}
        </Title>
      </Group>
      <ul className={styles.sections}>
        {inspection.sections.map(({ code: section, name }) => {
          const questions = unanswered.filter((each) => each.section === section);
          if (questions.length === 0) return null;
          return (
            <li key={section}>
              <Link href={`/${inspection.summary.id}/checklist/${section}`}>{format.name(name)}</Link>
              <span className={styles.codes} translate="no">
                <Ltr>{questions.map(({ code }) => code).join(' · ')}</Ltr>
              </span>
            </li>
          );
        })}
      </ul>
    </Paper>
  );
}
