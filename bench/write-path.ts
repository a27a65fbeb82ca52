import { openTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { tables } from '#shared/domain/registry.ts';
import { attendanceMarks } from '#shared/domain/vocabularies.ts';

/** One way of writing, beside raw inserts into the same encrypted file with the same durability. */
export interface WritePathRow {
  readonly name: 'single' | 'bulk';
  /** Rows a second: by `commit`, and by raw prepared inserts. */
  readonly commitRate: number;
  readonly rawRate: number;
  /** `commitRate / rawRate`, the median over the rounds. */
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
  readonly aim: number;
}

const shapes: readonly Shape[] = [
  { name: 'single', rowsPerTransaction: 1, transactions: 400, aim: 0.85 },
  { name: 'bulk', rowsPerTransaction: 2000, transactions: 10, aim: 0.7 },
];
const rounds = 7;

/**
 * Measures what it costs that every change also makes an op: attendance marks one at a time, as a thumb sets them, and
 * thousands in one transaction, as an import does. Both ways take turns, so that a noisy machine disturbs both alike.
 *
 * @returns one row for each way of writing
 */
export function measureWritePath(): readonly WritePathRow[] {
  return shapes.map(measureShape);
}

function measureShape(shape: Shape): WritePathRow {
  const times: number[] = [];
  const rates = Array.from({ length: rounds }, () => {
    const raw = inDatabase((db) => writeRaw(db, shape));
    const own = inDatabase((db) => writeCommits(db, shape, times));
    return { own, raw, ratio: own / raw };
  });
  return {
    name: shape.name,
    commitRate: median(rates.map(({ own }) => own)),
    rawRate: median(rates.map(({ raw }) => raw)),
    ratio: median(rates.map(({ ratio }) => ratio)),
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    aim: shape.aim,
  };
}

function writeRaw(db: TestDatabase, shape: Shape): number {
  const insert = db.store.raw.prepare(sql);
  const start = performance.now();
  for (let transaction = 0; transaction < shape.transactions; transaction++) {
    db.store.transaction(() => {
      for (let row = 0; row < shape.rowsPerTransaction; row++) {
        const mark = markOf(transaction, row);
        insert.run(mark.session_id, mark.person_id, mark.site, mark.mark, mark.minutes);
      }
    });
  }
  return rate(shape, start);
}

function writeCommits(db: TestDatabase, shape: Shape, times: number[]): number {
  const start = performance.now();
  for (let transaction = 0; transaction < shape.transactions; transaction++) {
    const begun = performance.now();
    db.commit(author, (tx) => {
      for (let row = 0; row < shape.rowsPerTransaction; row++) {
        tx.insert(tables.attendanceMark, markOf(transaction, row));
      }
    });
    times.push((performance.now() - begun) * 1000);
  }
  return rate(shape, start);
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

function inDatabase(work: (db: TestDatabase) => number): number {
  const db = openTestDatabase();
  try {
    return work(db);
  } finally {
    db.dispose();
  }
}

function rate(shape: Shape, start: number): number {
  return (shape.rowsPerTransaction * shape.transactions * 1000) / (performance.now() - start);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
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
