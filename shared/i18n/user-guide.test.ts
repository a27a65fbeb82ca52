import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogues } from './catalogues.ts';
import { createTranslate } from './translate.ts';

const guides = [
  ['en', 'user-guide.md'],
  ['ar', 'user-guide.ar.md'],
] as const;

describe.each(guides)('the user guide in %s', (language, file) => {
  const guide = readFileSync(new URL(`../../docs/${file}`, import.meta.url), 'utf8').replace(/\s+/g, ' ');

  it('calls everything on the screen by the name that it has there', () => {
    const labels = new Set<string>(Object.values(catalogues[language]));
    const named = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => !labels.has(name))).toEqual([]);
  });

  it('shows the chip as it reads', () => {
    const translate = createTranslate(language);
    const chips = [
      translate('sync.chip.saved', { count: 14 }),
      translate('sync.chip.syncingShare', { share: language === 'ar' ? '62٪' : '62%' }),
      translate('sync.chip.upToDate'),
      translate('sync.chip.offline', { count: 14 }),
      translate('sync.chip.refused', { count: 0 }),
      translate('sync.chip.review', { count: 2 }),
    ];
    expect(chips.filter((chip) => !guide.includes(`| ${chip} |`))).toEqual([]);
  });
});
