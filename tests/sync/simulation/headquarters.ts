import { type Caller, runExchange } from '#hq/server/exchange.ts';
import type { Identity } from '#hq/store/identity.ts';
import { signer } from '#hq/store/keys.ts';
import { commitReference } from '#hq/store/seed-reference.ts';
import { firstLaptopDevice, hqDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import { referenceRows } from '#shared/reference/seed.ts';
import type { Random } from '#shared/sample/random.ts';
import { plainCompression, undoPlain } from './compression.ts';
import { pkcs8Of, seededKeys } from './keys.ts';
import { copyState, type LedgerState } from './ledger-state.ts';
import { HeadquartersCrash, type LedgerSeams, MemoryLedger } from './memory-ledger.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What enrolment gives a laptop. */
export interface Enrolled {
  readonly device: number;
  readonly spares: readonly number[];
}

const settings = { maxBytes: 64 * 1024 * 1024, durableAfterMs: 86_400_000 };
const sparesPerDevice = 3;
const silent = { info: () => undefined };

/** Headquarters of a simulated world: the product's decisions over a memory that can fail. */
export class SimulatedHeadquarters {
  readonly ledger: MemoryLedger;
  readonly time: VirtualTime;
  identity: Identity;
  #lastDevice = firstLaptopDevice - 1;
  /** Statements left before the machine fails; undefined: it does not. */
  #untilCrash: number | undefined;
  crashes = 0;

  constructor(random: Random, time: VirtualTime, seams: Pick<LedgerSeams, 'turns' | 'committed'>) {
    const keys = seededKeys(random);
    this.time = time;
    this.identity = {
      id: 'simulated',
      publicKey: keys.publicKey,
      sign: signer(pkcs8Of(keys.privateKey)),
    };
    this.ledger = new MemoryLedger({
      ...seams,
      beforeStatement: () => this.#step(),
      afterCommit: () => this.#step(),
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
    const device = this.#lastDevice + 1;
    this.#lastDevice += 1 + sparesPerDevice;
    this.#addDevice(device, publicKey, sites);
    return { device, spares: Array.from({ length: sparesPerDevice }, (_, index) => device + 1 + index) };
  }

  /**
   * Takes a request as it arrives and answers it.
   *
   * @throws OutpostError with the code of a refusal, `HeadquartersCrash`, or what the request's road threw
   */
  async answer(body: AsyncIterable<Uint8Array>): Promise<readonly Uint8Array[]> {
    const { ledger, identity, time } = this;
    const machine = { now: () => time.now, compress: plainCompression, decompress: undoPlain };
    const caller: Caller = { device: undefined };
    return runExchange({ ledger, identity, ...machine }, settings, body, caller, silent);
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
  }

  #step(): void {
    if (this.#untilCrash === undefined) return;
    if (this.#untilCrash-- > 0) return;
    this.#untilCrash = undefined;
    this.crashes++;
    throw new HeadquartersCrash('headquarters failed');
  }
}
