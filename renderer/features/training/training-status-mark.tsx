import {
  type Icon,
  IconCalendarEvent,
  IconCircleCheck,
  IconCircleX,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TrainingStatus } from '#shared/domain/vocabularies.ts';
import { useTranslate } from '../../ui/language.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';

const looks: Readonly<Record<TrainingStatus, readonly [Tone, Icon]>> = {
  planned: ['neutral', IconCalendarEvent],
  running: ['info', IconPlayerPlay],
  completed: ['ok', IconCircleCheck],
  cancelled: ['neutral', IconCircleX],
};

/** Where a training stands. */
export function TrainingStatusMark({ status }: { readonly status: TrainingStatus }): ReactNode {
  const translate = useTranslate();
  const [tone, icon] = looks[status];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`vocabulary.trainingStatuses.${status}`)}
    </StatusBadge>
  );
}
