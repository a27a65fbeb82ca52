import { expect, it } from 'vitest';
import { numberKey, phoneKey } from './person-number.ts';

it('a phone number is the same with the code of the country, with a leading zero and in either digits', () => {
  const spellings = ['0770 123 4567', '+964 770 123 4567', '00964-770-1234567', '٠٧٧٠١٢٣٤٥٦٧'];
  expect(new Set(spellings.map(phoneKey))).toEqual(new Set(['7701234567']));
});

it('a badge is the same whatever stands between its parts', () => {
  expect(numberKey('b-1001')).toBe(numberKey('B 1001'));
  expect(numberKey('١٠٠١')).toBe('1001');
});
