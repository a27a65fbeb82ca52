import type { actions as source } from '../en/actions.ts';

export const actions: Readonly<Record<keyof typeof source, string>> = {};
