import type { Material } from './mutations.ts';

/** A parser that meets bytes from outside. */
export interface HostileParser extends Material {
  /** For reports. */
  readonly name: string;
  /** Takes an input or refuses it with an `OutpostError`; anything else that it throws is a fault. */
  readonly parse: (bytes: Uint8Array) => unknown;
}

/** An input of a parser. */
export interface InputPlace {
  /** Index of the parser in the task. */
  readonly parser: number;
  /** With the seed it gives the input again. */
  readonly input: number;
}

/** What a thread is told: inputs number `first` up to, not including, `end` for each of some parsers. */
export interface FuzzTask {
  readonly parsers: readonly string[];
  readonly seed: number;
  readonly first: number;
  readonly end: number;
  /** Where it begins, after an earlier thread was ended. */
  readonly from: InputPlace;
  /** The parser and the input that is being parsed, and how many were: shared, so that it is seen while all hangs. */
  readonly progress: Int32Array;
}

/** What a thread says: that it begins, how many inputs were taken, one that went wrong, or that it has parsed them all. */
export type FuzzNews =
  | { readonly type: 'begin' }
  | { readonly type: 'taken'; readonly parser: number; readonly count: number }
  | ({ readonly type: 'fault'; readonly what: string } & InputPlace)
  | { readonly type: 'end' };
