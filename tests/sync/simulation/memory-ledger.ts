import type { Contact, Device, Grants, Successor } from '#hq/store/devices.ts';
import { grantsOf } from '#hq/store/devices.ts';
import type { FormerOp } from '#hq/store/history.ts';
import type {
  EffectPage,
  KeptSnapshot,
  Ledger,
  LedgerChange,
  LedgerView,
  NewEpoch,
  PlacedEffect,
  Stretch,
} from '#hq/store/ledger.ts';
import { type LockedRow, type LockedRows, rowName } from '#hq/store/locked-rows.ts';
import type { MergedPlace, PlacedOp } from '#hq/store/placed-op.ts';
import type { FieldValue } from '#shared/domain/field.ts';
import { rowKey, type Table } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { Source } from '#shared/sync/merge.ts';
import type { ChainHead } from '#shared/sync/op.ts';
import { emptyState, type KeptRow, type LedgerState } from './ledger-state.ts';
import { Locks } from './locks.ts';
import { snapshotView, snapshotWrites } from './memory-snapshots.ts';
import { nextSpare, successorView, successorWrites, withKin } from './memory-successors.ts';
import type { DatabaseFlaw } from './sabotage.ts';
import type { Turns } from './turns.ts';

/** Headquarters' machine fails in the middle of something. */
export class HeadquartersCrash extends Error {}

/** The ground of a transaction has shifted: it runs again, as in PostgreSQL. */
class RunAgain extends Error {}

/** What one transaction committed, for whoever watches. */
export interface CommittedOps {
  readonly device: number;
  readonly receivedMs: number;
  readonly ops: readonly PlacedOp[];
  readonly merged: readonly MergedPlace[];
  readonly rows: readonly KeptRow[];
}

/** Where the simulation takes part in what the ledger does. */
export interface LedgerSeams {
  readonly turns: Turns;
  /** Called before every statement; throws `HeadquartersCrash` when it is time to. */
  beforeStatement(): void;
  /** Called when a transaction is durable; may throw `HeadquartersCrash` too. */
  afterCommit(): void;
  /** Told what was committed. */
  committed(what: CommittedOps): void;
  /** A promise that the database does not keep. */
  readonly flaw?: DatabaseFlaw | undefined;
}

/**
 * Headquarters' memory without PostgreSQL, as PostgreSQL behaves under the product's statements: what a transaction
 * writes is seen by nobody else before it commits, rows are locked one by one, the position last.
 */
export class MemoryLedger implements Ledger {
  state: LedgerState = emptyState();
  readonly #seams: LedgerSeams;
  readonly #locks = new Locks();

  constructor(seams: LedgerSeams) {
    this.#seams = seams;
  }

