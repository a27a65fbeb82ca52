import { copying } from './steps/copies.ts';
import { exchanging } from './steps/exchange.ts';
import { recording } from './steps/record.ts';
import { restoring } from './steps/restores.ts';
import type { StepKind } from './steps/step-kind.ts';
import { surroundings } from './steps/surroundings.ts';
import type { World } from './world.ts';

/** Everything that may happen. */
const stepKinds: readonly StepKind[] = [
  ...recording,
  ...exchanging,
  ...surroundings,
  ...restoring,
  ...copying,
];
const total = stepKinds.reduce((sum, { weight }) => sum + weight, 0);

/**
 * @param world where
 * @returns what happens next
 */
export function chooseStep(world: World): StepKind {
  let left = world.random.share() * total;
  for (const kind of stepKinds) {
    left -= kind.weight;
    if (left < 0) return kind;
  }
  throw new Error('there are no steps');
}
