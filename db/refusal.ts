import { OutpostError } from '#shared/errors.ts';

/**
 * @param path the field at fault, as the request names it
 * @param message an English sentence for logs and the command line
 * @param details what the translated message may name, such as `constraint`
 * @returns the error that says so
 */
export function invalidField(
  path: string,
  message: string,
  details: Readonly<Record<string, string | number>> = {},
): OutpostError {
  return new OutpostError('invalid_request', message, {
    details: { field: path, ...details },
    issues: [{ path, message }],
  });
}

/**
 * @param table name of the table
 * @returns the error for a row that is not here or was removed
 */
export function notFound(table: string): OutpostError {
  return new OutpostError('not_found', `There is no such ${table}.`, { details: { table } });
}

/**
 * @param message why the person may not see or change it
 * @returns the error for what needs the right to read restricted records
 */
export function notForReader(message: string): OutpostError {
  return new OutpostError('not_permitted', message, { details: { permission: 'restricted.read' } });
}