  async change<R>(work: (tx: LedgerChange) => Promise<R>): Promise<R> {
    for (;;) {
      const tx = new Transaction(this.state, this.#locks, this.#seams);
      try {
        const result = await work(tx);
        this.#seams.beforeStatement();
        // A headquarters that was restored meanwhile knows nothing of this transaction.
        if (tx.state !== this.state) throw new HeadquartersCrash('restored in the middle of a transaction');
        tx.commit();
        this.#seams.afterCommit();
        return result;
      } catch (thrown) {
        if (this.#seams.flaw === 'no rollback' && tx.state === this.state) tx.write();
        if (!(thrown instanceof RunAgain)) throw thrown;
      } finally {
        this.#locks.releaseAll(tx);
      }
    }
  }

  /** A snapshot is a moment: nothing is committed while it is read. */
  async look<R>(work: (view: LedgerView) => Promise<R>): Promise<R> {
    this.#seams.beforeStatement();
    return work(viewOf(this.state));
  }
}

/**
 * @param state of headquarters
 * @returns reads of what it has committed
 */
function viewOf(state: LedgerState): LedgerView {
  return {
    position: async () => state.position,
    device: async (number) => state.devices.get(number),
    grants: async (device) => grantsIn(state, device),
    chain: async (device, from, to) => chainIn(state, device, from, to),
    lastReceivedBy: async (device, receivedMs) =>
      state.ops.get(device)?.findLast((op) => op.receivedMs <= receivedMs)?.op.seq ?? 0,
    keptAside: async (device, limit) =>
      [...(state.aside.get(device) ?? [])].map(([seq, reason]) => ({ seq, reason })).slice(-limit),
    formerOp: async (hqSeq) => formerOpIn(state, hqSeq),
    effects: async (page) => effectsIn(state, page),
    ...snapshotView(state),
    ...successorView(state),
  };
}

function grantsIn(state: LedgerState, device: number): Grants {
  return grantsOf(device, state.grants.get(device) ?? []);
}

function chainIn(state: LedgerState, device: number, from: number, to: number): readonly ChainHead[] {
  const ops = state.ops.get(device) ?? [];
  return ops.slice(Math.max(0, from - 1), to).map(({ op, hash }) => ({ seq: op.seq, hash }));
}

function formerOpIn(state: LedgerState, hqSeq: number): FormerOp | undefined {
  const found = state.byPlace.get(hqSeq);
  return found && { actor: found.op.actor, replaced: found.replaced };
}

function effectsIn(state: LedgerState, { scopes, after, to, limit }: EffectPage): readonly PlacedEffect[] {
  const found: PlacedEffect[] = [];
  for (const scope of scopes) {
    const effects = state.effects.get(scope) ?? [];
    for (let place = effects.length - 1; place >= 0; place--) {
      const effect = effects[place];
      if (!effect || effect.hqSeq < after.hqSeq) break;
      const later = effect.hqSeq > after.hqSeq || scope > after.scope;
      if (later && effect.hqSeq <= to) found.push(effect);
    }
  }
  found.sort((a, b) => a.hqSeq - b.hqSeq || (a.scope < b.scope ? -1 : 1));
  return found.slice(0, limit);
}

class Transaction implements LedgerChange {
  readonly state: LedgerState;
  readonly #locks: Locks;
  readonly #seams: LedgerSeams;
  readonly #writes: ((state: LedgerState) => void)[] = [];
  readonly #devices = new Map<number, Device>();
  #ops: Omit<CommittedOps, 'rows' | 'merged'> | undefined;
  #merged: readonly MergedPlace[] = [];
  #rows: readonly KeptRow[] = [];
  /** What it has taken of the order. */
  #position: number | undefined;

  constructor(state: LedgerState, locks: Locks, seams: LedgerSeams) {
    this.state = state;
    this.#locks = locks;
    this.#seams = seams;
  }

  /** Makes everything that was written visible. */
  write(): void {
    for (const write of this.#writes.splice(0)) write(this.state);
  }

  commit(): void {
    this.write();
    if (this.#ops) this.#seams.committed({ ...this.#ops, merged: this.#merged, rows: this.#rows });
  }

  async position(): Promise<number> {
    await this.#statement();
    return this.#position ?? this.state.position;
  }

  async device(number: number): Promise<Device | undefined> {
    await this.#statement();
    return this.#devices.get(number) ?? this.state.devices.get(number);
  }

  async grants(device: number): Promise<Grants> {
    await this.#statement();
    return grantsIn(this.state, device);
  }

  async chain(device: number, from: number, to: number): Promise<readonly ChainHead[]> {
    await this.#statement();
    return chainIn(this.state, device, from, to);
  }

  async lastReceivedBy(device: number, receivedMs: number): Promise<number> {
    await this.#statement();
    return viewOf(this.state).lastReceivedBy(device, receivedMs);
  }

  async keptAside(device: number, limit: number): ReturnType<LedgerView['keptAside']> {
    await this.#statement();
    return viewOf(this.state).keptAside(device, limit);
  }

  async formerOp(hqSeq: number): Promise<FormerOp | undefined> {
    await this.#statement();
    return formerOpIn(this.state, hqSeq);
  }

  async effects(page: EffectPage): Promise<readonly PlacedEffect[]> {
    await this.#statement();
    return effectsIn(this.state, page);
  }

  async lockDevice(number: number): Promise<Device> {
    await this.#statement();
    await this.#locks.take(`device ${number}`, this);
    const device = withKin(this.state, this.#deviceNow(number));
    if (device) return device;
    throw new OutpostError('unknown_device', `There is no device ${number}.`, {
      details: { device: number },
    });
  }

  async noteExchange(device: number, exchange: number): Promise<void> {
    await this.#statement();
    this.#changeDevice(device, { lastExchange: exchange });
  }

  async noteContact({ device, exchange }: Contact): Promise<void> {
    await this.#statement();
    this.#changeDevice(device, { lastExchange: exchange });
  }

  async moveHead(device: number, head: ChainHead): Promise<void> {
    await this.#statement();
    this.#changeDevice(device, { head });
  }

  async keepFrame(): Promise<void> {
    await this.#statement();
  }

  async lockRows(
    wanted: ReadonlyMap<Table, ReadonlyMap<string, readonly FieldValue[]>>,
  ): Promise<LockedRows> {
    const locked = new Map<string, LockedRow>();
    for (const [table, keys] of [...wanted].sort(([a], [b]) => a.id - b.id)) {
      await this.#statement();
      for (const [key, values] of [...keys].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const name = rowName(table, key);
        // Only rows that exist can be locked.
        if (this.state.rows.has(name) && this.#seams.flaw !== 'unlocked rows')
          await this.#locks.take(`row ${name}`, this);
        const row = this.state.rows.get(name);
        locked.set(name, {
          table,
          key: values,
          stored: row !== undefined,
          state: row?.state,
          hqSeq: row?.hqSeq ?? 0,
          changed: false,
        });
      }
    }
    return locked;
  }

  async saveRows(rows: LockedRows): Promise<void> {
    await this.#statement();
    const kept: KeptRow[] = [];
    for (const { table, key, stored, state, hqSeq, changed } of rows.values()) {
      const name = rowName(table, rowKey(table, key));
      if (!stored && this.state.rows.has(name) && this.#seams.flaw !== 'blind inserts')
        throw new RunAgain(name);
      if (!changed || !state) continue;
      const row: KeptRow = { table, key, state, hqSeq };
      kept.push(row);
      this.#writes.push((committed) => committed.rows.set(name, row));
    }
    this.#rows = [...this.#rows, ...kept];
  }

  async takePlaces(count: number): Promise<number> {
    await this.#statement();
    if (this.#seams.flaw === 'sequence') {
      this.state.position += count;
      return this.state.position;
    }
    await this.#locks.take('position', this);
    const last = (this.#position ?? this.state.position) + count;
    this.#position = last;
    this.#writes.push((state) => {
      state.position = last;
    });
    return last;
  }

  async addOps(device: number, receivedMs: number, ops: readonly PlacedOp[]): Promise<void> {
    await this.#statement();
    const kept = ops.map((op) => ({ ...op, device, receivedMs }));
    this.#ops = { device, receivedMs, ops };
    const known = this.state.ops.get(device)?.at(-1)?.op.seq ?? 0;
    if (ops.some(({ op }) => op.seq <= known) && this.#seams.flaw !== 'no primary key') {
      throw new Error(`device ${device} has op ${ops[0]?.op.seq} already`);
    }
    this.#writes.push((state) => {
      state.ops.set(device, [...(state.ops.get(device) ?? []), ...kept]);
      for (const op of kept) if (op.hqSeq !== null) state.byPlace.set(op.hqSeq, op);
    });
  }

  async addEffects(merged: readonly MergedPlace[]): Promise<void> {
    await this.#statement();
    this.#merged = merged;
    this.#writes.push((state) => {
      for (const { hqSeq, result } of merged) {
        const placed = state.byPlace.get(hqSeq);
        if (!placed) throw new Error(`place ${hqSeq} has no op`);
        const { device, hlc } = placed;
        const { seq, actor } = placed.op;
        for (const [scope, effect] of result.effects) {
          const entry: PlacedEffect = { hqSeq, scope, effect, device, seq, actor, hlc };
          state.effects.set(scope, [...(state.effects.get(scope) ?? []), entry]);
        }
      }
    });
  }

  async addQuarantine(device: number, _receivedMs: number, ops: readonly PlacedOp[]): Promise<number> {
    await this.#statement();
    const aside = ops.flatMap(({ op, objection }) =>
      objection ? [[op.seq, objection.reason] as const] : [],
    );
    this.#writes.push((state) => {
      if (aside.length > 0) state.aside.set(device, new Map([...(state.aside.get(device) ?? []), ...aside]));
    });
    return aside.length;
  }

