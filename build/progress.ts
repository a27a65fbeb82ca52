/** Prints one line about what is going on. */
export function announce(line: string): void {
  console.log(`\u203a ${line}`);
}

/**
 * Prints what starts, does it, and prints how long it took.
 * @returns what the work returns
 * @throws what the work throws, after a line that says which step it was
 */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  announce(`${title} …`);
  try {
    const result = await work();
    announce(`${title}: done in ${seconds(performance.now() - started)}`);
    return result;
  } catch (error) {
    announce(`${title}: failed after ${seconds(performance.now() - started)}`);
    throw error;
  }
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
