import { useCallback, useRef, useState } from 'react';
import type { OutpostError } from '#shared/errors.ts';
import type { ReplyOf } from '#shared/ipc/channels.ts';
import type { CellCorrection, CellIssue } from '#shared/ipc/imports.ts';
import type { RowDecision, RowDecisions } from '#shared/roster/decisions.ts';
import { useCall } from '../../app/queries.ts';
import type { SheetChoice } from './map-columns.tsx';

/** How the rows are read: where they are, and what a person changed about them. */
interface Asked {
  readonly choice: SheetChoice;
  readonly corrections: readonly CellCorrection[];
  readonly withHidden: boolean;
}

/** The rows as they would be imported, and everything that a person changes about them. */
export interface Review {
  readonly preview: ReplyOf<'import.preview'> | null;
  readonly error: OutpostError | null;
  readonly pending: boolean;
  readonly decisions: RowDecisions;
  readonly withHidden: boolean;
  /** Reads the rows of a sheet. */
  readonly look: (choice: SheetChoice) => void;
  /** Back to the columns; what was decided is forgotten when another place is looked at. */
  readonly leave: () => void;
  readonly decide: (row: number, decision: RowDecision) => void;
  readonly correct: (issue: CellIssue, text: string) => void;
  readonly takeHidden: (withHidden: boolean) => void;
}

/**
 * @param importId a file that was read
 * @param eventId the training
 * @returns the rows and the ways to change how they are read
 */
export function useReview(importId: string, eventId: number): Review {
  const read = useCall('import.preview');
  const [preview, setPreview] = useState<ReplyOf<'import.preview'> | null>(null);
  const [decisions, setDecisions] = useState<RowDecisions>({});
  const [withHidden, setWithHidden] = useState(false);
  const asked = useRef<Asked | null>(null);

  const ask = async (next: Asked): Promise<void> => {
    asked.current = next;
    const { sheet, headerRow, mapping } = next.choice;
    const rows = await read.mutateAsync({
      importId,
      eventId,
      sheet,
      headerRow,
      mapping,
      corrections: [...next.corrections],
      withHidden: next.withHidden,
    });
    // Somebody may have corrected another cell meanwhile.
    if (asked.current === next) setPreview(rows);
  };
  const change = (part: Partial<Asked>): void => {
    // A failed reading shows above the rows, which stay as they were.
    if (asked.current) ask({ ...asked.current, ...part }).catch(() => undefined);
  };
  return {
    preview,
    error: read.error,
    pending: read.isPending,
    decisions,
    withHidden,
    look: (choice) => {
      const before = asked.current;
      const same = before?.choice.sheet === choice.sheet && before.choice.headerRow === choice.headerRow;
      if (!same) setDecisions({});
      setWithHidden(same && before.withHidden);
      ask(same ? { ...before, choice } : { choice, corrections: [], withHidden: false }).catch(
        () => undefined,
      );
    },
    leave: () => setPreview(null),
    decide: useCallback(
      (row: number, decision: RowDecision) => setDecisions((before) => ({ ...before, [row]: decision })),
      [],
    ),
    correct: ({ row, column }, text) => {
      const others = (asked.current?.corrections ?? []).filter(
        (each) => each.row !== row || each.column !== column,
      );
      change({ corrections: [...others, { row, column, text }] });
    },
    takeHidden: (chosen) => {
      setWithHidden(chosen);
      change({ withHidden: chosen });
    },
  };
}
