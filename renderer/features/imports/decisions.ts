import type { RosterRow } from '#shared/ipc/imports.ts';
import { decisionOf, type RowDecisions } from '#shared/roster/decisions.ts';

/** How many rows end in each way. */
export interface DecisionCounts {
  readonly created: number;
  readonly used: number;
  readonly skipped: number;
}

/**
 * @param rows the rows of the file
 * @param decisions what the person has decided
 * @returns what the import will do, in numbers
 */
export function countDecisions(rows: readonly RosterRow[], decisions: RowDecisions): DecisionCounts {
  const made = rows.map((row) => decisionOf(row, decisions));
  return {
    created: made.filter((decision) => decision === 'create').length,
    used: made.filter((decision) => typeof decision === 'object').length,
    skipped: made.filter((decision) => decision === 'skip').length,
  };
}
