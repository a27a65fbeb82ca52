import type { print as source } from '../en/print.ts';

export const print: Readonly<Record<keyof typeof source, string>> = {};
