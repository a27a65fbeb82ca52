import type { imports as source } from '../en/imports.ts';

export const imports: Readonly<Record<keyof typeof source, string>> = {};
