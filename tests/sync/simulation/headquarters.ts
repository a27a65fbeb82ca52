import { answerAncestor } from '#hq/server/ancestor-routes.ts';
import type { DeviceRequest } from '#hq/server/device-request.ts';
import { type Caller, runExchange } from '#hq/server/exchange.ts';
import { readPart } from '#hq/server/snapshot-routes.ts';
import { beginEpoch } from '#hq/store/epoch.ts';
import type { Identity } from '#hq/store/identity.ts';
import { signer } from '#hq/store/keys.ts';
import { commitReference } from '#hq/store/seed-reference.ts';
import { sparesPerDevice } from '#hq/store/successors.ts';
import { hqDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import { referenceRows } from '#shared/reference/seed.ts';
import type { Random } from '#shared/sample/random.ts';
import { plainCompression, undoPlain } from './compression.ts';
import { pkcs8Of, randomBytes, seededKeys } from './keys.ts';
import { copyState, type LedgerState } from './ledger-state.ts';
import { HeadquartersCrash, type LedgerSeams, MemoryLedger } from './memory-ledger.ts';
import { brokenLedger, type Peek, peekInto, type Sabotage } from './sabotage.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What enrolment gives a laptop. */
export interface Enrolled {
  readonly device: number;
  readonly spares: readonly number[];
}

const limits = { maxBytes: 64 * 1024 * 1024, durableAfterMs: 86_400_000 };
const silent = { info: () => undefined };

/** Headquarters of a simulated world: the product's decisions over a memory that can fail. */
export class SimulatedHeadquarters {
  readonly ledger: MemoryLedger;
  readonly time: VirtualTime;
  identity: Identity;
  /** Statements left before the machine fails; undefined: it does not. */
  #untilCrash: number | undefined;
  crashes = 0;

  /** Outlives every restore. */
  readonly #everGranted = new Map<number, Set<string>>();
  readonly #random: Random;
  readonly #sabotage: Sabotage;
  /** A laptop that is behind by more is given a snapshot: in some worlds that happens all the time. */
  readonly #streamedBytes: number;
  /** What it would still have after a failure now, if commits were flushed late. */
  readonly #flushed: LedgerState[] = [];

  constructor(
    random: Random,
    time: VirtualTime,
    seams: Pick<LedgerSeams, 'turns' | 'committed'>,
    sabotage: Sabotage = {},
  ) {
    this.#random = random;
    this.#sabotage = sabotage;
    this.#streamedBytes = random.pick([600, 5_000, 4_194_304]);
    const keys = seededKeys(random);
    this.time = time;
    this.identity = {
      id: 'simulated',
      publicKey: keys.publicKey,
      sign: signer(pkcs8Of(keys.privateKey)),
    };
    this.ledger = new MemoryLedger({
      ...seams,
      flaw: sabotage.database,
      beforeStatement: () => this.#step(),
      afterCommit: () => {
        if (sabotage.database === 'late flush') this.#flushed.push(this.backup());
        this.#step();
      },
    });
  }

  /** Writes the few reference data that a world needs. */
  async seed(): Promise<void> {
    this.#addDevice(hqDevice, this.identity.publicKey, []);
    const rows = referenceRows().filter(({ table }) => table === tables.site);
    await this.ledger.change((tx) => commitReference(tx, rows, this.time.now));
  }

  /** Makes a laptop a device. */
  enrol(publicKey: Uint8Array, sites: readonly string[]): Enrolled {
    const { numbers, spares: given } = this.ledger.state;
    const device = numbers.last + 1;
    numbers.last += 1 + sparesPerDevice;
    this.#addDevice(device, publicKey, sites);
    const spares = Array.from({ length: sparesPerDevice }, (_, index) => device + 1 + index);
    given.set(device, spares);
    return { device, spares };
  }

  /** The life of its database. */
  get epoch(): string {
    return this.ledger.state.epoch;
  }

  /**
   * Takes a request as it arrives and answers it.
   *
   * @throws OutpostError with the code of a refusal, `HeadquartersCrash`, or what the request's road threw
   */
  async answer(body: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> {
    const { ledger, identity, time } = this;
    const machine = { identity, now: () => time.now, compress: plainCompression, decompress: undoPlain };
    const caller: Caller = { device: undefined };
    const settings = { ...limits, streamedBytes: this.#streamedBytes };
    const sabotage = this.#sabotage;
    const { change, view, hello } = sabotage;
    if (!(change || view || hello)) {
      return runExchange({ ledger, ...machine }, settings, body, caller, silent);
    }
    const peek: Peek = { hello: undefined, frame: undefined, notes: new Map() };
    const broken = { ledger: brokenLedger(ledger, sabotage, peek), ...machine };
    const seen = peekInto(body, peek, (said) => hello?.(said, time.now));
    return runExchange(broken, settings, seen, caller, silent);
  }

  /** Gives a part of a snapshot. Throws as `answer` does. */
  async part(request: DeviceRequest): Promise<Uint8Array> {
    return readPart(this.ledger, request);
  }

  /** Answers a laptop that may be a copy. Throws as `answer` does. */
  async ancestor(request: DeviceRequest, body: Uint8Array): Promise<Uint8Array> {
    const { payload } = await answerAncestor(this.ledger, this.identity, request, body, this.time.now);
    return payload;
  }

  knows(device: number): boolean {
    return this.ledger.state.devices.has(device);
  }

  /** Every site that a device was ever granted. */
  everGranted(device: number): ReadonlySet<string> {
    const { formerly = [] } = this.ledger.state.devices.get(device) ?? {};
    const numbers = [device, ...formerly.map((former) => former.device)];
    return new Set(numbers.flatMap((number) => [...(this.#everGranted.get(number) ?? [])]));
  }

  /** Gives a device another grant. */
  grant(device: number, sites: readonly string[]): void {
    const { grants, position } = this.ledger.state;
    const history = grants.get(device) ?? [];
    const version = (history.at(-1)?.version ?? 0) + 1;
    grants.set(device, [...history, { version, sites, sinceHqSeq: position }]);
    this.#noteGrant(device, sites);
  }

  /** An operator says that it was restored. */
  async beginEpoch(): Promise<void> {
    const entropy = randomBytes(this.#random, 16);
    const cause = { who: 'command line', reason: 'restore', now: this.time.now, entropy } as const;
    await this.ledger.change((tx) => beginEpoch(tx, cause));
  }

  /** Fails in so many statements from now. */
  crashIn(statements: number): void {
    this.#untilCrash = statements;
  }

  /** Whatever was to fail does not any more. */
  heal(): void {
    this.#untilCrash = undefined;
  }

  backup(): LedgerState {
    return copyState(this.ledger.state);
  }

  revoke(number: number): void {
    const device = this.ledger.state.devices.get(number);
    if (device) this.ledger.state.devices.set(number, { ...device, revoked: true });
  }

  #addDevice(number: number, publicKey: Uint8Array, sites: readonly string[]): void {
    const head = { seq: 0, hash: new Uint8Array(32) };
    const fixed = { site: sites[0] ?? '', role: 'advisor', programme: 'police' } as const;
    const { devices, grants } = this.ledger.state;
    devices.set(number, { number, publicKey, ...fixed, head, lastExchange: 0, revoked: false });
    grants.set(number, [{ version: 1, sites, sinceHqSeq: 0 }]);
    this.#noteGrant(number, sites);
  }

  #noteGrant(device: number, sites: readonly string[]): void {
    this.#everGranted.set(device, new Set([...this.everGranted(device), ...sites]));
  }

  #step(): void {
    if (this.#untilCrash === undefined) return;
    if (this.#untilCrash-- > 0) return;
    this.#untilCrash = undefined;
    this.crashes++;
    const [lost] = this.#flushed.splice(0).slice(-2);
    if (lost) this.ledger.state = lost;
    throw new HeadquartersCrash('headquarters failed');
  }
}
