import type { shell as source } from '../en/shell.ts';

export const shell: Readonly<Record<keyof typeof source, string>> = {};
