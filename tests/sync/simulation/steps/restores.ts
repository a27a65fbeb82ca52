import type { World } from '../world.ts';
import type { StepKind } from './step-kind.ts';

/** Backups, and lives of headquarters that begin with one. */
export const restoring: readonly StepKind[] = [
  { name: 'backup', weight: 1, run: async (world) => backup(world) },
  { name: 'restore headquarters', weight: 0.25, run: restoreHeadquarters },
];

function backup(world: World): string {
  world.backUp();
  return 'headquarters is backed up';
}

async function restoreHeadquarters(world: World): Promise<string | undefined> {
  const said = world.random.chance(0.7);
  const position = world.restore(said);
  if (position === undefined) return undefined;
  if (said) await world.headquarters.beginEpoch();
  return `headquarters is restored to ${position}${said ? ', in a new epoch' : ', and nobody says so'}`;
}
