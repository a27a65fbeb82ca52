import type { people as source } from '../en/people.ts';

export const people: Readonly<Record<keyof typeof source, string>> = {};
