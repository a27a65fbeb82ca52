/**
 * Marks the end of a `switch` over a union: the compiler complains when a case is missing.
 *
 * @param value what no case took
 * @throws Error always, should an unknown value arrive at run time
 */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
