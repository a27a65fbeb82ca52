import type { World } from '../world.ts';

/** One kind of thing that happens in a world. */
export interface StepKind {
  readonly name: string;
  /** How often it happens, beside the others. */
  readonly weight: number;
  /** Does it; says what was done, or undefined when it could not be. */
  run(world: World): Promise<string | undefined>;
}

const day = 86_400_000;

/** A length of time, ms. */
export const hours = 3_600_000;
export const days = day;
