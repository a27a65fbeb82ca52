import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { readFormWorkbook } from './workbook-file.ts';

function workbook(rows: readonly (readonly unknown[])[], bookType: 'xlsx' | 'biff8'): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows as unknown[][], { cellDates: true }), 'survey');
  return new Uint8Array(write(book, { type: 'array', bookType, cellDates: true }) as ArrayBuffer);
}

describe('a workbook', () => {
  it.each(['xlsx', 'biff8'] as const)('is read cell by cell as a person sees it (%s)', (bookType) => {
    const rows = [
      ['type', 'name', 'default'],
      ['integer', 'held', 12],
      ['decimal', 'share', 0.5],
      ['text', 'said', 'نعم'],
      ['', '', ''],
      ['acknowledge', 'seen', true],
      ['date', 'day', new Date(2026, 10, 26)],
    ];
    expect(readFormWorkbook(workbook(rows, bookType))).toEqual([
      {
        name: 'survey',
        rows: [
          ['type', 'name', 'default'],
          ['integer', 'held', '12'],
          ['decimal', 'share', '0.5'],
          ['text', 'said', 'نعم'],
          ['', '', ''],
          ['acknowledge', 'seen', 'TRUE'],
          ['date', 'day', '2026-11-26'],
        ],
      },
    ]);
  });

  it('that is cut short is refused as damaged', () => {
    const bytes = workbook([['type', 'name']], 'xlsx');
    expect(() => readFormWorkbook(bytes.slice(0, bytes.length / 2))).toThrow(
      expect.objectContaining({ code: 'file_damaged' }),
    );
  });
});
