import { describe, expect, it } from 'vitest';
import type { PersonSummary } from '#shared/ipc/people.ts';
import type { RosterRow } from '#shared/ipc/training.ts';
import { countDecisions, decisionOf } from './decisions.ts';

const known: PersonSummary = {
  id: 12,
  nameAr: 'علي حسين',
  nameLatin: 'Ali Hussein',
  badge: null,
  rank: null,
  unit: null,
  sex: null,
  vetting: null,
  vettingValidUntil: null,
};
const row = (
  number: number,
  proposal: RosterRow['proposal'],
  known_: readonly PersonSummary[],
): RosterRow => ({
  row: number,
  values: {},
  matches: known_.map((person) => ({ person, score: 0.95, reasons: ['badge'] })),
  proposal,
});
const rows = [
  row(5, 'create', []),
  row(6, 'use_existing', [known]),
  row(7, 'create', [known]),
  row(8, 'skip', []),
];

describe('what an import will do', () => {
  it('follows the proposals where nobody decided otherwise', () => {
    expect(rows.map((each) => decisionOf(each, {}))).toEqual(['create', { use: 12 }, 'create', 'skip']);
    expect(countDecisions(rows, {})).toEqual({ created: 2, used: 1, skipped: 1 });
  });

  it('lets the decision of a person win', () => {
    expect(countDecisions(rows, { '6': 'create', '7': { use: 12 }, '5': 'skip' })).toEqual({
      created: 1,
      used: 1,
      skipped: 2,
    });
  });
});
