import { opsAfter } from '#db/journal.ts';
import type { OutpostError } from '#shared/errors.ts';
import { createRandom, type Random } from '#shared/sample/random.ts';
import type { Op } from '#shared/sync/op.ts';
import { SimulatedHeadquarters } from './headquarters.ts';
import { watchHeadquarters } from './headquarters-watch.ts';
import { hexOf } from './keys.ts';
import { SimulatedLaptop } from './laptop.ts';
import { faultsOfView } from './laptop-view.ts';
import { type HeldRequest, type KeptRequest, Road } from './road.ts';
import { Truth } from './truth.ts';
import { Turns } from './turns.ts';
import { VirtualTime } from './virtual-time.ts';

/** Every site of a simulated world. */
export const allSites = ['MOSUL', 'BASRA', 'KIRKUK'] as const;

/** Something that must never happen, and did. */
export interface Violation {
  /** Number of the step. */
  readonly step: number;
  /** Which promise is broken, as `docs` numbers them, and how. */
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
}

/** An op as its laptop made it. */
export interface MadeOp {
  readonly laptop: string;
  readonly device: number;
  readonly op: Op;
  /** Headquarters' position that was applied there at that moment. */
  readonly knew: number;
}

const startOfTime = Date.UTC(2026, 4, 3, 6);
const requestsRemembered = 12;

/** Headquarters, its laptops, and everything that is known about them from outside. */
export class World {
  readonly random: Random;
  readonly time = new VirtualTime(startOfTime);
  readonly turns: Turns;
  readonly headquarters: SimulatedHeadquarters;
  readonly laptops: SimulatedLaptop[] = [];
  readonly truth = new Truth();
  /** By hash: the name that an op has for ever. */
  readonly made = new Map<string, MadeOp>();
  readonly violations: Violation[] = [];
  readonly trace: string[] = [];
  readonly counts: Counts = {
    ...{ steps: 0, ops: 0, exchanges: 0, cuts: 0, crashes: 0, restores: 0, conflicts: 0, quarantined: 0 },
  };
  readonly kept: KeptRequest[] = [];
  readonly held: HeldRequest[] = [];
  /** Every request with which headquarters refused a laptop in this step. */
  readonly refusals: OutpostError[] = [];

  constructor(seed: number) {
    this.random = createRandom(seed);
    this.turns = new Turns(createRandom(seed ^ 0x5eed));
    this.headquarters = new SimulatedHeadquarters(this.random, this.time, {
      turns: this.turns,
      committed: (what) => watchHeadquarters(this, what),
    });
  }

  /** Adds a laptop of a site that may also write for others. */
  addLaptop(sites: readonly string[], name = `laptop ${this.laptops.length + 1}`): SimulatedLaptop {
    const road = new Road(name, this.headquarters, this.random, this.turns, {
      failedInside: (thrown) => this.fault(`headquarters failed inside: ${describe(thrown)}`),
      refused: (error) => this.refusals.push(error),
      kept: (request) => this.#keep(request),
      held: (request) => this.held.push(request),
      crossed: () => undefined,
    });
    const laptop = new SimulatedLaptop(name, sites[0] ?? '', road, this.time, this.random);
    laptop.enrol(this.headquarters, sites);
    this.laptops.push(laptop);
    return laptop;
  }

  fault(what: string): void {
    this.violations.push({ step: this.counts.steps, what });
  }

  note(line: string): void {
    this.trace.push(`${String(this.counts.steps).padStart(4)}  ${line}`);
  }

  /** Takes note of ops that a laptop has made since the last time. */
  register(laptop: SimulatedLaptop, knew: number): void {
    const device = laptop.state.device ?? 0;
    for (const { op, hash } of opsAfter(laptop.store, laptop.registered)) {
      this.made.set(hexOf(hash), { laptop: laptop.name, device, op, knew });
      laptop.registered = op.seq;
      this.counts.ops++;
    }
  }

  /** Compares what a laptop shows with what it must show. */
  look(laptop: SimulatedLaptop, everywhere = false): void {
    const { truth } = this;
    const placeOf = (hash: string): number | undefined => this.places.get(hash);
    for (const fault of faultsOfView(laptop, { truth, placeOf }, everywhere))
      this.fault(`${laptop.name}: ${fault}`);
  }

  /** Whether headquarters has something for a laptop that it doesn't know yet. */
  hasNewsFor(laptop: SimulatedLaptop): boolean {
    const { cursor, device, enrolled } = laptop.state;
    const scopes = ['*', `@${device}`, ...(enrolled?.grant.sites ?? [])];
    const { effects } = this.headquarters.ledger.state;
    return scopes.some((scope) => (effects.get(scope)?.at(-1)?.hqSeq ?? 0) > cursor);
  }

  /** Where headquarters has put each op, by hash. */
  readonly places = new Map<string, number>();

  #keep(request: KeptRequest): void {
    this.kept.push(request);
    if (this.kept.length > requestsRemembered) this.kept.shift();
  }
}

function describe(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
