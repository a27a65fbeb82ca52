import { describe, expect, it } from 'vitest';
import { partsOf, scrollThatShows, visibleRange } from './visible-range.ts';

describe('the part of a large grid that is drawn', () => {
  it('covers what is in sight and a little more', () => {
    expect(visibleRange(340, 340, 34, 120, 4)).toEqual({ from: 6, to: 24 });
    expect(visibleRange(0, 340, 34, 120, 4)).toEqual({ from: 0, to: 14 });
    expect(visibleRange(3740, 340, 34, 120, 4)).toEqual({ from: 106, to: 120 });
  });

  it('always holds the cell that has the focus, so that no key is lost while scrolling', () => {
    expect(partsOf({ from: 6, to: 9 }, 2)).toEqual([2, 6, 7, 8]);
    expect(partsOf({ from: 6, to: 9 }, 50)).toEqual([6, 7, 8, 50]);
    expect(partsOf({ from: 6, to: 9 }, 7)).toEqual([6, 7, 8]);
    expect(partsOf({ from: 6, to: 9 }, -1)).toEqual([6, 7, 8]);
  });

  it('scrolls no further than needed to show a cell', () => {
    expect(scrollThatShows(100, 300, 50, 34)).toBe(50);
    expect(scrollThatShows(100, 300, 390, 34)).toBe(124);
    expect(scrollThatShows(100, 300, 200, 34)).toBe(100);
  });
});
