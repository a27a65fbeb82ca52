import type { ReactNode } from 'react';
import type { TraineeView } from '#shared/ipc/training.ts';
import { useCall } from '../../../app/queries.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { useUndoToast } from '../../../ui/toast.tsx';

interface AdmitDialogProps {
  readonly eventId: number;
  readonly trainee: TraineeView;
  readonly onClose: () => void;
}

/** A supervisor lets somebody on the roster take part although vetting does not cover the first day. */
export function AdmitDialog({ eventId, trainee, onClose }: AdmitDialogProps): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const offerUndo = useUndoToast();
  const override = useCall('training.overrideVetting');
  const { person } = trainee;
  const name = format.name({ en: person.nameLatin, ar: person.nameAr });
  const admit = async (reason: string): Promise<void> => {
    const personIds = [person.id];
    await override.mutateAsync({ eventId, personIds, reason });
    offerUndo({
      message: translate('training.gate.admittedName', { name }),
      undo: () => override.mutateAsync({ eventId, personIds, reason: null }),
    });
  };
  return (
    <ReasonDialog
      title={translate('training.gate.admitName', { name })}
      confirmLabel={translate('training.gate.admit')}
      onConfirm={admit}
      onClose={onClose}
    >
      {translate('training.vettingWarning')} {translate('training.gate.reasonHint')}
    </ReasonDialog>
  );
}
