import type { mentoring as source } from '../en/mentoring.ts';

export const mentoring: Readonly<Record<keyof typeof source, string>> = {};
