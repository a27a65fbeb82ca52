import type { FieldValue } from '../domain/field.ts';
import type { tables } from '../domain/registry.ts';
import type { KeyOf } from '../domain/table.ts';
import { OutpostError } from '../errors.ts';
import { fromBase64Url, toBase64Url } from '../sync/base64.ts';
import { decodeUtf8, encodeUtf8 } from '../sync/bytes.ts';
import { formatKey, parseKey } from './stored-values.ts';

export type ConflictKey = KeyOf<typeof tables.conflict>;

/**
 * @param key of a conflict
 * @returns one text that names it, for addresses and the command line: `21~7~34~4~.MOSUL~180388626433`
 */
export function conflictId(key: ConflictKey): string {
  const { device, seq, table_number, group_number, site } = key;
  return [device, seq, table_number, group_number, site, ...(parseKey(key.row_key) ?? [])]
    .map(writePart)
    .join('~');
}

/**
 * @param id what `conflictId` gave
 * @returns the key
 * @throws OutpostError `not_found` for any other text
 */
export function parseConflictId(id: string): ConflictKey {
  const [device, seq, table, group, site, ...row] = id.split('~').map(readPart);
  const numbers = [device, seq, table, group].filter((value) => typeof value === 'number');
  if (numbers.length < 4 || typeof site !== 'string' || row.length === 0 || row.includes(undefined)) {
    throw new OutpostError('not_found', 'There is no such conflict.', { details: { table: 'conflict' } });
  }
  return {
    device: Number(device),
    seq: Number(seq),
    table_number: Number(table),
    row_key: formatKey(row as readonly FieldValue[]),
    group_number: Number(group),
    site,
  };
}

const plainText = /^[\w-]+$/;

/**
 * Texts begin with a point, so that a code made of digits stays a text; with a star where its letters could not stand in
 * an address, which has habits of its own with them.
 */
function writePart(value: FieldValue): string {
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  return plainText.test(text) ? `.${text}` : `*${toBase64Url(encodeUtf8(text))}`;
}

function readPart(text: string): number | string | undefined {
  if (/^-?\d{1,16}$/.test(text)) return Number(text);
  if (text.startsWith('.')) return plainText.test(text.slice(1)) ? text.slice(1) : undefined;
  if (!text.startsWith('*')) return undefined;
  try {
    return decodeUtf8(fromBase64Url(text.slice(1)));
  } catch {
    return undefined;
  }
}
