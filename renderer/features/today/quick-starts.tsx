import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { goTo } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCanRecord } from '../../app/session.tsx';
import { useCommand } from '../../commands/commands-context.ts';
import { useTranslate } from '../../ui/language.tsx';

const starts: readonly {
  readonly subject: string;
  readonly title: MessageKey;
  readonly path: string;
}[] = [
  { subject: paths.trainings, title: 'today.start.training', path: paths.newTraining },
  { subject: paths.visits, title: 'today.start.visit', path: paths.newVisit },
  { subject: paths.inspections, title: 'today.start.inspection', path: paths.newInspection },
];

/** What an advisor begins most often, one click away. */
export function QuickStarts(): ReactNode {
  const canRecord = useCanRecord();
  if (!canRecord) return null;
  return starts.map((start) => <QuickStart key={start.subject} {...start} />);
}

function QuickStart({ subject, title, path }: (typeof starts)[number]): ReactNode {
  const translate = useTranslate();
  // A subject that is not on offer to this person has no command either.
  if (!useCommand(subject)) return null;
  return (
    <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => goTo(path)}>
      {translate(title)}
    </Button>
  );
}
