import type { SheetPreview } from '../ipc/imports.ts';

/**
 * @param sheets the sheets of a file
 * @returns the one that looks most like a roster: whose titles say most, among those that the spreadsheet shows
 */
export function likelySheet(sheets: readonly SheetPreview[]): SheetPreview | undefined {
  return sheets.reduce<SheetPreview | undefined>(
    (best, next) => (best && weightOf(best) >= weightOf(next) ? best : next),
    undefined,
  );
}

function weightOf({ hidden, headers, headerRow }: SheetPreview): number {
  const known = headers.filter(({ guess }) => guess !== null).length;
  return (hidden ? 0 : 100) + (headerRow === null ? 0 : 10) + known;
}
