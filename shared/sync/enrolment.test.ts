import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type Enrolment, formatEnrolmentCode, formatEnrolmentFile, parseEnrolment } from './enrolment.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const invalid = expect.objectContaining({ code: 'enrolment_invalid' });
const given: Enrolment = {
  format: 'outpost-enrolment',
  version: 1,
  hqUrl: 'https://hq.example.org:8443/outpost',
  hqId: 'hq-baghdad',
  hqKey: 'k'.repeat(43),
  tlsPin: `${'p'.repeat(43)}=`,
  token: 't0-_'.repeat(8),
  site: 'basra-palace',
  label: 'البصرة ٢',
  role: 'advisor',
  programme: 'police',
  expiresAt: '2026-12-01T00:00:00.000Z',
};

test('code and file give the same enrolment', () => {
  expect(parseEnrolment(formatEnrolmentCode(given))).toEqual(given);
  expect(parseEnrolment(formatEnrolmentFile({ ...given, tlsPin: null, programme: null }))).toMatchObject({
    tlsPin: null,
  });
});

test('a code survives line breaks and spaces of any mail program', () => {
  const code = formatEnrolmentCode(given);
  void fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(code.length), fc.constantFrom(' ', '\n', '\r\n', '\t', '\u200f', '\u00a0'))),
      (breaks) => {
        const broken = breaks.reduce((text, [at, space]) => text.slice(0, at) + space + text.slice(at), code);
        expect(parseEnrolment(`\ufeff${broken}\n`)).toEqual(given);
      },
    ),
  );
});

test('anything else is refused with one code', () => {
  const code = formatEnrolmentCode(given);
  const others = [
    '',
    'OP1-',
    'OP2-AAAA',
    '{',
    '{}',
    '[]',
    code.slice(0, -3),
    `${code}AAAA`,
    `OP1-${'A'.repeat(30_000)}`,
  ];
  for (const text of others) expect(() => parseEnrolment(text)).toThrow(invalid);
  void fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(() => parseEnrolment(`OP1-${text}`)).toThrow(invalid);
    }),
  );
});

test('an address over which records would travel in the clear is refused', () => {
  const withUrl = (hqUrl: string): string => JSON.stringify({ ...given, hqUrl });
  for (const url of [
    'http://hq.example.org',
    'http://127.0.0.1.example.org',
    'ftp://x',
    'https://a@b',
    'https://x?y',
  ]) {
    expect(() => parseEnrolment(withUrl(url))).toThrow(invalid);
  }
  for (const url of ['https://10.0.0.5:8443', 'http://127.0.0.1:4000', 'http://localhost']) {
    expect(parseEnrolment(withUrl(url)).hqUrl).toBe(url);
  }
});
