import type { RecordCounts } from '#shared/ipc/console.ts';

/** A kind of record of which headquarters holds another number than was recorded. */
export interface Difference {
  readonly kind: keyof RecordCounts;
  readonly recorded: number;
  readonly received: number;
}

/**
 * @param recorded what each laptop recorded
 * @param received what headquarters holds
 * @returns every kind of which the numbers differ
 */
export function compareRecords(
  recorded: readonly RecordCounts[],
  received: RecordCounts,
): readonly Difference[] {
  const kinds = Object.keys(received) as (keyof RecordCounts)[];
  return kinds
    .map((kind) => ({
      kind,
      recorded: recorded.reduce((sum, counts) => sum + counts[kind], 0),
      received: received[kind],
    }))
    .filter((counted) => counted.recorded !== counted.received);
}
