import { describe, expect, it } from 'vitest';
import type { RosterRow } from '#shared/ipc/imports.ts';
import type { PersonSummary } from '#shared/ipc/people.ts';
import { decisionOf, openErrors } from '#shared/roster/decisions.ts';
import { countDecisions } from './decisions.ts';

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
  twin: null,
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

  it('leaves open what is wrong only in rows that are taken in', () => {
    const issue = { sheet: 'a', column: 'B', value: '', severity: 'error' } as const;
    const wrong = [
      { ...issue, row: 5, code: 'date_invalid' },
      { ...issue, row: 8, code: 'date_invalid' },
      { ...issue, row: 6, code: 'rank_unknown', severity: 'warning' as const },
    ];
    expect(openErrors(rows, wrong, {})).toEqual([wrong[0]]);
    expect(openErrors(rows, wrong, { '5': 'skip', '8': 'create' })).toEqual([wrong[1]]);
  });

  it('lets a badge number stand in two rows only while one of them is left out', () => {
    const badge = { badge: '7' };
    const three = [row(1, 'create', []), row(2, 'create', []), row(3, 'create', [])].map((each) => ({
      ...each,
      values: badge,
    }));
    const issue = { sheet: 'a', column: 'B', value: '7', severity: 'error', code: 'badge_twice' } as const;
    const twice = [
      { ...issue, row: 2 },
      { ...issue, row: 3 },
    ];
    expect(openErrors(three, twice, { '1': 'skip' })).toEqual([twice[1]]);
    expect(openErrors(three, twice, { '1': 'skip', '2': 'skip' })).toEqual([]);
  });
});
