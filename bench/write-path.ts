import type { Statement } from 'better-sqlite3';
import { openTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { tables } from '#shared/domain/registry.ts';
import { attendanceMarks } from '#shared/domain/vocabularies.ts';

/** One way of writing, beside raw inserts into the same encrypted file with the same durability. */
export interface WritePathRow {
  readonly name: 'single' | 'bulk';
  /** Rows a second in the median transaction: by `commit`, and by raw prepared inserts. */
  readonly commitRate: number;
  readonly rawRate: number;
  /** `commitRate / rawRate`. */
  readonly ratio: number;
  /** Microseconds of one transaction by `commit`. */
  readonly p50: number;
  readonly p95: number;
  /** The ratio to reach. */
  readonly aim: number;
}

const author = { advisorId: 137_438_953_473, site: 'BAS' };
const sql = 'INSERT INTO attendance_mark (session_id, person_id, site, mark, minutes) VALUES (?, ?, ?, ?, ?)';

interface Shape {
  readonly name: WritePathRow['name'];
  readonly rowsPerTransaction: number;
  readonly transactions: number;
  /** Transactions before those that count: the app has been running for a while. */
  readonly warmUp: number;
  readonly aim: number;
}

const shapes: readonly Shape[] = [
  { name: 'single', rowsPerTransaction: 1, transactions: 1500, warmUp: 500, aim: 0.85 },
  { name: 'bulk', rowsPerTransaction: 2000, transactions: 60, warmUp: 20, aim: 0.7 },
];

/**
 * Measures what it costs that every change also makes an op: attendance marks one at a time, as a thumb sets them, and
 * thousands in one transaction, as an import does. Both ways take turns, transaction by transaction, each in a database
 * of its own, so that a noisy machine disturbs both alike.
 *
 * @returns one row for each way of writing
 */
export function measureWritePath(): readonly WritePathRow[] {
  return shapes.map(measureShape);
}

function measureShape(shape: Shape): WritePathRow {
  const own = openTestDatabase();
  const raw = openTestDatabase();
  const insert = raw.store.raw.prepare(sql);
  const ownTimes: number[] = [];
  const rawTimes: number[] = [];
  try {
    for (let transaction = 0; transaction < shape.warmUp + shape.transactions; transaction++) {
      const rawTime = timed(() => writeRaw(raw, insert, shape, transaction));
      const ownTime = timed(() => writeCommit(own, shape, transaction));
      if (transaction < shape.warmUp) continue;
      rawTimes.push(rawTime);
      ownTimes.push(ownTime);
    }
  } finally {
    own.dispose();
    raw.dispose();
  }
  const rate = (time: number): number => (shape.rowsPerTransaction * 1_000_000) / time;
  return {
    name: shape.name,
    commitRate: rate(quantile(ownTimes, 0.5)),
    rawRate: rate(quantile(rawTimes, 0.5)),
    ratio: quantile(rawTimes, 0.5) / quantile(ownTimes, 0.5),
    p50: quantile(ownTimes, 0.5),
    p95: quantile(ownTimes, 0.95),
    aim: shape.aim,
  };
}

function writeRaw(db: TestDatabase, insert: Statement, shape: Shape, transaction: number): void {
  db.store.transaction(() => {
    for (let row = 0; row < shape.rowsPerTransaction; row++) {
      const mark = markOf(transaction, row);
      insert.run(mark.session_id, mark.person_id, mark.site, mark.mark, mark.minutes);
    }
  });
}

function writeCommit(db: TestDatabase, shape: Shape, transaction: number): void {
  db.commit(author, (tx) => {
    for (let row = 0; row < shape.rowsPerTransaction; row++) {
      tx.insert(tables.attendanceMark, markOf(transaction, row));
    }
  });
}

/** Microseconds. */
function timed(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) * 1000;
}

function markOf(transaction: number, row: number) {
  const mark = attendanceMarks[(transaction + row) % attendanceMarks.length] ?? 'present';
  return {
    session_id: 137_438_953_472 + transaction,
    person_id: 137_438_990_000 + row,
    site: 'BAS',
    mark,
    minutes: mark === 'late' ? (row % 30) + 1 : null,
  };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

if (import.meta.main) {
  for (const row of measureWritePath()) {
    const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
    console.log(
      `${row.name}: ${row.commitRate.toFixed(0)} rows/s, raw ${row.rawRate.toFixed(0)}, ratio ${percent(row.ratio)} (aim ${percent(row.aim)}), p50 ${row.p50.toFixed(0)} µs, p95 ${row.p95.toFixed(0)} µs`,
    );
  }
}
