import fc from 'fast-check';
import { expect, test } from 'vitest';
import { piecesOf, sheetsOfPieces } from './stored-form.ts';

test('a form in pieces is the same form again, whatever letters it has, and each piece can be stored', () => {
  const cell = fc.string({ unit: 'binary', maxLength: 900 }).filter((text) => text.isWellFormed());
  const sheet = fc.record({ name: cell, rows: fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 }) });
  fc.assert(
    fc.property(fc.array(sheet, { maxLength: 3 }), (sheets) => {
      const pieces = piecesOf(sheets);
      expect(pieces.every((piece) => piece.isWellFormed() && piece.length <= 4000)).toBe(true);
      expect(sheetsOfPieces(pieces, pieces.length)).toEqual(sheets);
    }),
    { numRuns: 50 },
  );
});

test('a form of which a piece is missing or that is none is not there', () => {
  const pieces = piecesOf([
    {
      name: 'survey',
      rows: [
        ['type', 'name'],
        ['note', 'x'.repeat(9000)],
      ],
    },
  ]);
  expect(pieces.length).toBeGreaterThan(2);
  expect(sheetsOfPieces(pieces.slice(1), pieces.length)).toBeUndefined();
  expect(sheetsOfPieces(pieces.toReversed(), pieces.length)).toBeUndefined();
  expect(sheetsOfPieces(['{"name":1}'], 1)).toBeUndefined();
});
