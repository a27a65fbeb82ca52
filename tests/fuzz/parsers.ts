import type { HostileParser } from './hostile-parser.ts';
import { fileParsers } from './parsers-of-files.ts';
import { roadParsers } from './parsers-of-the-road.ts';

/** Every parser that meets bytes from outside. */
export const hostileParsers: readonly HostileParser[] = [...roadParsers, ...fileParsers];
