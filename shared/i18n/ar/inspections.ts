import type { inspections as source } from '../en/inspections.ts';

export const inspections: Readonly<Record<keyof typeof source, string>> = {};
