import { describe, expect, it } from 'vitest';
import { unfinishedOf } from './unfinished.ts';

describe('what is unfinished', () => {
  it('leads to each record once, however many of its fields hold drafts', () => {
    const places = ['visit:7/new-action', 'visit:7/rating:LEAD', 'answer:9:A01-01/comment', 'census:9/total'];
    expect(unfinishedOf(places)).toEqual([
      { kind: 'visit', id: 7, path: '/mentoring/7' },
      { kind: 'inspection', id: 9, path: '/inspections/9' },
    ]);
  });

  it('leads back to what does not exist yet, with the name that was searched for', () => {
    expect(unfinishedOf(['visit:new', 'action:new', 'person:new/ماجد صالح'])).toEqual([
      { kind: 'visit', id: null, path: '/mentoring/new' },
      { kind: 'action', id: null, path: '/actions/new' },
      { kind: 'person', id: null, path: `/people/new/${encodeURIComponent('ماجد صالح')}` },
    ]);
  });

  it('leaves out what has no screen of its own', () => {
    expect(unfinishedOf(['finding:4/new-action', 'session:3/topic', 'nonsense'])).toEqual([]);
  });
});
