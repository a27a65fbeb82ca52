import type { CellIssue, RosterRow } from '../ipc/imports.ts';

/** What import does with a row. */
export type RowDecision = 'create' | 'skip' | { readonly use: number };

/** Decisions of the person, by row number, where they differ from the proposal. */
export type RowDecisions = Readonly<Record<string, RowDecision>>;

/**
 * @param row a row of the file
 * @param decisions what the person has decided
 * @returns what import will do with it
 */
export function decisionOf(row: RosterRow, decisions: RowDecisions): RowDecision {
  const own = decisions[String(row.row)];
  if (own) return own;
  const best = row.matches[0];
  if (row.proposal === 'use_existing' && best) return { use: best.person.id };
  return row.proposal === 'skip' ? 'skip' : 'create';
}

/**
 * What still keeps the rows from being imported. A row that is left out needs no correction, and a badge number that two
 * rows have needs none once either is left out.
 *
 * @param rows the rows of the file
 * @param issues every problem that was found
 * @param decisions what the person has decided
 * @returns the errors that remain
 */
export function openErrors(
  rows: readonly RosterRow[],
  issues: readonly CellIssue[],
  decisions: RowDecisions,
): readonly CellIssue[] {
  const byNumber = new Map(rows.map((row) => [row.row, row]));
  const isIn = (row: RosterRow | undefined): boolean =>
    row === undefined || decisionOf(row, decisions) !== 'skip';
  const sharesBadge = (number: number): boolean => {
    const badge = byNumber.get(number)?.values.badge;
    return rows.some((other) => other.row < number && other.values.badge === badge && isIn(other));
  };
  return issues.filter(
    ({ severity, row, code }) =>
      severity === 'error' && isIn(byNumber.get(row)) && (code !== 'badge_twice' || sharesBadge(row)),
  );
}
