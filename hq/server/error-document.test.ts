import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ErrorCode, errorCodes } from '#shared/errors.ts';
import { statusOf } from './http-errors.ts';

const read = (name: string): string => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const isCode = (name: string): name is ErrorCode => errorCodes.some((code) => code === name);

describe('the tables of error codes', () => {
  it('of the protocol give each code the status with which headquarters answers', () => {
    const rows = [...read('sync-protocol.md').matchAll(/^\| `([a-z_]+)` \| (\d{3}) \|/gm)];
    expect(rows.length).toBeGreaterThan(15);
    const found = rows.map(([, code = '', status]) => [code, Number(status)]);
    const answered = rows.map(([, code = '']) => [code, isCode(code) ? statusOf(code) : 'no code']);
    expect(found).toEqual(answered);
  });

  it('of the manual name only codes that exist', () => {
    const [, table = ''] = /^\| code \| usually .*\n((?:\|.*\n)+)/m.exec(read('operations.md')) ?? [];
    const named = [...table.matchAll(/^\|([^|]*)\|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([a-z_]+)`/g)].map(([, code = '']) => code),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((code) => !isCode(code))).toEqual([]);
  });
});
