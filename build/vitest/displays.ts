import { availableParallelism } from 'node:os';

/** How many end-to-end tests run at the same time: two windows keep two cores busy, more would only wait. */
export const windowsAtOnce = Math.min(2, availableParallelism());

/** The environment variable with the displays of the workers, separated by spaces. */
export const displaysVariable = 'OUTPOST_TEST_DISPLAYS';
