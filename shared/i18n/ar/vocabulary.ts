import type { vocabulary as source } from '../en/vocabulary.ts';

export const vocabulary: Readonly<Record<keyof typeof source, string>> = {};
