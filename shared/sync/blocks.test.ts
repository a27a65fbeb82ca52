import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Block, BlockReader, blockKinds, encodeBlock } from './blocks.ts';

const kind = fc.constantFrom(blockKinds.hello, blockKinds.frame, blockKinds.delta, blockKinds.answer);
const block = fc.record({ kind, payload: fc.uint8Array({ maxLength: 50 }) });

test('blocks come out whole, wherever the network cuts the stream', () => {
  void fc.assert(
    fc.property(
      fc.array(block, { maxLength: 6 }),
      fc.array(fc.nat(20), { maxLength: 60 }),
      (blocks, sizes) => {
        const all = [...blocks, { kind: blockKinds.end, payload: new Uint8Array(0) }];
        const stream = Buffer.concat(all.map((one) => encodeBlock(one.kind, one.payload)));
        const reader = new BlockReader();
        const read: Block[] = [];
        let at = 0;
        for (const size of [...sizes, stream.length]) {
          read.push(...reader.push(new Uint8Array(stream.subarray(at, at + size))));
          at += size;
        }
        expect(read).toEqual(all);
        expect(reader.ended).toBe(true);
      },
    ),
  );
});

test('a stream that was cut has not ended', () => {
  const stream = Buffer.concat([
    encodeBlock(blockKinds.frame, new Uint8Array(9)),
    encodeBlock(blockKinds.end),
  ]);
  for (let cut = 0; cut < stream.length; cut++) {
    const reader = new BlockReader();
    reader.push(new Uint8Array(stream.subarray(0, cut)));
    expect(reader.ended).toBe(false);
  }
});

test('a block above its limit is refused before its payload arrives', () => {
  const tooLarge = expect.objectContaining({ code: 'frame_too_large' });
  expect(() => new BlockReader().push(new Uint8Array([blockKinds.frame, 0xff, 0xff, 0xff, 0xff]))).toThrow(
    tooLarge,
  );
  expect(() => new BlockReader().push(new Uint8Array([blockKinds.end, 0, 0, 0, 1]))).toThrow(tooLarge);
  expect(() => encodeBlock(blockKinds.hello, new Uint8Array(17 * 1024))).toThrow(tooLarge);
});

test('an unknown kind, a login page and bytes after the end are refused', () => {
  const malformed = expect.objectContaining({ code: 'malformed_body' });
  expect(() => new BlockReader().push(new Uint8Array([9]))).toThrow(malformed);
  expect(() => new BlockReader().push(new TextEncoder().encode('<html>'))).toThrow(malformed);
  const reader = new BlockReader();
  reader.push(encodeBlock(blockKinds.end));
  expect(() => reader.push(new Uint8Array([1]))).toThrow(malformed);
});
