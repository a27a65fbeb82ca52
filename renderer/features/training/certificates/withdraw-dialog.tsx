import type { ReactNode } from 'react';
import { useCall } from '../../../app/queries.ts';
import { useTranslate } from '../../../ui/language.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { useUndoToast } from '../../../ui/toast.tsx';
import { Ltr } from '../../../ui/user-text.tsx';

interface WithdrawDialogProps {
  readonly number: string;
  readonly onClose: () => void;
}

/** Takes a certificate back, with the reason that headquarters will give to whoever asks. */
export function WithdrawDialog({ number, onClose }: WithdrawDialogProps): ReactNode {
  const translate = useTranslate();
  const offerUndo = useUndoToast();
  const withdraw = useCall('certificates.withdraw');
  const restore = useCall('certificates.restore');
  return (
    <ReasonDialog
      title={translate('certificates.withdraw.title')}
      confirmLabel={translate('certificates.withdraw')}
      onConfirm={async (reason) => {
        await withdraw.mutateAsync({ number, reason });
        offerUndo({
          message: translate('certificates.withdrawn'),
          undo: () => restore.mutateAsync({ number }),
        });
      }}
      onClose={onClose}
    >
      <Ltr>{number}</Ltr> {translate('certificates.withdraw.hint')}
    </ReasonDialog>
  );
}