  async opAt(device: number, seq: number): ReturnType<LedgerView['opAt']> {
    await this.#statement();
    return successorView(this.state).opAt(device, seq);
  }

  async kin(device: number): ReturnType<LedgerView['kin']> {
    await this.#statement();
    return successorView(this.state).kin(device);
  }

  async placeUpTo(device: number, seq: number): Promise<number> {
    await this.#statement();
    return successorView(this.state).placeUpTo(device, seq);
  }

  async claimed(claim: Uint8Array): ReturnType<LedgerView['claimed']> {
    await this.#statement();
    return successorView(this.state).claimed(claim);
  }

  async holderOfSpare(number: number): Promise<number | undefined> {
    await this.#statement();
    return successorView(this.state).holderOfSpare(number);
  }

  async takeSpare(device: number): ReturnType<LedgerChange['takeSpare']> {
    await this.#statement();
    await this.#locks.take('device numbers', this);
    const taken = nextSpare(this.state, device);
    this.#writes.push(successorWrites.takeSpare(device, taken));
    return taken;
  }

  async addSuccessor(device: number, successor: Successor): Promise<void> {
    await this.#statement();
    const write = successorWrites.addSuccessor(device, successor);
    this.#writes.push(write);
    const { number, formerly, knows } = successor;
    const former = this.#deviceNow(device);
    const head = { seq: 0, hash: new Uint8Array(32) };
    if (former) this.#devices.set(number, { ...former, number, formerly, knows, head, lastExchange: 0 });
  }

