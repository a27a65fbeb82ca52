import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  certificateQr,
  drawCheckCode,
  drawLetters,
  formatCertificateNumber,
  parseCertificateNumber,
  readCertificateProof,
  spacedCode,
} from './certificate.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const proofs = fc
  .record({
    site: fc.constantFrom('BAS', 'NIN', 'AL-ANBAR'),
    year: fc.integer({ min: 2003, max: 2099 }),
    device: fc.integer({ min: 16, max: 2 ** 20 }),
    count: fc.integer({ min: 1, max: 123_456 }),
    number: bytes,
    code: bytes,
  })
  .map(({ number, code, ...parts }) => ({
    parts: { ...parts, drawn: drawLetters((count) => number.subarray(0, count)) },
    code: drawCheckCode(() => code),
  }));

describe('the number of a certificate', () => {
  it('says site, year, laptop and count, also of sites whose code has a dash', () => {
    fc.assert(
      fc.property(proofs, ({ parts }) => {
        expect(parseCertificateNumber(formatCertificateNumber(parts))).toEqual(parts);
      }),
    );
    expect(formatCertificateNumber({ site: 'BAS', year: 2026, device: 17, count: 42, drawn: 'K7QXM' })).toBe(
      'BAS-2026-17-0042-K7QXM',
    );
  });

  it.each(['', 'BAS', 'BAS-2026-17-42-K7QXM', 'BAS-2026-17-0042', 'BAS-26-17-0042-K7QXM'])(
    'is not %j',
    (text) => {
      expect(parseCertificateNumber(text)).toBeUndefined();
    },
  );
});

describe('number and check code', () => {
  it('are read from the square, and from what somebody types who looks at the paper', () => {
    fc.assert(
      fc.property(proofs, ({ parts, code }) => {
        const proof = { number: formatCertificateNumber(parts), code };
        expect(readCertificateProof(certificateQr(proof))).toEqual(proof);
        expect(readCertificateProof(` ${proof.number.toLowerCase()}  ${spacedCode(code)} `)).toEqual(proof);
      }),
    );
  });

  it('may be typed with Arabic digits, and with the letters that look like digits', () => {
    expect(readCertificateProof('BAS-٢٠٢٦-١٧-٠٠٤٢-K7QXM OIL01-ABCDE')).toEqual({
      number: 'BAS-2026-17-0042-K7QXM',
      code: '01101ABCDE',
    });
  });

  it.each(['', 'BAS-2026-17-0042-K7QXM', 'BAS-2026-17-0042-K7QXM 123', 'hello 0123456789', 'OUTPOST::'])(
    'are not in %j',
    (text) => {
      expect(readCertificateProof(text)).toBeUndefined();
    },
  );
});
