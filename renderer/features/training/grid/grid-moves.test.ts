import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GridPlace, placeAfterKey } from './grid-moves.ts';

const size = { rows: 60, columns: 12, page: 10 };
const press = (key: string, ctrlKey = false): { key: string; ctrlKey: boolean } => ({ key, ctrlKey });
const at = (row: number, column: number): GridPlace => ({ row, column });

describe('moving in the attendance grid', () => {
  it.each([
    ['ArrowRight', at(3, 4), at(3, 5)],
    ['ArrowLeft', at(3, 4), at(3, 3)],
    ['ArrowDown', at(3, 4), at(4, 4)],
    ['ArrowUp', at(3, 4), at(2, 4)],
    ['Home', at(3, 4), at(3, 0)],
    ['End', at(3, 4), at(3, 11)],
    ['PageDown', at(3, 4), at(13, 4)],
    ['PageUp', at(13, 4), at(3, 4)],
  ])('%s leads where a spreadsheet leads', (key, from, to) => {
    expect(placeAfterKey(press(key), from, size, 'ltr')).toEqual(to);
  });

  it('mirrors left and right in Arabic, and nothing else', () => {
    expect(placeAfterKey(press('ArrowLeft'), at(3, 4), size, 'rtl')).toEqual(at(3, 5));
    expect(placeAfterKey(press('ArrowRight'), at(3, 4), size, 'rtl')).toEqual(at(3, 3));
    expect(placeAfterKey(press('ArrowDown'), at(3, 4), size, 'rtl')).toEqual(at(4, 4));
    expect(placeAfterKey(press('Home'), at(3, 4), size, 'rtl')).toEqual(at(3, 0));
    expect(placeAfterKey(press('ArrowLeft', true), at(3, 4), size, 'rtl')).toEqual(at(3, 11));
  });

  it('reaches the headers, from the first row and the first session', () => {
    expect(placeAfterKey(press('ArrowUp'), at(0, 4), size, 'ltr')).toEqual(at(-1, 4));
    expect(placeAfterKey(press('ArrowLeft'), at(5, 0), size, 'ltr')).toEqual(at(5, -1));
    expect(placeAfterKey(press('Home'), at(5, 0), size, 'ltr')).toEqual(at(5, -1));
    expect(placeAfterKey(press('ArrowRight'), at(5, 0), size, 'rtl')).toEqual(at(5, -1));
  });

  it('goes to the ends with Ctrl', () => {
    expect(placeAfterKey(press('Home', true), at(30, 6), size, 'ltr')).toEqual(at(0, 0));
    expect(placeAfterKey(press('End', true), at(30, 6), size, 'ltr')).toEqual(at(59, 11));
    expect(placeAfterKey(press('ArrowDown', true), at(30, 6), size, 'ltr')).toEqual(at(59, 6));
  });

  it('leaves other keys to others', () => {
    expect(placeAfterKey(press('p'), at(0, 0), size, 'ltr')).toBeNull();
    expect(placeAfterKey(press('Tab'), at(0, 0), size, 'ltr')).toBeNull();
  });

  it('never leaves the grid nor lands on its corner', () => {
    const keys = ['ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean())),
        fc.constantFrom('ltr' as const, 'rtl' as const),
        fc.integer({ min: 1, max: 130 }),
        fc.integer({ min: 1, max: 70 }),
        (presses, direction, rows, columns) => {
          let place = at(0, 0);
          for (const [key, ctrlKey] of presses) {
            place = placeAfterKey({ key, ctrlKey }, place, { rows, columns, page: 10 }, direction) ?? place;
            expect(place.row).toBeGreaterThanOrEqual(-1);
            expect(place.row).toBeLessThan(rows);
            expect(place.column).toBeGreaterThanOrEqual(-1);
            expect(place.column).toBeLessThan(columns);
            expect(place.row === -1 && place.column === -1).toBe(false);
          }
        },
      ),
    );
  });
});
