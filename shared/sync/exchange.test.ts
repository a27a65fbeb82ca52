import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { brotli, decompress } from '#tests/sync/arbitrary-ops.ts';
import { OutpostError, toErrorShape } from '../errors.ts';
import type { DeltaEntry } from './delta-entry.ts';
import {
  type Answer,
  blockKinds,
  decodeAnswer,
  decodeDeltas,
  decodeError,
  decodeHello,
  encodeAnswer,
  encodeBlock,
  encodeDeltas,
  encodeError,
  encodeHello,
  type Hello,
} from './exchange.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const sign = (bytes: Uint8Array): Uint8Array => new Uint8Array(64).fill(bytes.length % 256);
const nonce = new Uint8Array(16).fill(3);
const hello: Hello = {
  protocol: [1, 1],
  schema: 1,
  device: 21,
  exchange: 2 ** 40,
  time: 1_795_000_000_000,
  epoch: 'kL3x',
  grant: 4,
  cursor: 2 ** 45,
  head: { seq: 12, hash: new Uint8Array(32) },
  app: '0.1.0',
  nonce,
};
const answer: Answer = {
  nonce,
  exchange: 7,
  protocol: 1,
  epoch: 'kL3x',
  grant: { version: 4, sites: ['basra-palace', 'مركز'] },
  time: 1_795_000_000_000,
  skew: -86_400_000,
  head: { seq: 12, hash: new Uint8Array(32) },
  accepted: 12,
  durable: 3,
  quarantined: [{ seq: 9, reason: 'out_of_grant' }],
  cursor: 2 ** 45 + 1,
  deltas: 0,
};
const entry: DeltaEntry = {
  hqSeq: 8,
  device: 22,
  seq: 3,
  actor: 5,
  hlc: { ms: 1_795_000_000_000, counter: 1 },
  kind: 'change',
  changes: [{ table: 34, key: [1, 2], fields: [[4, 'late']] }],
  lost: [],
};

test('hello and answer arrive as they were signed', () => {
  const read = decodeHello(encodeHello(hello, sign));
  expect(read.message).toEqual(hello);
  expect(read.signature).toEqual(sign(read.signed));
  expect(decodeAnswer(encodeAnswer(answer, sign)).message).toEqual(answer);
});

test('what a later version adds at the end may be missing, costs nothing then, and arrives when it is there', () => {
  const bootstrap = {
    id: 'k1',
    at: 2 ** 45,
    ownSeq: 12,
    scopes: ['*', 'basra-palace'],
    whole: true,
    parts: [{ sha256: new Uint8Array(32).fill(9), size: 250_000 }],
  };
  expect(decodeHello(encodeHello({ ...hello, accepted: 11 }, sign)).message).toEqual({
    ...hello,
    accepted: 11,
  });
  expect(decodeAnswer(encodeAnswer({ ...answer, bootstrap }, sign)).message).toEqual({
    ...answer,
    bootstrap,
  });
  expect(decodeHello(encodeHello(hello, sign)).message.accepted).toBeUndefined();
  // Without them the messages are those of the first protocol: arrays of 11 and of 13 places.
  expect(decodeHello(encodeHello(hello, sign)).signed[0]).toBe(0x9b);
  expect(decodeAnswer(encodeAnswer(answer, sign)).signed[0]).toBe(0x9d);
});

test('an exchange with nothing to say takes at most 200 bytes each way', () => {
  const short = {
    epoch: 'kL3xkL3xkL3xkL3x',
    exchange: 900,
    cursor: 48_000,
    head: { seq: 12_000, hash: new Uint8Array(32) },
  };
  const end = encodeBlock(blockKinds.end).length;
  const up =
    encodeBlock(blockKinds.hello, encodeHello({ ...hello, ...short, accepted: 12_000 }, sign)).length + end;
  const grant = { version: 4, sites: ['basra-palace'] };
  const quiet = {
    ...answer,
    ...short,
    grant,
    accepted: 12_000,
    durable: 11_000,
    skew: -300,
    quarantined: [],
  };
  const down = encodeBlock(blockKinds.answer, encodeAnswer(quiet, sign)).length + end;
  expect(up).toBeLessThanOrEqual(200);
  expect(down).toBeLessThanOrEqual(200);
});

test('any other bytes are refused with a code', () => {
  const whole = encodeHello(hello, sign);
  const damaged = fc.tuple(fc.nat(whole.length - 1), fc.nat(255)).map(([at, byte]) => {
    const bytes = whole.slice();
    bytes[at] = byte;
    return bytes;
  });
  void fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 60 }), damaged), (bytes) => {
      for (const decode of [decodeHello, decodeAnswer, decodeError]) {
        try {
          decode(bytes);
        } catch (error) {
          expect(error).toMatchObject({ code: 'malformed_body' });
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('an error keeps its code and details mid-stream', () => {
  const shape = toErrorShape(new OutpostError('frame_gap', 'Gap.', { details: { expected: 3 } }));
  expect(decodeError(encodeError(shape))).toEqual(shape);
});

test('deltas arrive with the stretch that they cover, and a stretch may be empty', () => {
  const writing = { compress: brotli(4), sign };
  for (const entries of [[entry, { ...entry, hqSeq: 9 }], []]) {
    const header = { nonce, index: 1, from: 7, to: 9 };
    const read = decodeDeltas(encodeDeltas(header, entries, writing), { decompress });
    expect(read.header).toEqual(header);
    expect(read.entries).toEqual(entries);
    expect(read.signature).toEqual(sign(read.signed));
  }
});

test('deltas outside their stretch or out of order are refused', () => {
  const writing = { compress: brotli(4), sign };
  const malformed = expect.objectContaining({ code: 'frame_malformed' });
  const header = { nonce, index: 0, from: 7, to: 9 };
  expect(() => encodeDeltas({ ...header, to: 7 }, [entry], writing)).toThrow(malformed);
  expect(() => encodeDeltas({ ...header, from: 8, to: 9 }, [{ ...entry, hqSeq: 7 }], writing)).toThrow(
    malformed,
  );
  expect(() => encodeDeltas(header, [{ ...entry, hqSeq: 9 }, entry], writing)).toThrow(malformed);
});

test('deltas cut at any byte are refused', () => {
  const bytes = encodeDeltas({ nonce, index: 0, from: 7, to: 9 }, [entry], { compress: brotli(4), sign });
  for (let cut = 0; cut < bytes.length; cut++) {
    expect(() => decodeDeltas(bytes.subarray(0, cut), { decompress })).toThrow(OutpostError);
  }
});
