import type { OutpostError } from '#shared/errors.ts';
import type { RowDecisions } from '#shared/roster/decisions.ts';
import { call } from '../../app/bridge.ts';
import { goTo } from '../../app/go-to.ts';
import { paths } from '../../app/paths.ts';
import { useCall } from '../../app/queries.ts';
import { useTranslate } from '../../ui/language.tsx';
import { useUndoToast } from '../../ui/toast.tsx';

interface BringIn {
  /** Imports all rows at once, goes to the training and offers to take it back. Rejects with `error`. */
  readonly bring: () => Promise<void>;
  readonly error: OutpostError | null;
  readonly pending: boolean;
}

/**
 * @param wanted the rows that were looked at, the training, and what was decided
 * @returns the import, and how it stands
 */
export function useBringIn(wanted: {
  readonly importId: string;
  readonly eventId: number;
  readonly decisions: RowDecisions;
}): BringIn {
  const { importId, eventId, decisions } = wanted;
  const translate = useTranslate();
  const offerUndo = useUndoToast();
  const commit = useCall('import.commit');
  return {
    bring: async () => {
      const { enrolled, created, undoToken } = await commit.mutateAsync({
        importId,
        eventId,
        decisions: { ...decisions },
      });
      goTo(paths.training(eventId));
      offerUndo({
        message: translate('imports.done', { enrolled, created }),
        // This screen is gone by then.
        undo: () => call('import.undo', { undoToken }),
      });
    },
    error: commit.error,
    pending: commit.isPending,
  };
}
