import { OutpostError } from '#shared/errors.ts';

/** The largest file that is read. */
export const maxFileBytes = 20 * 1024 * 1024;

/** The most that the parts of an XLSX may unpack to. */
const maxUnpackedBytes = 200 * 1024 * 1024;

/**
 * Tells what a file is by its first bytes, never by its name: files are renamed often.
 *
 * @param bytes the file
 * @param fileName only for the message
 * @returns what it can be read as
 * @throws OutpostError `file_empty`, `file_too_large`, `file_encrypted`, `file_damaged`, or `file_type` for anything
 *   that is no roster, with `found` saying what it seems to be
 */
export function fileKind(bytes: Uint8Array, fileName: string): 'xlsx' | 'text' {
  if (bytes.length === 0)
    throw new OutpostError('file_empty', `${fileName} is empty.`, { details: { file: fileName } });
  if (bytes.length > maxFileBytes) {
    throw new OutpostError(
      'file_too_large',
      `${fileName} has ${bytes.length} bytes, at most ${maxFileBytes} are read.`,
      {
        details: { file: fileName, bytes: bytes.length, limit: maxFileBytes },
      },
    );
  }
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    checkZip(bytes, fileName);
    return 'xlsx';
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw oleFile(bytes, fileName);
  const found = foreignKind(bytes);
  if (found) throw wrongType(fileName, found);
  return 'text';
}

/** Old Office files and encrypted new ones share a container: the encrypted ones name a package in it. */
function oleFile(bytes: Uint8Array, fileName: string): OutpostError {
  const marker = Buffer.from('EncryptedPackage', 'utf16le');
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(marker)) {
    return new OutpostError('file_encrypted', `${fileName} is protected by a password.`, {
      details: { file: fileName },
    });
  }
  return wrongType(fileName, 'xls');
}

const foreignStarts: readonly (readonly [found: string, start: readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

function foreignKind(bytes: Uint8Array): string | undefined {
  const known = foreignStarts.find(([, start]) => startsWith(bytes, start));
  if (known) return known[0];
  const utf16 = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  const head = bytes.subarray(0, 4096);
  if (!utf16 && head.includes(0)) return 'binary';
  const start = Buffer.from(head).toString('latin1').trimStart().toLowerCase();
  if (start.startsWith('<!doctype html') || start.startsWith('<html')) return 'html';
  if (start.startsWith('<?xml')) return 'xml';
  return undefined;
}

function wrongType(fileName: string, found: string): OutpostError {
  return new OutpostError('file_type', `${fileName} is no XLSX or CSV file but ${found}.`, {
    details: { file: fileName, found },
  });
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

const directoryEntry = 0x02014b50;
const directoryEnd = 0x06054b50;

/** Reads the archive's directory, so that a bomb is refused before anything is unpacked. */
function checkZip(bytes: Uint8Array, fileName: string): void {
  const damaged = (): OutpostError =>
    new OutpostError('file_damaged', `${fileName} is cut short or damaged.`, { details: { file: fileName } });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) throw damaged();
  let at = view.getUint32(end + 16, true);
  let unpacked = 0;
  let isWorkbook = false;
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) throw damaged();
    unpacked += view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const name = Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
    if (name === 'xl/workbook.xml') isWorkbook = true;
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (unpacked > maxUnpackedBytes) {
    throw new OutpostError('file_too_large', `${fileName} would unpack to ${unpacked} bytes.`, {
      details: { file: fileName, bytes: unpacked, limit: maxUnpackedBytes },
    });
  }
  if (!isWorkbook) throw wrongType(fileName, 'zip');
}

function findEnd(view: DataView): number | undefined {
  const earliest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= earliest; at--) {
    if (view.getUint32(at, true) === directoryEnd) return at;
  }
  return undefined;
}
