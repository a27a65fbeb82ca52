import { gzipSync } from 'node:zlib';
import { packFrames } from '#shared/sync/frame.ts';
import type { JournalOp } from '#shared/sync/lookahead.ts';
import type { Op } from '#shared/sync/op.ts';
import { brotli } from '#tests/sync/arbitrary-ops.ts';
import { fieldWeekOps } from '#tests/sync/field-week.ts';
import { attendanceOps } from '#tests/sync/marks.ts';

/** One workload on the wire. A field is a value that an op carries, its row's key not counted. */
export interface WireRow {
  readonly workload: string;
  readonly fields: number;
  readonly frames: number;
  /** Whole frames: header, chain, brotli'd columns and signature. */
  readonly bytesPerField: number;
  /** The same ops as one gzip'd JSON text of named fields, unsigned and unchained. */
  readonly jsonBytesPerField: number;
  /** How many times longer the JSON is. */
  readonly ratio: number;
}

const hash = new Uint8Array(32);
const signature = Uint8Array.from({ length: 64 }, (_, index) => (index * 151 + 7) % 256);

/**
 * Measures how many bytes a field takes on the wire, against gzip'd JSON of the same ops.
 *
 * @returns a row for each workload
 */
export function measureWire(): readonly WireRow[] {
  return [
    ...[20, 60, 1000, 20_000].map((count) => measure(`${count} marks, one by one`, attendanceOps(count, 1))),
    ...[20, 60].map((count) => measure(`${count} marks, one commit`, attendanceOps(count, count))),
    ...[20, 1000, 20_000].map((count) => measure(`mixed week, ${count} rows`, fieldWeekOps(count))),
  ];
}

function measure(workload: string, ops: readonly Op[]): WireRow {
  const fields = ops.flatMap(({ changes }) => changes).reduce((sum, change) => sum + change.fields.length, 0);
  const journal = ops.map((op): JournalOp => ({ op, hash }));
  const writing = { compress: brotli(11), sign: () => signature };
  const frames = [...packFrames(journal, hash, 21, writing)];
  const ours = frames.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const json = gzipSync(JSON.stringify(ops.map(asJson))).length;
  return {
    workload,
    fields,
    frames: frames.length,
    bytesPerField: ours / fields,
    jsonBytesPerField: json / fields,
    ratio: json / ours,
  };
}

/** An op as a plain JSON protocol would send it. */
function asJson(op: Op): unknown {
  return {
    ...op,
    changes: op.changes.map(({ table, key, fields }) => ({ table, key, fields: Object.fromEntries(fields) })),
  };
}

if (import.meta.main) {
  console.table(
    measureWire().map((row) => ({
      workload: row.workload,
      fields: row.fields,
      frames: row.frames,
      'bytes/field': row.bytesPerField.toFixed(2),
      "gzip'd JSON": row.jsonBytesPerField.toFixed(2),
      ratio: `${row.ratio.toFixed(2)}x`,
    })),
  );
}
