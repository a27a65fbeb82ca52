import { expect, test } from 'vitest';
import { isEvidenceMissing } from './finding.ts';

test('a critical finding wants at least two evidence types, over all the answers it rests on', () => {
  expect(isEvidenceMissing('critical', [])).toBe(true);
  expect(isEvidenceMissing('critical', ['document'])).toBe(true);
  expect(isEvidenceMissing('critical', ['document', 'document'])).toBe(true);
  expect(isEvidenceMissing('critical', ['document|observation'])).toBe(false);
  expect(isEvidenceMissing('critical', ['document', 'interview'])).toBe(false);
});

test('other findings stand without', () => {
  expect(isEvidenceMissing('major', [])).toBe(false);
  expect(isEvidenceMissing('minor', [''])).toBe(false);
});
