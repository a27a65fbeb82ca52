import type { vault as source } from '../en/vault.ts';

export const vault: Readonly<Record<keyof typeof source, string>> = {};
