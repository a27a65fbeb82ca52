import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { arbitraryChange, arbitraryOps, sha256 } from '#tests/sync/arbitrary-ops.ts';
import { OutpostError } from '../errors.ts';
import { decodeChanges, encodeChanges } from './op-body.ts';
import { verifyChain } from './verify-chain.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const malformed = expect.objectContaining({ code: 'frame_malformed' });
const start = { hash: new Uint8Array(32) };

test('changes come back exactly', () => {
  void fc.assert(
    fc.property(fc.array(arbitraryChange, { maxLength: 6 }), (changes) => {
      expect(decodeChanges(encodeChanges(changes))).toEqual(changes);
    }),
    { numRuns: 300 },
  );
});

test('any bytes are refused or are the one form of what they say', () => {
  const nearly = fc
    .tuple(fc.array(arbitraryChange, { minLength: 1, maxLength: 2 }), fc.nat(), fc.nat(255))
    .map(([changes, at, byte]) => {
      const bytes = encodeChanges(changes).slice();
      bytes[at % bytes.length] = byte;
      return bytes;
    });
  void fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 40 }), nearly), (bytes) => {
      try {
        expect(encodeChanges(decodeChanges(bytes))).toEqual(bytes);
      } catch (error) {
        if (!(error instanceof OutpostError)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
});

test('minus zero is zero, and an integer written as a decimal is refused', () => {
  const change = { table: 1, key: [], fields: [[1, -0]] as const };
  expect(encodeChanges([change])).toEqual(encodeChanges([{ ...change, fields: [[1, 0]] }]));
  const decimal = new Uint8Array([1, 1, 0, 1, 1, 2, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0]);
  expect(() => decodeChanges(decimal)).toThrow(malformed);
});

test('fields out of order or named twice are refused', () => {
  for (const fields of [
    [
      [2, 0],
      [1, 0],
    ],
    [
      [1, 0],
      [1, 0],
    ],
  ] as const) {
    expect(() => encodeChanges([{ table: 1, key: [1], fields }])).toThrow(malformed);
  }
});

test('a chain holds only with every op as it was written', () => {
  void fc.assert(
    fc.property(
      arbitraryOps(5).filter((ops) => ops.length > 1),
      fc.nat(),
      (ops, pick) => {
        const head = { ...start, seq: (ops[0]?.seq ?? 1) - 1 };
        const hashes = verifyChain(head, 16, ops, sha256);
        const last = hashes.at(-1);
        expect(hashes).toHaveLength(ops.length);
        expect(verifyChain(head, 16, ops, sha256, last)).toEqual(hashes);
        const changed = ops.map((op, index) =>
          index === pick % ops.length ? { ...op, actor: op.actor === 1 ? 2 : 1 } : op,
        );
        const broken = expect.objectContaining({ code: 'frame_chain' });
        expect(() => verifyChain(head, 16, changed, sha256, last)).toThrow(broken);
        expect(() => verifyChain(head, 17, ops, sha256, last)).toThrow(broken);
        const gap = expect.objectContaining({ code: 'frame_gap' });
        expect(() => verifyChain(head, 16, ops.slice(1), sha256)).toThrow(gap);
      },
    ),
    { numRuns: 60 },
  );
});
