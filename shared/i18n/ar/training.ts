import type { training as source } from '../en/training.ts';

export const training: Readonly<Record<keyof typeof source, string>> = {};
