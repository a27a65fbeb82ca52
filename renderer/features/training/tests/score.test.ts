import { describe, expect, it } from 'vitest';
import { gain, meanOf, rowAfterKey, typedScore } from './score.ts';

describe('a typed score', () => {
  it.each([
    ['75', 75],
    ['75.5', 75.5],
    ['75,5', 75.5],
    ['٧٥', 75],
    ['٧٥٫٥', 75.5],
    [' 80 %', 80],
    ['100', 100],
    ['0', 0],
    ['', null],
    ['101', undefined],
    ['7a', undefined],
    ['-5', undefined],
  ])('%j comes to %j', (typed, score) => {
    expect(typedScore(typed).score).toBe(score);
  });

  it('shows a gain only when both tests were taken', () => {
    expect(gain(40, 75)).toBe(35);
    expect(gain(75, 40)).toBe(-35);
    expect(gain(null, 75)).toBeNull();
    expect(gain(0, null)).toBeNull();
  });

  it('counts only the scores that are there into a mean', () => {
    expect(meanOf([40, null, 60])).toBe(50);
    expect(meanOf([null, null])).toBeNull();
  });

  it('goes from trainee to trainee with Enter and the arrows', () => {
    expect(rowAfterKey('Enter', false, 3, 60)).toBe(4);
    expect(rowAfterKey('Enter', true, 3, 60)).toBe(2);
    expect(rowAfterKey('ArrowDown', false, 59, 60)).toBe(59);
    expect(rowAfterKey('ArrowUp', false, 0, 60)).toBe(0);
    expect(rowAfterKey('ArrowLeft', false, 3, 60)).toBeNull();
  });
});
