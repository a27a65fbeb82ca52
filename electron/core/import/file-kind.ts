import { OutpostError } from '#shared/errors.ts';
import { checkArchive } from './check-archive.ts';
import { decodeText, utf16Kind } from './decode-text.ts';

/** The largest file that is read. */
export const maxFileBytes = 20 * 1024 * 1024;

/** What a file can be read as. */
export type FileKind = 'xlsx' | 'xls' | 'html' | 'text';

/**
 * Tells what a file is by its first bytes, never by its name: files are renamed often.
 *
 * @param bytes the file
 * @param fileName only for the message
 * @returns what it can be read as
 * @throws OutpostError `file_empty`, `file_too_large`, `file_encrypted`, `file_damaged`, or `file_type` for anything
 *   that is no roster, with `found` saying what it seems to be
 */
export function fileKind(bytes: Uint8Array, fileName: string): FileKind {
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
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return oleKind(bytes, fileName);
  return textKind(bytes, fileName);
}

/** Old Office files and encrypted new ones share a container, whose directory names what is in it. */
function oleKind(bytes: Uint8Array, fileName: string): FileKind {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const names = (name: string): boolean => file.includes(Buffer.from(`${name}\0`, 'utf16le'));
  if (names('EncryptedPackage')) {
    throw new OutpostError('file_encrypted', `${fileName} is protected by a password.`, {
      details: { file: fileName },
    });
  }
  if (names('Workbook') || names('Book')) return 'xls';
  throw wrongType(fileName, 'ole');
}

const foreignStarts: readonly (readonly [found: string, start: readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

/** Bytes looked at to tell a page from rows. */
const headBytes = 4096;

function textKind(bytes: Uint8Array, fileName: string): FileKind {
  const known = foreignStarts.find(([, start]) => startsWith(bytes, start));
  if (known) throw wrongType(fileName, known[0]);
  const head = bytes.subarray(0, headBytes);
  if (head.includes(0) && utf16Kind(bytes) === undefined) throw wrongType(fileName, 'binary');
  const start = decodeText(head).trimStart().toLowerCase();
  // Many systems write a web page under the name of a spreadsheet.
  if (/^<(?:!doctype html|html|head|meta|table|style|body|div)\b/.test(start)) return 'html';
  if (start.startsWith('<?xml') || start.startsWith('<!doctype')) {
    if (start.includes('<html')) return 'html';
    throw wrongType(fileName, 'xml');
  }
  return 'text';
}

function wrongType(fileName: string, found: string): OutpostError {
  return new OutpostError('file_type', `${fileName} is no XLSX, XLS or CSV file but ${found}.`, {
    details: { file: fileName, found },
  });
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
