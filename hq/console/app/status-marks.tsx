import {
  type Icon,
  IconAlertOctagon,
  IconAlertTriangle,
  IconCircle,
  IconCircleCheck,
  IconCircleX,
  IconInfoCircle,
  IconPencil,
  IconPlayerPlay,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useFormat, useTranslate } from '#renderer/ui/language.tsx';
import { StatusBadge, type Tone } from '#renderer/ui/status-badge.tsx';
import type {
  ActionStatus,
  ConflictState,
  InspectionStatus,
  Severity,
  TrainingStatus,
} from '#shared/domain/vocabularies.ts';
import type { ScoreView } from '#shared/ipc/inspections.ts';

type Looks<C extends string> = Readonly<Record<C, readonly [Tone, Icon]>>;

const trainingLooks: Looks<TrainingStatus> = {
  planned: ['neutral', IconCircle],
  running: ['info', IconPlayerPlay],
  completed: ['ok', IconCircleCheck],
  cancelled: ['neutral', IconCircleX],
};
const inspectionLooks: Looks<InspectionStatus> = {
  draft: ['info', IconPencil],
  submitted: ['ok', IconCircleCheck],
  amended: ['watch', IconPencil],
};
const actionLooks: Looks<ActionStatus> = {
  open: ['info', IconCircle],
  in_progress: ['info', IconPlayerPlay],
  done: ['ok', IconCircleCheck],
  cancelled: ['neutral', IconCircleX],
};
const severityLooks: Looks<Severity> = {
  critical: ['alarm', IconAlertOctagon],
  major: ['watch', IconAlertTriangle],
  minor: ['neutral', IconInfoCircle],
};

/** A training's status in words. */
export function TrainingMark({ status }: { readonly status: TrainingStatus }): ReactNode {
  const translate = useTranslate();
  const [tone, icon] = trainingLooks[status];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`vocabulary.trainingStatuses.${status}`)}
    </StatusBadge>
  );
}

/** An inspection's status in words. */
export function InspectionMark({ status }: { readonly status: InspectionStatus }): ReactNode {
  const translate = useTranslate();
  const [tone, icon] = inspectionLooks[status];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`vocabulary.inspectionStatuses.${status}`)}
    </StatusBadge>
  );
}

/** An action's status in words; overdue says so. */
export function ActionMark(props: { readonly status: ActionStatus; readonly overdue: boolean }): ReactNode {
  const translate = useTranslate();
  const [tone, icon] = actionLooks[props.status];
  return (
    <>
      <StatusBadge tone={tone} icon={icon}>
        {translate(`vocabulary.actionStatuses.${props.status}`)}
      </StatusBadge>{' '}
      {props.overdue ? (
        <StatusBadge tone="watch" icon={IconAlertTriangle}>
          {translate('console.action.overdue')}
        </StatusBadge>
      ) : null}
    </>
  );
}

/** Whether a conflict was decided. */
export function ConflictMark({ state }: { readonly state: ConflictState }): ReactNode {
  const translate = useTranslate();
  return (
    <StatusBadge
      tone={state === 'open' ? 'watch' : 'ok'}
      icon={state === 'open' ? IconAlertTriangle : IconCircleCheck}
    >
      {translate(`vocabulary.conflictStates.${state}`)}
    </StatusBadge>
  );
}

/** How grave a finding or issue is; `count` stands before the word. */
export function SeverityMark(props: { readonly severity: Severity; readonly count?: number }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const [tone, icon] = severityLooks[props.severity];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {props.count === undefined ? '' : `${format.number(props.count)} `}
      {translate(`vocabulary.severities.${props.severity}`)}
    </StatusBadge>
  );
}

/** A score with its coverage: never one without the other. */
export function Score({ score }: { readonly score: ScoreView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const percent = format.percent(score.coverage);
  if (score.score === null) {
    return `${translate('console.inspection.noScore')} · ${translate('console.inspection.coverage', { percent })}`;
  }
  return translate('console.inspection.scored', {
    score: format.number(score.score, { maximumFractionDigits: 1 }),
    percent,
  });
}
