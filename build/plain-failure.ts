/** Something that the person at the terminal can put right: printed as its one sentence, without a stack. */
export class PlainFailure extends Error {
  override readonly name = 'PlainFailure';
}

/**
 * Runs the body of a command of the repository.
 * Sets the exit code to 1 when it fails; a {@link PlainFailure} prints its sentence, anything else its stack.
 */
export async function runTool(body: () => Promise<void>): Promise<void> {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof PlainFailure ? error.message : error);
    process.exitCode = 1;
  }
}
