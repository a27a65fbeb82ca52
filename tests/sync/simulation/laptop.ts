import type { Database } from 'better-sqlite3';
import type { Author, Committed, WritableDb } from '#db/database.ts';
import type { SyncState } from '#db/sync-state.ts';
import type { SyncEngine } from '#electron/core/sync/engine.ts';
import { OutpostError } from '#shared/errors.ts';
import type { Random } from '#shared/sample/random.ts';
import type { ChainHead } from '#shared/sync/op.ts';
import { plainCompression } from './compression.ts';
import { discardDisk, freshDisk, type Image, openDisk } from './disks.ts';
import { type CrashPlan, FragileStore, LaptopCrash } from './fragile-store.ts';
import type { SimulatedHeadquarters } from './headquarters.ts';
import { randomBytes, seededKeys } from './keys.ts';
import { endOf, type Line, newLine, type PlaceInLine } from './lineage.ts';
import { type LaptopProgram, programs } from './program-versions.ts';
import type { Road } from './road.ts';
import type { Sabotage } from './sabotage.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How an exchange ended: `ok`, `crashed`, or the code of its error. */
export type SyncOutcome = string;

/** Everything about a laptop's disk at some moment. */
export interface SavedDisk {
  readonly image: Image;
  readonly promised: ChainHead;
  readonly registered: number;
  readonly device: number | undefined;
  /** Where its last op was made. */
  readonly end: PlaceInLine;
  readonly lastId: number;
}

/** A laptop of a simulated world: the product's database and sync engine on a disk in memory. */
export class SimulatedLaptop {
  readonly name: string;
  readonly site: string;
  readonly road: Road;
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #sabotage: Sabotage;
  #program: LaptopProgram;
  /** The disk as it was a while ago, where commits are flushed late. */
  readonly #flushed: Image[] = [];
  readonly #plan: CrashPlan = { left: undefined, crashes: 0 };
  #crashIn: number | undefined;
  #raw: Database;
  #store: FragileStore;
  #engine: SyncEngine;
  /** What was read of its state, and after how much was written. */
  #read: { readonly store: FragileStore; readonly written: number; readonly state: SyncState } | undefined;
  /** Its clock minus the true time, ms. */
  clockError = 0;
  /** The last op that the world has taken note of. */
  registered = 0;
  /** The number under which its ops were taken note of. */
  device: number | undefined;
  /** The line of ops that this disk goes on with. */
  line: Line = newLine();
  /** Its disk as somebody has kept it. */
  saved: SavedDisk | undefined;
  /** The last op of which a person was told that it is saved. */
  promised: ChainHead = { seq: 0, hash: new Uint8Array(32) };

  constructor(
    setting: {
      readonly name: string;
      readonly site: string;
      readonly road: Road;
      readonly time: VirtualTime;
      readonly random: Random;
      readonly sabotage: Sabotage;
      /** Left out: this version. */
      readonly program?: LaptopProgram | undefined;
    },
    image?: Image,
  ) {
    const { name, site, road, time, random, sabotage, program = programs.present } = setting;
    this.name = name;
    this.site = site;
    this.road = road;
    this.#time = time;
    this.#random = random;
    this.#sabotage = sabotage;
    this.#program = program;
    this.#raw = image ? openDisk(image) : freshDisk();
    this.#store = this.#openStore();
    this.#engine = this.#startEngine();
  }

  get store(): FragileStore {
    return this.#store;
  }

  /** What runs on it. */
  get program(): LaptopProgram {
    return this.#program;
  }

  get isOlder(): boolean {
    return this.#program !== programs.present;
  }

  get state(): SyncState {
    const { written } = this.#store;
    if (this.#read?.store === this.#store && this.#read.written === written) return this.#read.state;
    const state = this.#program.syncState(this.#store);
    this.#read = { store: this.#store, written, state };
    return state;
  }

  get head(): ChainHead {
    return this.#program.journalHead(this.#store);
  }

  get crashes(): number {
    return this.#plan.crashes;
  }

  /** The laptop's own clock. */
  now(): number {
    return this.#time.now + this.clockError;
  }

  /**
   * Joins headquarters.
   *
   * @param headquarters which
   * @param sites that it may see and write
   * @param sameAs a laptop whose number and key it is given, by mistake
   */
  enrol(headquarters: SimulatedHeadquarters, sites: readonly string[], sameAs?: SimulatedLaptop): void {
    const twin = sameAs?.state.enrolled;
    const keys = twin ?? seededKeys(this.#random);
    const { publicKey, privateKey } = keys;
    const { device, spares } = twin ?? headquarters.enrol(publicKey, sites);
    const { identity } = headquarters;
    this.#program.saveEnrolment(this.#store, {
      device,
      spares,
      epoch: headquarters.ledger.state.epoch,
      grant: { version: 1, sites },
      hqUrl: 'http://headquarters.example',
      hqId: identity.id,
      hqKey: identity.publicKey,
      tlsPin: null,
      publicKey,
      privateKey,
      certificate: '{}',
      site: this.site,
      label: this.name,
      role: 'advisor',
      programme: 'police',
    });
  }

