import type { Language } from '../domain/vocabularies.ts';
import { ar } from './ar/index.ts';
import { en } from './en/index.ts';

/** Key of a message: the English catalogue names them all, and the Arabic one must have the same. */
export type MessageKey = keyof typeof en;

export const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, ar };
