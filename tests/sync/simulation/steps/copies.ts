import type { Doubt } from '#shared/sync/ancestor.ts';
import { randomBytes } from '../keys.ts';
import type { SavedDisk, SimulatedLaptop } from '../laptop.ts';
import type { World } from '../world.ts';
import type { StepKind } from './step-kind.ts';

/** Disks of laptops that are kept, put back and copied. */
export const copying: readonly StepKind[] = [
  { name: 'laptop backup', weight: 1, run: async (world) => keepDisk(world) },
  { name: 'laptop restored', weight: 0.4, run: async (world) => restoreDisk(world) },
  { name: 'laptop cloned', weight: 0.3, run: async (world) => cloneDisk(world) },
];

const mostLaptops = 7;
const twoMinutes = 120_000;
const idsPerBlock = 512;
const minuteMs = 60_000;
const firstMinute = Date.UTC(2026, 0, 1) / minuteMs;

function keepDisk(world: World): string {
  const laptop = world.someLaptop();
  laptop.saved = laptop.disk();
  return `the disk of ${laptop.name} is kept, up to op ${laptop.head.seq}`;
}

function restoreDisk(world: World): string | undefined {
  const laptop = world.someLaptop();
  const { saved } = laptop;
  // A backup from before an exchange was begun anew belongs to another number.
  if (!saved) return undefined;
  const isNoticed = mustBeNoticed(laptop, saved) || world.random.chance(0.6);
  world.pass(twoMinutes);
  laptop.putBack(saved);
  if (isNoticed) notice(world, laptop, 'restored');
  world.look(laptop);
  return `the disk of ${laptop.name} is put back to op ${laptop.head.seq}${isNoticed ? ', noticed' : ''}`;
}

function cloneDisk(world: World): string | undefined {
  if (world.laptops.length >= mostLaptops) return undefined;
  const original = world.someLaptop();
  const isNoticed = mustBeNoticed(original, original.disk()) || world.random.chance(0.6);
  const clone = world.cloneLaptop(original);
  world.pass(twoMinutes);
  if (isNoticed) notice(world, clone, 'copied');
  world.look(clone);
  return `${clone.name} is a copy of ${original.name} at op ${clone.head.seq}${isNoticed ? ', noticed' : ''}`;
}

function notice(world: World, laptop: SimulatedLaptop, doubt: Doubt): void {
  const { store, program } = laptop;
  store.transaction(() => program.suspectCopy(store, doubt, (count) => randomBytes(world.random, count)));
}

/** With a clock that is or was wrong, ids are only certain to differ where the copy is noticed. */
function mustBeNoticed(laptop: SimulatedLaptop, disk: SavedDisk): boolean {
  const minute = Math.floor(laptop.now() / minuteMs) - firstMinute;
  const used = Math.max(laptop.program.journalState(laptop.store).lastId, disk.lastId) / idsPerBlock;
  return laptop.clockError !== 0 || used > minute;
}
