import { describe, expect, it } from 'vitest';
import { markKeyOf, minutesAfterDigit, nextMark, type Press } from './mark-keys.ts';

const press = (code: string, parts: Partial<Press> = {}): Press => ({
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...parts,
});

describe('the keys of the attendance grid', () => {
  it.each([
    ['KeyP', 'present'],
    ['KeyA', 'absent'],
    ['KeyL', 'late'],
    ['KeyE', 'excused'],
  ])('%s marks by the place of the key, whatever letter the layout gives', (code, mark) => {
    expect(markKeyOf(press(code))).toEqual({ do: 'mark', mark });
  });

  it('undoes and redoes, in the habits of both kinds of programs', () => {
    expect(markKeyOf(press('KeyZ', { ctrlKey: true }))).toEqual({ do: 'undo' });
    expect(markKeyOf(press('KeyY', { ctrlKey: true }))).toEqual({ do: 'redo' });
    expect(markKeyOf(press('KeyZ', { ctrlKey: true, shiftKey: true }))).toEqual({ do: 'redo' });
  });

  it('leaves shortcuts of the app alone', () => {
    expect(markKeyOf(press('KeyL', { ctrlKey: true }))).toBeNull();
    expect(markKeyOf(press('KeyP', { altKey: true }))).toBeNull();
    expect(markKeyOf(press('KeyK'))).toBeNull();
  });

  it('walks with the space bar through every mark and back to none', () => {
    expect(nextMark(null)).toBe('present');
    expect(nextMark('present')).toBe('absent');
    expect(nextMark('absent')).toBe('late');
    expect(nextMark('late')).toBe('excused');
    expect(nextMark('excused')).toBeNull();
  });

  it('takes minutes digit by digit, from both blocks of digits', () => {
    expect(markKeyOf(press('Numpad5'))).toEqual({ do: 'digit', digit: 5 });
    expect(minutesAfterDigit(minutesAfterDigit(null, 1), 5)).toBe(15);
    expect(minutesAfterDigit(61, 0)).toBe(0);
    expect(minutesAfterDigit(60, 0)).toBe(600);
  });
});
