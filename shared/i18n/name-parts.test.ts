import { describe, expect, it } from 'vitest';
import { arabicNameParts } from './name-parts.ts';

describe('the parts of an Arabic name', () => {
  it('come in order, with compounds whole and the laqab last', () => {
    expect(arabicNameParts('عبد الرحمن صلاح الدين علي حسن السامرائي')).toEqual({
      given: 'عبد الرحمن',
      father: 'صلاح الدين',
      grandfather: 'علي',
      greatGrandfather: 'حسن',
      laqab: 'السامرائي',
    });
  });

  it('leave out filiation and what is not there', () => {
    expect(arabicNameParts('علي بن حسن')).toEqual({
      given: 'علي',
      father: 'حسن',
      grandfather: null,
      greatGrandfather: null,
      laqab: null,
    });
    expect(arabicNameParts('  ').given).toBe(null);
  });
});
