import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

describe('a size', () => {
  it('is counted in words below a thousand bytes', () => {
    expect(createFormat('en').bytes(436)).toBe('436 bytes');
    expect(createFormat('en').bytes(17_300)).toBe('17.3 kB');
  });
});

describe('a period', () => {
  const plain = (text: string): string => text.replace(/\s+/g, ' ').replace(/ ?– ?/g, '–');

  it('says once what its two days share', () => {
    const english = createFormat('en');
    expect(plain(english.period('2026-05-18', '2026-05-19'))).toBe('18–19 May 2026');
    expect(plain(english.period('2026-05-30', '2026-06-02'))).toBe('30 May–2 Jun 2026');
    expect(plain(english.period('2026-12-30', '2027-01-02'))).toBe('30 Dec 2026–2 Jan 2027');
    expect(plain(createFormat('ar').period('2026-05-18', '2026-05-19'))).toBe('18–19 أيار 2026');
  });

  it('of one day is that day', () => {
    const english = createFormat('en');
    expect(english.period('2026-05-18', '2026-05-18')).toBe(english.day('2026-05-18'));
  });

  it('shows a day that is none as it was stored', () => {
    expect(createFormat('en').period('2026-05-18', 'soon')).toBe('18 May 2026 – soon');
  });
});
