import type { today as source } from '../en/today.ts';

export const today: Readonly<Record<keyof typeof source, string>> = {};
