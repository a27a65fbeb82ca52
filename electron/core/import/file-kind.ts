import { OutpostError } from '#shared/errors.ts';
import { checkArchive } from './check-archive.ts';

/** The largest file that is read. */
export const maxFileBytes = 20 * 1024 * 1024;

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
    checkArchive(bytes, fileName);
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
  const start = new TextDecoder(utf16 ? utf16Name(head) : 'utf-8').decode(head).trimStart().toLowerCase();
  // Many systems export a web page under the name of a spreadsheet.
  if (/^<(?:!doctype html|html|head|meta|table|style)\b/.test(start)) return 'html';
  if (start.startsWith('<?xml')) return 'xml';
  return undefined;
}

function utf16Name(head: Uint8Array): string {
  return head[0] === 0xff ? 'utf-16le' : 'utf-16be';
}

function wrongType(fileName: string, found: string): OutpostError {
  return new OutpostError('file_type', `${fileName} is no XLSX or CSV file but ${found}.`, {
    details: { file: fileName, found },
  });
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
