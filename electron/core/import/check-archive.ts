import { inflateRawSync } from 'node:zlib';
import { OutpostError } from '#shared/errors.ts';
import { columnNumber } from './sheet.ts';

/** The most that the parts of an XLSX may unpack to, in bytes: the spreadsheet library holds several times as much. */
export const maxUnpackedBytes = 48 * 1024 * 1024;
/** The most cells that all sheets may have: fifty columns of as many rows as one import takes, and some to spare. */
const maxCells = 300_000;
/** The most cells that merges may cover. */
const maxMergedCells = 100_000;

const directoryEntry = 0x02014b50;
const directoryEnd = 0x06054b50;
const localEntry = 0x04034b50;
/** The further field of a part with sizes in 64 bits. */
const longSizes = 0x0001;

interface Part {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly header: number;
}

/**
 * Unpacks an archive part by part within bounds before the spreadsheet library sees it: what its directory claims is
 * not believed.
 *
 * @param bytes the file, which begins as a ZIP archive does
 * @param fileName for messages
 * @throws OutpostError `file_damaged`, also when it declares entities; `file_encrypted`; `file_too_large` when it
 *   unpacks to too much, has or merges too many cells; `file_type` when it is an archive but no workbook
 */
export function checkArchive(bytes: Uint8Array, fileName: string): void {
  const parts = readDirectory(bytes, fileName);
  if (!parts.some(({ name }) => name === 'xl/workbook.xml')) {
    throw new OutpostError('file_type', `${fileName} is no XLSX or CSV file but zip.`, {
      details: { file: fileName, found: 'zip' },
    });
  }
  if (parts.some(({ encrypted }) => encrypted)) {
    throw new OutpostError('file_encrypted', `${fileName} is protected by a password.`, {
      details: { file: fileName },
    });
  }
  let left = maxUnpackedBytes;
  let merged = 0;
  let cells = 0;
  for (const part of parts) {
    const content = unpack(bytes, part, left, fileName);
    left -= content.length;
    if (!part.name.endsWith('.xml')) continue;
    const xml = new TextDecoder().decode(content);
    // No spreadsheet declares a document type; whoever does wants entities to be expanded.
    if (xml.includes('<!DOCTYPE') || xml.includes('<!ENTITY')) throw damaged(fileName);
    if (!part.name.startsWith('xl/worksheets/')) continue;
    merged += mergedCells(xml);
    cells += countCells(xml);
    if (cells > maxCells) throw tooLarge(fileName, { cells, limit: maxCells });
  }
  if (merged > maxMergedCells) throw tooLarge(fileName, { merged, limit: maxMergedCells });
}

function damaged(fileName: string, cause?: unknown): OutpostError {
  return new OutpostError('file_damaged', `${fileName} is cut short or damaged.`, {
    details: { file: fileName },
    cause,
  });
}

function tooLarge(fileName: string, details: Readonly<Record<string, number>>): OutpostError {
  return new OutpostError('file_too_large', `${fileName} holds more than can be read.`, {
    details: { file: fileName, ...details },
  });
}

function readDirectory(bytes: Uint8Array, fileName: string): readonly Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) throw damaged(fileName);
  const parts: Part[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) throw damaged(fileName);
    const nameLength = view.getUint16(at + 28, true);
    parts.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      header: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

function findEnd(view: DataView): number | undefined {
  const earliest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= earliest; at--) {
    if (view.getUint32(at, true) === directoryEnd) return at;
  }
  return undefined;
}

function unpack(bytes: Uint8Array, part: Part, limit: number, fileName: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { header } = part;
  if (header + 30 > bytes.length || view.getUint32(header, true) !== localEntry) throw damaged(fileName);
  const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (from + part.packed > bytes.length) throw damaged(fileName);
  if (announcedBytes(view, header) > maxUnpackedBytes) throw tooLarge(fileName, { limit: maxUnpackedBytes });
  const content = bytes.subarray(from, from + part.packed);
  if (part.method === 0) {
    if (content.length > limit) throw tooLarge(fileName, { limit: maxUnpackedBytes });
    return content;
  }
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, limit) });
  } catch (cause) {
    const overflow = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw overflow ? tooLarge(fileName, { limit: maxUnpackedBytes }) : damaged(fileName, cause);
  }
}

/** What a part says of its length before its content: the library makes room for it without looking. */
function announcedBytes(view: DataView, header: number): number {
  const nameLength = view.getUint16(header + 26, true);
  const end = Math.min(view.byteLength, header + 30 + nameLength + view.getUint16(header + 28, true));
  for (let at = header + 30 + nameLength; at + 4 <= end; ) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === longSizes && length >= 8 && at + 12 <= end) {
      return Number(view.getBigUint64(at + 4, true));
    }
    at += 4 + length;
  }
  return view.getUint32(header + 22, true);
}

function countCells(xml: string): number {
  let cells = 0;
  for (const _cell of xml.matchAll(/<(?:\w+:)?c[\s/>]/g)) cells += 1;
  return cells;
}

function mergedCells(xml: string): number {
  let cells = 0;
  for (const [, left = '', top = '', right = '', bottom = ''] of xml.matchAll(
    /<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]+)\$?(\d+):\$?([A-Z]+)\$?(\d+)"/g,
  )) {
    const width = Math.abs(columnNumber(right) - columnNumber(left)) + 1;
    cells += width * (Math.abs(Number(bottom) - Number(top)) + 1);
  }
  return cells;
}
