import type { ConflictReader } from '#db/conflict-views.ts';
import type { WritableDb } from '#db/database.ts';
import { opAt } from '#db/journal.ts';
import { tables } from '#shared/domain/registry.ts';
import { OutpostError } from '#shared/errors.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import type { SimulatedLaptop } from '../laptop.ts';
import { allSites, type World } from '../world.ts';
import type { StepKind } from './step-kind.ts';

/** Field and table that a version after this one may have. */
export const laterField = 251;
const laterTable = 999;

/** What people do on laptops. */
export const recording: readonly StepKind[] = [
  { name: 'edit', weight: 60, run: async (world) => edit(world, world.someLaptop()) },
  { name: 'decide', weight: 3, run: async (world) => decide(world, world.someLaptop()) },
  { name: 'later version', weight: 0.7, run: async (world) => recordLater(world, world.someLaptop()) },
];

/**
 * @param world where
 * @param laptop on which somebody records something
 * @returns what it was
 */
export function edit(world: World, laptop: SimulatedLaptop): string {
  const { random } = world;
  const sites = laptop.state.enrolled?.grant.sites ?? [];
  if (sites.length === 0) return `${laptop.name} has no site`;
  const work = laptop.program.chooseEdit(random);
  return record(world, laptop, (tx) => work(tx, { random, sites, allSites }));
}

function record(world: World, laptop: SimulatedLaptop, work: (tx: WritableDb) => string): string {
  const { cursor } = laptop.state;
  const committed = laptop.edit(work);
  if (!committed) {
    restart(world, laptop, cursor);
    return `${laptop.name} stops while somebody records something`;
  }
  world.register(laptop, cursor);
  laptop.promised = laptop.head;
  laptop.flush();
  return `${laptop.name} ${committed.value} (op ${committed.seqs.join()})`;
}

function decide(world: World, laptop: SimulatedLaptop): string | undefined {
  const { random } = world;
  const reader = readerOf(laptop);
  const { listConflicts, decideConflict, readableDb } = laptop.program;
  const read = readableDb(laptop.store);
  const open = listConflicts(read, reader, 'open').filter(({ choices }) => choices.length > 0);
  const decided = listConflicts(read, reader, 'decided');
  const now = new Date(laptop.now());
  if (decided.length > 0 && (open.length === 0 || random.chance(0.2))) {
    const { id } = random.pick(decided);
    return record(world, laptop, (tx) => {
      undo(laptop, tx, reader, id);
      return `takes the decision of ${id} back`;
    });
  }
  if (open.length === 0) return undefined;
  const { id, choices } = random.pick(open);
  const choice = random.pick(choices);
  return record(world, laptop, (tx) => {
    decideConflict(tx, reader, id, choice, now);
    return `decides ${id}: ${choice}`;
  });
}

/** What somebody may no longer take back stays as it is. */
function undo({ program }: SimulatedLaptop, tx: WritableDb, reader: ConflictReader, id: string): void {
  try {
    program.undoDecision(tx, reader, id);
  } catch (thrown) {
    if (!(thrown instanceof OutpostError && thrown.code === 'conflicting_state')) throw thrown;
  }
}

function readerOf(laptop: SimulatedLaptop): ConflictReader {
  const { device } = laptop.state;
  return {
    advisorId: device ?? 0,
    device,
    mayReadRestricted: true,
    mayReadContact: true,
    mayChange: () => true,
    wordsFor: () => ({ signature: (side) => side, value: (field, value) => `${field}: ${value}` }),
  };
}

/** A laptop of a later version writes what this headquarters cannot know. */
function recordLater(world: World, laptop: SimulatedLaptop): string | undefined {
  const { store, state, program } = laptop;
  const { random } = world;
  const person = store.one<{ id: number }>('SELECT id FROM person WHERE deleted = 0 ORDER BY id LIMIT 1');
  const { device } = state;
  if (!person || device === undefined) return undefined;
  const change = random.chance(0.5)
    ? { table: tables.person.id, key: [person.id], fields: [[laterField, 'later'] as const] }
    : { table: laterTable, key: [1], fields: [[1, 'later'] as const] };
  store.transaction(() => {
    const journal = program.journalState(store);
    program.appendOps(store, journal, { device, actor: device, changes: [change], lastId: journal.lastId });
  });
  world.register(laptop, state.cursor);
  laptop.promised = laptop.head;
  return `${laptop.name}, of a later version, writes to table ${change.table} (op ${laptop.head.seq})`;
}

/**
 * Starts a laptop again, and looks whether everything that was saved is still there.
 *
 * @param world where
 * @param laptop that stopped
 * @param cursor where its cursor was
 */
export function restart(world: World, laptop: SimulatedLaptop, cursor: number): void {
  laptop.restart({ from: cursor, to: world.headquarters.ledger.state.position });
  world.register(laptop, cursor);
  const { promised, head } = laptop;
  const kept = promised.seq === 0 ? undefined : opAt(laptop.store, promised.seq)?.hash;
  if (head.seq < promised.seq || (kept && !sameBytes(kept, promised.hash))) {
    world.fault(`${laptop.name} lost op ${promised.seq}, which was saved`);
  }
  world.look(laptop);
}
