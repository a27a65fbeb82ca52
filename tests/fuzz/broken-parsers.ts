import type { HostileParser } from './hostile-parser.ts';

const material = { corpus: [new TextEncoder().encode('length 12; then twelve bytes')] };

/** Parsers with the mistakes that fuzzing is for, to see that it notices them. */
export const brokenParsers: readonly HostileParser[] = [
  {
    ...material,
    name: 'broken: trusts the first byte',
    parse: (bytes) => {
      if (bytes[0] !== 'l'.charCodeAt(0)) throw new TypeError('Cannot read properties of undefined');
    },
  },
  {
    ...material,
    name: 'broken: reads on for ever',
    parse: (bytes) => {
      for (let at = 0; bytes[0] !== 'l'.charCodeAt(0); at = (at + 1) % 2);
    },
  },
  {
    ...material,
    name: 'broken: believes a length',
    parse: (bytes) => {
      const rows: number[][] = [];
      while (bytes[0] !== 'l'.charCodeAt(0)) rows.push(new Array<number>(100_000).fill(rows.length));
      return rows;
    },
  },
];
