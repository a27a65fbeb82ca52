import { opsAfter } from '#db/journal.ts';
import { createRandom, type Random } from '#shared/sample/random.ts';
import type { Op } from '#shared/sync/op.ts';
import { SimulatedHeadquarters } from './headquarters.ts';
import { watchHeadquarters } from './headquarters-watch.ts';
import { hexOf } from './keys.ts';
import { SimulatedLaptop } from './laptop.ts';
import { faultsOfView } from './laptop-view.ts';
import { copyState, type LedgerState } from './ledger-state.ts';
import { contentOf, endOf, type PlaceInLine } from './lineage.ts';
import type { CommittedOps } from './memory-ledger.ts';
import { type LaptopProgram, programs } from './program-versions.ts';
import { type HeldRequest, type KeptRequest, Road } from './road.ts';
import type { Sabotage } from './sabotage.ts';
import { Truth } from './truth.ts';
import { Turns } from './turns.ts';
import { VirtualTime } from './virtual-time.ts';

/** Every site of a simulated world. */
export const allSites = ['MOSUL', 'BASRA', 'KIRKUK'] as const;

/** Something that must never happen, and did. */
export interface Violation {
  /** Number of the step. */
  readonly step: number;
  readonly what: string;
}

/** What a world went through, for the closing line. */
export interface Counts {
  steps: number;
  ops: number;
  exchanges: number;
  cuts: number;
  crashes: number;
  restores: number;
  conflicts: number;
  quarantined: number;
  snapshots: number;
}

/** An op as its laptop made it. */
export interface MadeOp {
  readonly laptop: string;
  readonly device: number;
  readonly op: Op;
  /** Headquarters' position that was applied there at that moment. */
  readonly knew: number;
  /** Where it was made. */
  readonly place: PlaceInLine;
}

/** One life of headquarters' database: what must be in it, and where each op is, by hash. */
interface Life {
  readonly truth: Truth;
  readonly places: Map<string, number>;
  /** What was merged, whatever number it came under; see `contentOf`. */
  readonly merged: Set<string>;
}

/** A backup of headquarters, with the life that it continues. */
interface Backup extends Life {
  readonly state: LedgerState;
}

const startOfTime = Date.UTC(2026, 4, 3, 6);
const requestsRemembered = 12;
/** Ops count as durable after a day: by then they are in a backup. */
const backupEveryMs = 10 * 3_600_000;

/** Headquarters, its laptops, and everything that is known about them from outside. */
export class World {
  readonly random: Random;
  readonly time = new VirtualTime(startOfTime);
  readonly turns: Turns;
  readonly headquarters: SimulatedHeadquarters;
  readonly laptops: SimulatedLaptop[] = [];
  /** By hash: the name that an op has for ever. */
  readonly made = new Map<string, MadeOp>();
  /** By what they are. */
  readonly #contents = new Map<string, MadeOp>();
  readonly violations: Violation[] = [];
  readonly trace: string[] = [];
  readonly counts: Counts = {
    ...{ steps: 0, ops: 0, exchanges: 0, cuts: 0, crashes: 0, restores: 0, conflicts: 0, quarantined: 0 },
    snapshots: 0,
  };
  readonly kept: KeptRequest[] = [];
  readonly held: HeldRequest[] = [];
  /**
   * Headquarters was restored and nobody said so: until it notices it gives places in its order twice, and nobody can
   * say what it ought to come to. What is left to ask is that all come together in the end.
   */
  lenient = false;
  readonly #sabotage: Sabotage;
  readonly #versions: Random;
  readonly #isMixed: boolean;
  #life: Life = { truth: new Truth(), places: new Map(), merged: new Set() };
  readonly #lives = new Map<string, Life>();
  #backup: Backup | undefined;
  #backedUpAt = startOfTime;

