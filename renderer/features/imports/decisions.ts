import type { RequestOf } from '#shared/ipc/channels.ts';
import type { RosterRow } from '#shared/ipc/training.ts';

/** What import does with a row. */
export type Decision = RequestOf<'import.commit'>['decisions'][string];

/** Decisions of the person, by row number, where they differ from the proposal. */
export type Decisions = Readonly<Record<string, Decision>>;

/**
 * @param row a row of the file
 * @param decisions what the person has decided
 * @returns what import will do with it
 */
export function decisionOf(row: RosterRow, decisions: Decisions): Decision {
  const own = decisions[String(row.row)];
  if (own) return own;
  const best = row.matches[0];
  return row.proposal === 'use_existing' && best
    ? { use: best.person.id }
    : row.proposal === 'skip'
      ? 'skip'
      : 'create';
}

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
export function countDecisions(rows: readonly RosterRow[], decisions: Decisions): DecisionCounts {
  const made = rows.map((row) => decisionOf(row, decisions));
  return {
    created: made.filter((decision) => decision === 'create').length,
    used: made.filter((decision) => typeof decision === 'object').length,
    skipped: made.filter((decision) => decision === 'skip').length,
  };
}
