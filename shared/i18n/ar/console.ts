import type { console as source } from '../en/console.ts';

export const console: Readonly<Record<keyof typeof source, string>> = {};
