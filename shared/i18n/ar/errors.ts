import type { errors as source } from '../en/errors.ts';

export const errors: Readonly<Record<keyof typeof source, string>> = {};