  async noteKnowledge(device: number, knows: readonly Source[]): Promise<void> {
    await this.#statement();
    this.#changeDevice(device, { knows });
  }

  async placeOp(device: number, op: PlacedOp): Promise<void> {
    await this.#statement();
    this.#writes.push((state) => {
      const ops = [...(state.ops.get(device) ?? [])];
      const known = ops[op.op.seq - 1];
      if (!known || op.hqSeq === null) throw new Error(`device ${device} has no op ${op.op.seq}`);
      const placed = { ...known, hqSeq: op.hqSeq, replaced: op.replaced, objection: undefined };
      ops[op.op.seq - 1] = placed;
      state.ops.set(device, ops);
      state.byPlace.set(op.hqSeq, placed);
    });
  }

  async endQuarantine(device: number, seq: number): Promise<void> {
    await this.#statement();
    this.#writes.push((state) => {
      const left = [...(state.aside.get(device) ?? [])].filter(([other]) => other !== seq);
      state.aside.set(device, new Map(left));
    });
  }

  async epoch(): Promise<string> {
    await this.#statement();
    return this.state.epoch;
  }

  async lastPlaceOf(device: number): Promise<number> {
    await this.#statement();
    return snapshotView(this.state).lastPlaceOf(device);
  }

  async ownSeqAt(device: number, hqSeq: number): Promise<number> {
    await this.#statement();
    return snapshotView(this.state).ownSeqAt(device, hqSeq);
  }

  async lastBackedUp(device: number): Promise<number> {
    await this.#statement();
    return snapshotView(this.state).lastBackedUp(device);
  }

  async effectsAfter(): Promise<number> {
    await this.#statement();
    return this.state.effectsAfter;
  }

  async tail(scopes: readonly string[], stretch: Stretch): Promise<number> {
    await this.#statement();
    return snapshotView(this.state).tail(scopes, stretch);
  }

  rowsOf(table: Table, scope: string): ReturnType<LedgerView['rowsOf']> {
    return snapshotView(this.state).rowsOf(table, scope);
  }

  async actors(places: readonly number[]): ReturnType<LedgerView['actors']> {
    await this.#statement();
    return snapshotView(this.state).actors(places);
  }

  async lastSnapshot(scope: string): ReturnType<LedgerView['lastSnapshot']> {
    await this.#statement();
    return snapshotView(this.state).lastSnapshot(scope);
  }

  async snapshotsOf(scopes: readonly string[], least: number): ReturnType<LedgerView['snapshotsOf']> {
    await this.#statement();
    return snapshotView(this.state).snapshotsOf(scopes, least);
  }

  async hasPart(sha256: Uint8Array): Promise<boolean> {
    await this.#statement();
    return snapshotView(this.state).hasPart(sha256);
  }

  async partOf(sha256: Uint8Array, scopes: readonly string[]): ReturnType<LedgerView['partOf']> {
    await this.#statement();
    return snapshotView(this.state).partOf(sha256, scopes);
  }

  async keepPart(sha256: Uint8Array, bytes: Uint8Array): Promise<void> {
    await this.#statement();
    this.#writes.push(snapshotWrites.keepPart(sha256, bytes));
  }

  async addSnapshot(snapshot: KeptSnapshot): Promise<void> {
    await this.#statement();
    this.#writes.push(snapshotWrites.addSnapshot(snapshot));
  }

  async beginEpoch(epoch: NewEpoch): Promise<boolean> {
    await this.#statement();
    await this.#locks.take('position', this);
    if (this.state.epoch !== epoch.former) return false;
    this.#writes.push(snapshotWrites.beginEpoch(epoch));
    return true;
  }

  async raisePosition(position: number): Promise<void> {
    await this.#statement();
    await this.#locks.take('position', this);
    this.#writes.push(snapshotWrites.raisePosition(position));
  }

  async audit(entry: Parameters<LedgerChange['audit']>[0]): Promise<void> {
    await this.#statement();
    this.#writes.push((state) => state.audit.push(entry));
  }

  #deviceNow(number: number): Device | undefined {
    return this.#devices.get(number) ?? this.state.devices.get(number);
  }

  #changeDevice(number: number, patch: Partial<Device>): void {
    const known = this.#devices.get(number) ?? this.state.devices.get(number);
    if (!known) throw new Error(`device ${number} is not locked`);
    const device = { ...known, ...patch };
    this.#devices.set(number, device);
    this.#writes.push((state) => state.devices.set(number, device));
  }

  async #statement(): Promise<void> {
    await this.#seams.turns.take();
    this.#seams.beforeStatement();
  }
}
