import fc from 'fast-check';
import pg from 'pg';
import { expect, it } from 'vitest';
import { arrayOf, heapOf } from './column-parameters.ts';

const textArray: number = 1009;

/** An array as whoever knows PostgreSQL's form of it reads it. */
function read(literal: string): readonly (string | null)[] {
  return pg.types.getTypeParser(textArray, 'text')(literal) as (string | null)[];
}

it('values of any kind arrive in a column as they were', () => {
  const value = fc.oneof(
    fc.constant(null),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', 'NULL', '{', '}', ',', '"', '\\', '\\"', ' ', 'نص'),
  );
  fc.assert(
    fc.property(fc.array(value), (values) => {
      const expected = values.map((one) => (one === null ? null : `${one}`));
      expect(read(arrayOf(values))).toEqual(expected);
    }),
  );
});

it('byte strings arrive as they were, whatever is in them', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.uint8Array())), (values) => {
      const [heap, at, length] = heapOf(values);
      const [starts, lengths] = [read(at), read(length)];
      const found = values.map((_, place) => {
        const start = starts[place] ?? null;
        return start === null
          ? null
          : new Uint8Array(heap.subarray(Number(start) - 1, Number(start) - 1 + Number(lengths[place])));
      });
      expect(found).toEqual(values);
    }),
  );
});
