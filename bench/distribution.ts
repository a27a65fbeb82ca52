/**
 * @param values measured values, at least one
 * @param share 0 to 1: 0.5 for the median
 * @returns the value below which that share lies
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (value === undefined) throw new Error('nothing was measured');
  return value;
}
