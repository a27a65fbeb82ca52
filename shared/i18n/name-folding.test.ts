import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import variants from '../reference/name-variants.json' with { type: 'json' };
import { foldText, nameKeys, similarNames } from './name-folding.ts';

const word = (text: string): string => JSON.stringify(text);

describe('spellings that people hold to be one name', () => {
  for (const { canonical_ar, variant } of variants.filter(({ relation }) => relation === 'same')) {
    it(`${word(canonical_ar)} and ${word(variant)} are the same and share a search key`, () => {
      expect(similarNames(canonical_ar, variant).same).toBe(true);
      expect(similarNames(variant, canonical_ar).same).toBe(true);
      expect(nameKeys(variant).latin).toBe(nameKeys(canonical_ar).latin);
    });
  }

  it('meet when both are Latin', () => {
    const latin = variants.filter(({ relation, script }) => relation === 'same' && script === 'latin');
    for (const { group_id, variant } of latin) {
      const group = latin.filter((other) => other.group_id === group_id);
      const matched = group.filter((other) => similarNames(variant, other.variant).same);
      expect(matched.length / group.length, variant).toBeGreaterThan(0.5);
    }
  });
});

describe('names that must never be taken for each other', () => {
  for (const { canonical_ar, variant } of variants.filter(({ relation }) => relation === 'different')) {
    it(`${word(canonical_ar)} and ${word(variant)} stay apart`, () => {
      expect(similarNames(canonical_ar, variant).same).toBe(false);
    });
  }

  it.each([
    ['محمد', 'محمود'],
    ['حسن', 'حسين'],
    ['أحمد', 'حامد'],
    ['سعيد', 'سعد'],
    ['سعد', 'Saeed'],
    ['عامر', 'عمر'],
    ['عبد الكريم', 'أبو الكريم'],
    ['Muhammad', 'Mahmoud'],
    ['Hasan', 'Hussein'],
  ])('%s and %s stay apart', (a, b) => {
    expect(similarNames(a, b).same).toBe(false);
  });
});

describe('full names', () => {
  it('meet across scripts, part by part', () => {
    const found = similarNames('حيدر كاظم عبد الرضا الساعدي', "Haider Kadhim Abdul-Ridha Al-Sa'idi");
    expect(found.same).toBe(true);
    expect(found.score).toBeGreaterThan(0.8);
    expect(similarNames('صلاح الدين يوسف', 'Salahuddin Yousif').same).toBe(true);
  });

  it('may leave out later parts, not the first two', () => {
    expect(similarNames('علي حسن محمد الدليمي', 'علي حسن الدليمي')).toMatchObject({ same: true });
    expect(similarNames('علي حسن محمد الدليمي', 'علي').same).toBe(false);
  });

  it('are no match when given name and father both differ', () => {
    expect(similarNames('علي حسن الدليمي', 'عمر سعد الدليمي').score).toBe(0);
  });

  it('are near, not the same, when one part contradicts', () => {
    const near = similarNames('علي حسن محمد الدليمي', 'علي حسين محمد الدليمي');
    expect(near.same).toBe(false);
    expect(near.score).toBeGreaterThan(0);
  });

  it('ignore filiation and the article of the laqab', () => {
    expect(nameKeys('علي بن حسن الدليمي').strong).toBe('علي حسن دليمي');
  });
});

describe('folding', () => {
  it('folded twice is folded once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });

  it('does not care for harakat, tatweel, direction marks, case or the kind of digit', () => {
    expect(foldText('‏مُحَمَّــد\u200f ٢٠٢٦')).toBe('محمد 2026');
    expect(foldText("Al-Ṣadr O'Neil")).toBe('al sadr oneil');
  });

  it('finds any name by itself', () => {
    const letters = 'ابتثجحخدذرزسشصضطظعغفقكلمنهويءئؤأإآةى ';
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...letters), minLength: 1 }), (name) => {
        const { strong } = nameKeys(name);
        fc.pre(strong !== '');
        expect(similarNames(name, name).same).toBe(true);
      }),
    );
  });
});
