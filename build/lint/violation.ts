import type { ParseResult } from 'vite';

/** One broken rule of the house: where, and what to do instead. */
export interface Violation {
  readonly rule: string;
  /** Repository path with forward slashes. */
  readonly file: string;
  /** 1-based; 0 when the rule speaks of the whole file. */
  readonly line: number;
  readonly message: string;
}

/** A parsed TypeScript or TSX file, as every rule receives it. */
export interface SourceFile {
  /** Repository path with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly syntax: ParseResult;
}

/** Turns an offset in a text into its 1-based line number. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Whether a file is a test: tests may use Vitest and fixtures that their folder's product code may not. */
export function isTestFile(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}
