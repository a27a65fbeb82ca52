import { parentPort } from 'node:worker_threads';
import { toErrorShape } from '#shared/errors.ts';
import { type RowSource, readWorkbook } from './read-workbook.ts';
import type { ReadingReply } from './sheet-reader.ts';

/** The thread in which files are read: what is wrong with a file ends here and never holds up the core. */
parentPort?.on('message', (source: RowSource) => parentPort?.postMessage(answer(source)));

function answer(source: RowSource): ReadingReply {
  try {
    return { ok: true, sheets: readWorkbook(source) };
  } catch (cause) {
    return { ok: false, error: toErrorShape(cause) };
  }
}
