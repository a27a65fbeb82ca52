import type { sync as source } from '../en/sync.ts';

export const sync: Readonly<Record<keyof typeof source, string>> = {};
