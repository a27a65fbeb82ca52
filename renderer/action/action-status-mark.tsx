import {
  type Icon,
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleX,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ActionStatus } from '#shared/domain/vocabularies.ts';
import type { ActionView } from '#shared/ipc/mentoring.ts';
import { useTranslate } from '../ui/language.tsx';
import { StatusBadge, type Tone } from '../ui/status-badge.tsx';

const looks: Readonly<Record<ActionStatus, readonly [Tone, Icon]>> = {
  open: ['info', IconCircle],
  in_progress: ['info', IconPlayerPlay],
  done: ['ok', IconCircleCheck],
  cancelled: ['neutral', IconCircleX],
};

/** Where an action stands; overdue goes before open. */
export function ActionStatusMark({ action }: { readonly action: ActionView }): ReactNode {
  const translate = useTranslate();
  if (action.overdue) {
    return (
      <StatusBadge tone="watch" icon={IconAlertTriangle}>
        {translate('actions.overdue')}
      </StatusBadge>
    );
  }
  const [tone, icon] = looks[action.status];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`vocabulary.actionStatuses.${action.status}`)}
    </StatusBadge>
  );
}
