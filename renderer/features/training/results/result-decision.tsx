import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { TraineeView } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { useErrorToast, useUndoToast } from '../../../ui/toast.tsx';
import { effectiveResult } from './result-mark.tsx';

interface ResultDecisionProps {
  readonly eventId: number;
  readonly trainee: TraineeView;
  readonly readOnly: boolean;
}

/** A supervisor's way to the other result, and back to the rule. */
export function ResultDecision({ eventId, trainee, readOnly }: ResultDecisionProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const may = useMay();
  const showError = useErrorToast();
  const offerUndo = useUndoToast();
  const override = useCall('training.overrideResult');
  const [asking, setAsking] = useState(false);
  if (readOnly || !may('results.override')) return null;
  const { person, standing } = trainee;
  const name = format.name({ en: person.nameLatin, ar: person.nameAr });
  const key = { eventId, personId: person.id };
  const toRule = async (): Promise<void> => {
    await override.mutateAsync({ ...key, result: null, reason: null });
    const before = standing.override;
    if (!before) return;
    offerUndo({
      message: translate('training.results.toRuleDone', { name }),
      undo: () => override.mutateAsync({ ...key, ...before }),
    });
  };
  if (standing.override) {
    return (
      <Button
        size="compact-xs"
        variant="default"
        aria-label={translate('training.results.toRuleName', { name })}
        onClick={() => toRule().catch(showError)}
      >
        {translate('training.results.toRule')}
      </Button>
    );
  }
  const other = effectiveResult(trainee) === 'completed' ? 'failed' : 'completed';
  const decide = async (reason: string): Promise<void> => {
    await override.mutateAsync({ ...key, result: other, reason });
    offerUndo({
      message: translate(`training.results.done.${other}`, { name }),
      undo: () => override.mutateAsync({ ...key, result: null, reason: null }),
    });
  };
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        aria-label={translate(`training.results.decideName.${other}`, { name })}
        onClick={() => setAsking(true)}
      >
        {translate(`training.results.decide.${other}`)}
      </Button>
      {asking ? (
        <ReasonDialog
          title={translate(`training.results.decideName.${other}`, { name })}
          confirmLabel={translate(`training.results.decide.${other}`)}
          onConfirm={decide}
          onClose={() => setAsking(false)}
        >
          {translate('training.results.decideHint')}
        </ReasonDialog>
      ) : null}
    </>
  );
}