  /**
   * Records something as a screen would.
   *
   * @returns what was committed; undefined when the laptop stopped before that was certain
   */
  edit<R>(work: (tx: WritableDb) => R): Committed<R> | undefined {
    const author: Author = { advisorId: this.state.device ?? 0, site: this.site };
    this.#arm();
    try {
      return this.#program.commit(this.#store, author, work);
    } catch (thrown) {
      if (thrown instanceof LaptopCrash) return undefined;
      throw thrown;
    } finally {
      this.heal();
    }
  }

  /** One sync, to its end. */
  async sync(): Promise<SyncOutcome> {
    this.#arm();
    try {
      await this.#engine.start().done;
      return 'ok';
    } catch (thrown) {
      if (this.#store.dead || thrown instanceof LaptopCrash) return 'crashed';
      if (thrown instanceof OutpostError) return thrown.code;
      throw thrown;
    } finally {
      this.heal();
    }
  }

  /** Stops in so many statements of what it does next. */
  crashIn(statements: number): void {
    this.#crashIn = statements;
  }

  /** Whatever was to stop does not any more. */
  heal(): void {
    this.#crashIn = undefined;
    this.#plan.left = undefined;
  }

  get isOff(): boolean {
    return this.#store.dead;
  }

  /**
   * Starts again after a crash, or just so.
   *
   * @param cursors where the cursor was before, and where it was going
   */
  restart(cursors: { readonly from: number; readonly to: number }): void {
    this.#engine.stop();
    if (this.#raw.inTransaction) this.#raw.exec('ROLLBACK');
    this.#spoilDisk(cursors);
    this.#start();
  }

  /** Gets the present version, and starts with it. */
  upgrade(): void {
    this.#engine.stop();
    this.#program = programs.present;
    this.#start();
  }

  #start(): void {
    this.#store = this.#openStore();
    this.#program.replayDeferred(this.#store);
    this.#engine = this.#startEngine();
  }

  /** Whatever reaches the disk late does so now and then. */
  flush(): void {
    if (this.#sabotage.disk !== 'late flush') return;
    this.#flushed.push(this.image());
    if (this.#flushed.length > 3) this.#flushed.shift();
  }

  #spoilDisk({ from, to }: { readonly from: number; readonly to: number }): void {
    const { disk } = this.#sabotage;
    const [lost] = this.#flushed;
    if (disk === 'late flush' && lost) {
      discardDisk(this.#raw);
      this.#raw = openDisk(lost);
    }
    if (disk === 'cursor first') this.#raw.prepare('UPDATE sync_state SET cursor = ?').run(to);
    if (disk === 'cursor last') this.#raw.prepare('UPDATE sync_state SET cursor = ?').run(from);
  }

  /** A copy of the disk as it is. */
  disk(): SavedDisk {
    const { promised, registered, device, line } = this;
    const { lastId } = this.#program.journalState(this.#store);
    return { image: this.image(), promised, registered, device, end: endOf(line), lastId };
  }

  /** Goes on with a copy of a disk, its own or another laptop's. */
  putBack(disk: SavedDisk): void {
    this.#engine.stop();
    discardDisk(this.#raw);
    this.#raw = openDisk(disk.image);
    this.promised = disk.promised;
    this.registered = disk.registered;
    this.device = disk.device;
    this.line = newLine(disk.end);
    this.#start();
  }

  image(): Image {
    return this.#raw.serialize();
  }

  /**
   * @param quietly whether certainly nothing goes on any more that may still write: then another world gets the disk
   */
  close(quietly: boolean): void {
    this.#engine.stop();
    if (quietly) discardDisk(this.#raw);
    else this.#raw.close();
  }

  /** Only what the laptop does itself counts, not what is looked at from outside. */
  #arm(): void {
    this.#plan.left = this.#crashIn;
  }

  #openStore(): FragileStore {
    return new FragileStore(this.#raw, () => this.now(), this.#plan, this.#sabotage);
  }

  #startEngine(): SyncEngine {
    return this.#program.createSyncEngine({
      store: this.#store,
      jobs: this.#program.createJobs(
        () => undefined,
        () => undefined,
      ),
      transport: this.road,
      appVersion: '0.1.0',
      compression: () => plainCompression,
      timers: this.#time.timers,
      random: (count) => randomBytes(this.#random, count),
      announce: () => undefined,
      automatic: false,
      probe: async () => false,
    });
  }
}
