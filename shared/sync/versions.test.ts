import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutpostError } from '../errors.ts';
import { decodeVersions, encodeVersions } from './versions.ts';

const winner = fc.record({
  hqSeq: fc.oneof(fc.nat(3), fc.maxSafeNat()),
  device: fc.nat(3),
  hlc: fc.record({ ms: fc.oneof(fc.nat(2), fc.nat()), counter: fc.nat(2) }),
});
const also = fc
  .uniqueArray(winner, { minLength: 1, maxLength: 3, selector: ({ hqSeq }) => hqSeq })
  .map((winners) => winners.toSorted((a, b) => a.hqSeq - b.hqSeq));
const held = fc.oneof(
  winner,
  fc.tuple(winner, also).map(([first, others]) => ({ ...first, also: others })),
);
const versions = fc.array(fc.tuple(fc.nat(40), held)).map((entries) => new Map(entries));

test('the winners of a row come back exactly, in one form', () => {
  void fc.assert(
    fc.property(versions, (map) => {
      expect(decodeVersions(encodeVersions(map))).toEqual(map);
      expect(encodeVersions(new Map([...map].reverse()))).toEqual(encodeVersions(map));
    }),
  );
});

test('a row that one op wrote takes little', () => {
  const one = { hqSeq: 48_211, device: 21, hlc: { ms: 1_795_000_000_000, counter: 0 } };
  expect(encodeVersions(new Map(Array.from({ length: 20 }, (_, group) => [group, one]))).length).toBeLessThan(
    36,
  );
});

test('a damaged column is refused', () => {
  void fc.assert(
    fc.property(fc.uint8Array({ maxLength: 30 }), (bytes) => {
      try {
        decodeVersions(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(OutpostError);
      }
    }),
  );
});