  constructor(seed: number, sabotage: Sabotage = {}) {
    this.#sabotage = sabotage;
    this.random = createRandom(seed);
    this.turns = new Turns(createRandom(seed ^ 0x5eed));
    this.#versions = createRandom(seed ^ 0x01d);
    this.#isMixed = this.#versions.chance(0.5);
    const seams = {
      turns: this.turns,
      committed: (what: CommittedOps) => watchHeadquarters(this, what),
    };
    this.headquarters = new SimulatedHeadquarters(this.random, this.time, seams, sabotage);
    this.#lives.set(this.headquarters.epoch, this.#life);
  }

  /** What headquarters must come to. */
  get truth(): Truth {
    return this.#life.truth;
  }

  /** Where headquarters has put each op, by hash. */
  get places(): Map<string, number> {
    return this.#life.places;
  }

  /** What headquarters has merged, whatever number it came under. */
  get merged(): Set<string> {
    return this.#life.merged;
  }

  someLaptop(): SimulatedLaptop {
    return this.random.pick(this.laptops);
  }

  /** Adds a laptop of a site that may also write for others. In some worlds not everybody has the present version. */
  addLaptop(sites: readonly string[]): SimulatedLaptop {
    const isOlder = this.#isMixed && this.#versions.chance(0.5);
    const laptop = this.#newLaptop(sites[0] ?? '', isOlder ? programs.before : programs.present);
    const twin = this.#sabotage.sharesNumbers && this.laptops.length === 2 ? this.laptops[0] : undefined;
    laptop.enrol(this.headquarters, sites, twin);
    laptop.device = laptop.state.device;
    this.laptops.push(laptop);
    // A backup from before would not know the laptop: somebody would have to enrol it again.
    this.backUp();
    return laptop;
  }

  /** Adds a laptop on a copy of another one's disk. */
  cloneLaptop(original: SimulatedLaptop): SimulatedLaptop {
    const clone = this.#newLaptop(original.site, original.program);
    clone.putBack(original.disk());
    this.laptops.push(clone);
    return clone;
  }

