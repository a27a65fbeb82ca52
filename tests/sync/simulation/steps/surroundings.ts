import { allSites, type World } from '../world.ts';
import { days, hours, type StepKind } from './step-kind.ts';

/** What happens around laptops and headquarters. */
export const surroundings: readonly StepKind[] = [
  { name: 'clock', weight: 1, run: async (world) => turnClock(world) },
  { name: 'time', weight: 2, run: async (world) => passTime(world) },
  { name: 'compact', weight: 0.5, run: async (world) => compact(world) },
  { name: 'join', weight: 0.4, run: async (world) => join(world) },
  { name: 'grant', weight: 0.5, run: async (world) => grant(world) },
  { name: 'upgrade', weight: 0.4, run: async (world) => upgrade(world) },
  { name: 'revoke', weight: 0.1, run: async (world) => revoke(world) },
];

const mostLaptops = 6;

function turnClock(world: World): string {
  const laptop = world.someLaptop();
  const { random } = world;
  laptop.clockError = random.chance(0.3) ? 0 : random.between(-400, 400) * days + random.between(0, 999);
  return `the clock of ${laptop.name} is off by ${Math.round(laptop.clockError / days)} days`;
}

function passTime(world: World): string {
  const ms = world.random.between(0, world.random.pick([1000, hours, days]));
  world.pass(ms);
  return `${ms} ms pass`;
}

/** Months later a laptop empties the old end of its journal. */
function compact(world: World): string {
  world.pass(100 * days);
  const laptop = world.someLaptop();
  return `100 days pass, ${laptop.name} empties ${laptop.program.compactJournal(laptop.store)} ops`;
}

function join(world: World): string | undefined {
  if (world.laptops.length >= mostLaptops) return undefined;
  const { name, site } = world.addLaptop(someSites(world));
  return `${name} joins at ${site}`;
}

function someSites(world: World): readonly string[] {
  const { random } = world;
  const home = random.pick(allSites);
  return [home, ...allSites.filter((site) => site !== home && random.chance(0.3))];
}

function grant(world: World): string | undefined {
  const laptop = world.someLaptop();
  const sites = someSites(world);
  const { device } = laptop.state;
  if (device === undefined || world.isRevoked(laptop)) return undefined;
  world.headquarters.grant(device, sites);
  return `${laptop.name} is granted ${sites.join(', ')}`;
}

/** An older laptop gets the present version, and must then show whatever it had no place for. */
function upgrade(world: World): string | undefined {
  const laptop = world.laptops.find(({ isOlder }) => isOlder);
  if (!laptop) return undefined;
  laptop.upgrade();
  world.look(laptop);
  return `${laptop.name} gets the present version`;
}

/** One laptop at most: a world without laptops teaches nothing. */
function revoke(world: World): string | undefined {
  const laptop = world.someLaptop();
  const { device } = laptop.state;
  if (device === undefined || world.laptops.some((other) => world.isRevoked(other))) return undefined;
  world.headquarters.revoke(device);
  return `${laptop.name} is revoked`;
}
