import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { fromBase64Url, toBase64Url } from './base64.ts';
import { ByteReader, ByteWriter } from './bytes.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const malformed = expect.objectContaining({ code: 'frame_malformed' });
const write = (fill: (writer: ByteWriter) => void): Uint8Array => {
  const writer = new ByteWriter();
  fill(writer);
  return writer.finish();
};
const edges = [0, 1, 63, 64, 127, 128, 2 ** 31, 2 ** 32, 2 ** 46, 2 ** 47, 2 ** 52, Number.MAX_SAFE_INTEGER];

describe('bytes', () => {
  test('numbers and texts come back exactly', () => {
    const text = fc.string({ unit: 'binary' });
    const signed = fc.oneof(fc.maxSafeInteger(), fc.constantFrom(...edges, ...edges.map((edge) => 0 - edge)));
    const unsigned = fc.oneof(fc.maxSafeNat(), fc.constantFrom(...edges));
    const real = fc.double({ noNaN: true, noDefaultInfinity: true });
    void fc.assert(
      fc.property(signed, unsigned, real, text, (int, uint, float, words) => {
        const bytes = write((writer) => {
          writer.int(int);
          writer.uint(uint);
          writer.float64(float);
          writer.text(words);
        });
        const reader = new ByteReader(bytes);
        expect([reader.int() + 0, reader.uint(), reader.float64(), reader.text()]).toEqual([
          int + 0,
          uint,
          float,
          words,
        ]);
        reader.end();
      }),
      { numRuns: 100 },
    );
  });

  test('input that ends early is refused at any cut', () => {
    const bytes = write((writer) => {
      writer.text('نقطة');
      writer.uint(2 ** 50);
      writer.float64(0.5);
    });
    for (let cut = 0; cut < bytes.length; cut++) {
      const reader = new ByteReader(bytes.subarray(0, cut));
      expect(() => [reader.text(), reader.uint(), reader.float64()]).toThrow(malformed);
    }
  });

  test('a number has one form only', () => {
    expect(() => new ByteReader(new Uint8Array([0x80, 0])).uint()).toThrow(malformed);
    expect(() => new ByteReader(new Uint8Array([0x80, 0])).int()).toThrow(malformed);
    expect(() => new ByteReader(new Uint8Array(9).fill(0xff)).uint()).toThrow(malformed);
    expect(() => new ByteReader(new Uint8Array(9).fill(0xff)).int()).toThrow(malformed);
  });

  test('a length beyond the input is refused, not allocated', () => {
    const claim = write((writer) => writer.uint(2 ** 52));
    expect(() => new ByteReader(claim).text()).toThrow(malformed);
    expect(() => new ByteReader(claim).count(1)).toThrow(malformed);
    expect(() => new ByteReader(claim).uint(100)).toThrow(malformed);
  });

  test('what cannot be read back is not written', () => {
    const refused: readonly ((writer: ByteWriter) => void)[] = [
      (writer) => writer.text('\ud800'),
      (writer) => writer.uint(-1),
      (writer) => writer.uint(2 ** 53),
      (writer) => writer.int(0.5),
      (writer) => writer.float64(Number.NaN),
    ];
    for (const fill of refused) expect(() => write(fill)).toThrow(malformed);
  });

  test('bytes that are not UTF-8 are refused', () => {
    expect(() => new ByteReader(new Uint8Array([2, 0xc3, 0x28])).text()).toThrow(malformed);
  });

  test('base64url comes back exactly and has one form only', () => {
    void fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase64Url(toBase64Url(bytes))).toEqual(bytes);
        expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
      }),
    );
    for (const wrong of ['A', 'AB', 'A=', 'a b', 'é'])
      expect(() => fromBase64Url(wrong)).toThrow('base64url');
  });
});
