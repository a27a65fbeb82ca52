import { brotliCompressSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { arbitraryOps, brotli, decompress, gzip, plain, sha256 } from '#tests/sync/arbitrary-ops.ts';
import { attendanceOps } from '#tests/sync/marks.ts';
import { OutpostError } from '../errors.ts';
import {
  decodeFrame,
  encodeFrame,
  type FrameWriting,
  maxFrameBody,
  maxFrameBytes,
  packFrames,
} from './frame.ts';
import type { JournalOp } from './lookahead.ts';
import type { ChainHead, Op } from './op.ts';
import { verifyChain } from './verify-chain.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const zero = new Uint8Array(32);
const last = new Uint8Array(32).fill(7);
const signature = new Uint8Array(64).fill(9);
const writing = (compress: FrameWriting['compress']): FrameWriting => ({ compress, sign: () => signature });
const frameOf = (ops: readonly Op[]): Uint8Array =>
  encodeFrame({ device: 21, ops, previous: zero, last }, writing(brotli(5)));

function journal(ops: readonly Op[]): readonly JournalOp[] {
  const hashes = verifyChain({ seq: 0, hash: zero }, 21, ops, sha256);
  return ops.map((op, index) => ({ op, hash: hashes[index] ?? zero }));
}

test('a frame gives back its ops and its place in the chain, however it is compressed', () => {
  void fc.assert(
    fc.property(
      arbitraryOps(6).filter((ops) => ops.length > 0),
      fc.constantFrom(brotli(4), gzip, plain),
      (ops, compress) => {
        const bytes = encodeFrame({ device: 21, ops, previous: zero, last }, writing(compress));
        const frame = decodeFrame(bytes, { decompress });
        expect(frame.ops).toEqual(ops);
        expect(frame.header).toEqual({
          protocol: 1,
          device: 21,
          from: ops[0]?.seq,
          to: ops.at(-1)?.seq,
          previous: zero,
          last,
          encoding: compress.encoding,
        });
        expect([...frame.signed, ...frame.signature]).toEqual([...bytes]);
      },
    ),
    { numRuns: 100 },
  );
});

test('a frame cut at any byte is refused', () => {
  const frame = frameOf(attendanceOps(20, 1));
  for (let cut = 0; cut < frame.length; cut++) {
    expect(() => decodeFrame(frame.subarray(0, cut), { decompress })).toThrow(OutpostError);
  }
});

test('a frame with any byte flipped is refused, or its signature no longer covers what it says', () => {
  const frame = frameOf(attendanceOps(20, 1));
  const signed = frame.length - signature.length;
  for (let at = 0; at < frame.length; at++) {
    const damaged = frame.slice();
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
    try {
      const read = decodeFrame(damaged, { decompress });
      const covered = Buffer.compare(read.signed, frame.subarray(0, signed)) === 0;
      expect(covered && Buffer.compare(read.signature, signature) === 0).toBe(false);
    } catch (error) {
      expect(error).toBeInstanceOf(OutpostError);
    }
  }
});

test('a body that unfolds to more than it says, or says too much, is refused', () => {
  const bomb = {
    encoding: 'br' as const,
    run: () => new Uint8Array(brotliCompressSync(new Uint8Array(64 * 1024 * 1024))),
  };
  const bytes = encodeFrame({ device: 21, ops: attendanceOps(1, 1), previous: zero, last }, writing(bomb));
  const asked: number[] = [];
  const watch = (encoding: 'br' | 'gzip' | 'plain', packed: Uint8Array, most: number): Uint8Array => {
    asked.push(most);
    return decompress(encoding, packed, most);
  };
  expect(() => decodeFrame(bytes, { decompress: watch })).toThrow(
    expect.objectContaining({ code: 'frame_malformed' }),
  );
  expect(asked.every((most) => most < 1000)).toBe(true);

  const note = 'n'.repeat(maxFrameBody);
  const [op] = attendanceOps(1, 1);
  if (!op) throw new Error('no op');
  const huge = { ...op, changes: [{ table: 40, key: [1], fields: [[12, note]] as const }] };
  expect(() => frameOf([huge])).toThrow(expect.objectContaining({ code: 'frame_too_large' }));
});

test('a frame without ops, with a gap, or of another protocol is refused', () => {
  const ops = attendanceOps(3, 1);
  const malformed = expect.objectContaining({ code: 'frame_malformed' });
  expect(() => frameOf([])).toThrow(malformed);
  expect(() => frameOf(ops.filter(({ seq }) => seq !== 2))).toThrow(malformed);
  const other = frameOf(ops).slice();
  other[3] = 2;
  expect(() => decodeFrame(other, { decompress })).toThrow(
    expect.objectContaining({ code: 'unsupported_protocol' }),
  );
});

test('a long journal is cut into frames of one second, that follow each other without a gap', () => {
  const ops = journal(attendanceOps(20_000, 1));
  const frames = [...packFrames(ops, zero, 21, writing(brotli(5)))];
  let head: ChainHead = { seq: 0, hash: zero };
  for (const { bytes, from, to } of frames) {
    expect(bytes.length).toBeLessThanOrEqual(maxFrameBytes);
    const read = decodeFrame(bytes, { decompress });
    expect(read.header.from).toBe(from);
    expect(Buffer.compare(read.header.previous, head.hash)).toBe(0);
    verifyChain(head, 21, read.ops, sha256, read.header.last);
    head = { seq: to, hash: read.header.last };
  }
  expect(head.seq).toBe(20_000);
  const filled = frames.slice(1, -1).filter(({ bytes }) => bytes.length > maxFrameBytes / 2);
  expect(filled.length).toBe(Math.max(0, frames.length - 2));
});

test('an op too long for the target travels alone, and its neighbours as usual', () => {
  const noise = Array.from({ length: 20_000 }, (_, index) =>
    String.fromCharCode(0x600 + ((index * index * 7919) % 251)),
  );
  const ops = attendanceOps(9, 1).map((op) =>
    op.seq === 5
      ? { ...op, changes: [{ table: 40, key: [1], fields: [[12, noise.join('')]] as const }] }
      : op,
  );
  const frames = [...packFrames(journal(ops), zero, 21, writing(plain))];
  expect(frames.map(({ from, to }) => [from, to])).toEqual([
    [1, 4],
    [5, 5],
    [6, 9],
  ]);
});
