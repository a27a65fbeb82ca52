import { expect, test } from 'vitest';
import { normaliseAdverseRule } from './adverse-rule.ts';

test.each([
  ['no', ". = 'no'"],
  ['yes', ". = 'yes'"],
  ['no or partial', ". = 'no' or . = 'partial'"],
  ['>0', '. > 0'],
  ['<3.4', '. < 3.4'],
  ['=0', '. = 0'],
  ['<18 or >32', '. < 18 or . > 32'],
  ['>180 days', 'today() - . > 180'],
  ['. > ${ACC-01}', '. > ${ACC-01}'],
  ["${A} = 'no' or . > 3", "${A} = 'no' or . > 3"],
])('%s means %s', (short, expression) => {
  expect(normaliseAdverseRule(short)).toBe(expression);
});

test('an empty column means that no answer is adverse', () => {
  expect(normaliseAdverseRule('')).toBeNull();
  expect(normaliseAdverseRule('  ')).toBeNull();
  expect(normaliseAdverseRule(null)).toBeNull();
});

test('what was normalised stays as it is', () => {
  for (const short of ['no', '<18 or >32', '>180 days']) {
    const once = normaliseAdverseRule(short);
    expect(normaliseAdverseRule(once)).toBe(once);
  }
});