  #newLaptop(site: string, program: LaptopProgram): SimulatedLaptop {
    const name = `laptop ${this.laptops.length + 1}`;
    const road = new Road(name, this.headquarters, this.random, this.turns, {
      failedInside: (thrown) => this.fault(`headquarters failed inside: ${describe(thrown)}`),
      kept: (request) => this.#keep(request),
      held: (request) => this.held.push(request),
      fetched: () => {
        this.counts.snapshots++;
      },
    });
    const { time, random } = this;
    return new SimulatedLaptop({ name, site, road, time, random, program, sabotage: this.#sabotage });
  }

  fault(what: string): void {
    this.violations.push({ step: this.counts.steps, what });
  }

  note(line: string): void {
    this.trace.push(`${String(this.counts.steps).padStart(4)}  ${line}`);
  }

  pass(ms: number): void {
    this.time.pass(ms);
    if (this.time.now - this.#backedUpAt > backupEveryMs) this.backUp();
  }

  /** Takes note of ops that a laptop has made since the last time. */
  register(laptop: SimulatedLaptop, knew: number): void {
    const device = laptop.state.device ?? 0;
    const wentOn = laptop.device !== device;
    if (wentOn) laptop.registered = 0;
    for (const { op, hash } of opsAfter(laptop.store, laptop.registered)) {
      laptop.registered = op.seq;
      if (this.madeBefore(device, op, hexOf(hash))) continue;
      const { line } = laptop;
      line.length++;
      const made: MadeOp = { laptop: laptop.name, device, op, knew, place: endOf(line) };
      this.made.set(hexOf(hash), made);
      this.#contents.set(contentOf(op), made);
      this.counts.ops++;
    }
    if (!wentOn) return;
    laptop.device = device;
    laptop.promised = laptop.head;
    // A backup from before would not know the number.
    this.backUp();
  }

  /** An op that a laptop has made before, perhaps under another number. */
  madeBefore(device: number, op: Op, hash: string): MadeOp | undefined {
    const known = this.made.get(hash);
    if (known) return known;
    const original = this.#contents.get(contentOf(op));
    if (!original) return undefined;
    const again: MadeOp = { ...original, device, op };
    this.made.set(hash, again);
    return again;
  }

  /** Compares what a laptop shows with what it must show. */
  look(laptop: SimulatedLaptop, everywhere = false): void {
    const { headquarters } = this;
    if (this.lenient && (!everywhere || this.isRevoked(laptop))) return;
    if (!this.#lives.has(headquarters.epoch)) this.#lives.set(headquarters.epoch, this.#life);
    const { device = 0, enrolled } = laptop.state;
    const life = this.lenient
      ? lifeAsItIs(headquarters.ledger.state)
      : this.#lives.get(enrolled?.epoch ?? '');
    if (!life) {
      this.fault(`${laptop.name} lives in ${enrolled?.epoch}, which never was`);
      return;
    }
    const placeOf = (hash: string): number | undefined => life.places.get(hash);
    const around = { truth: life.truth, placeOf, grants: headquarters.everGranted(device) };
    for (const fault of faultsOfView(laptop, around, everywhere)) this.fault(`${laptop.name}: ${fault}`);
  }

  /** Whether headquarters has something for a laptop that it doesn't know yet. */
  hasNewsFor(laptop: SimulatedLaptop): boolean {
    const { cursor, device, enrolled } = laptop.state;
    const scopes = ['*', `@${device}`, ...(enrolled?.grant.sites ?? [])];
    const { effects } = this.headquarters.ledger.state;
    return scopes.some((scope) =>
      effects.get(scope)?.some(({ hqSeq, effect, device: writer }) => {
        if (hqSeq <= cursor) return false;
        const { changes, puts, leaves } = effect;
        return writer === device || changes.length + puts.length + leaves.length > 0;
      }),
    );
  }

  isRevoked(laptop: SimulatedLaptop): boolean {
    return this.headquarters.ledger.state.devices.get(laptop.state.device ?? 0)?.revoked ?? false;
  }

  /** Makes a backup of headquarters, in place of the one before. */
  backUp(): void {
    const { state } = this.headquarters.ledger;
    const { truth, places, merged } = this.#life;
    const life = { truth: truth.copy(), places: new Map(places), merged: new Set(merged) };
    this.#backup = { state: copyState(state), ...life };
    this.#backedUpAt = this.time.now;
    for (const [device, ops] of state.ops) state.backedUp.set(device, ops.at(-1)?.op.seq ?? 0);
  }

  /**
   * Headquarters goes on from its last backup.
   *
   * @param isSaid whether the operator will say so
   * @returns the position in it; undefined when there is no backup
   */
  restore(isSaid: boolean): number | undefined {
    const backup = this.#backup;
    if (!backup) return undefined;
    this.counts.restores++;
    this.lenient ||= !isSaid;
    for (const laptop of this.laptops) this.#checkDurable(laptop, backup.state);
    this.headquarters.ledger.state = copyState(backup.state);
    const { truth, places, merged } = backup;
    this.#life = { truth: truth.copy(), places: new Map(places), merged: new Set(merged) };
    return backup.state.position;
  }

  #checkDurable(laptop: SimulatedLaptop, state: LedgerState): void {
    const { durable, device, enrolled } = laptop.state;
    const there = state.ops.get(device ?? 0)?.at(-1)?.op.seq ?? 0;
    if (enrolled?.epoch === this.headquarters.epoch && durable > there) {
      this.fault(`${laptop.name}: op ${durable} counted as durable and is in no backup`);
    }
  }

  #keep(request: KeptRequest): void {
    this.kept.push(request);
    if (this.kept.length > requestsRemembered) this.kept.shift();
  }
}

/** Whatever headquarters has come to, as if that were right. */
function lifeAsItIs(state: LedgerState): Life {
  const places = new Map<string, number>();
  for (const ops of state.ops.values()) for (const { hash } of ops) places.set(hexOf(hash), 0);
  return { truth: Truth.of(state.rows.values()), places, merged: new Set() };
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
