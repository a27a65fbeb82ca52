import { type Icon, IconCircleCheck, IconCircleX, IconHourglass } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TraineeResult, TraineeView } from '#shared/ipc/training.ts';
import { useTranslate } from '../../../ui/language.tsx';
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx';

const looks: Readonly<Record<TraineeResult['result'], readonly [Tone, Icon]>> = {
  completed: ['ok', IconCircleCheck],
  failed: ['alarm', IconCircleX],
  open: ['neutral', IconHourglass],
};

/**
 * @param trainee a trainee
 * @returns their result: what was decided, else what the rule says
 */
export function effectiveResult({ standing }: Pick<TraineeView, 'standing'>): TraineeResult['result'] {
  return standing.override?.result ?? standing.result;
}

/** A trainee's result in words. */
export function ResultMark({ trainee }: { readonly trainee: TraineeView }): ReactNode {
  const translate = useTranslate();
  const result = effectiveResult(trainee);
  const [tone, icon] = looks[result];
  return (
    <StatusBadge tone={tone} icon={icon}>
      {translate(`training.result.${result}`)}
    </StatusBadge>
  );
}
