import { describe, expect, it } from 'vitest';
import { ratingDraft, ratingGap } from './rating-draft.ts';

describe('a rating as it is typed', () => {
  it.each([
    ['a level without what was seen', { level: '3', evidence: '  ' }, 'evidence'],
    ['what was seen without a level', { level: '', evidence: 'Twelve files read' }, 'level'],
    ['both', { level: '3', evidence: 'Twelve files read' }, null],
    ['neither, which takes the rating back', { level: '', evidence: '' }, null],
  ] as const)('knows what is missing of %s', (_, draft, gap) => {
    expect(ratingGap(draft)).toBe(gap);
  });

  it('is empty where an area is not rated', () => {
    expect(ratingDraft(undefined)).toEqual({ level: '', evidence: '' });
  });
});
