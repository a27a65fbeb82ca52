import type { FieldValue } from '#shared/domain/field.ts';
import { malformed } from '#shared/sync/bytes.ts';
import type { Change } from '#shared/sync/op.ts';
import { encodeChanges } from '#shared/sync/op-body.ts';
import type { SnapshotBlock } from '#shared/sync/snapshot-part.ts';
import { changesPerOp } from './journal.ts';
import { deletedGroup, planById, type RowPlan } from './row-plan.ts';
import type { Store } from './store.ts';

type Column = readonly FieldValue[];

/** What a version that comes later will take in. */
interface Deferred {
  readonly row: number;
  readonly change: Change;
}

/** Writes the rows of a snapshot as fast as they can be bound, inside one transaction. */
export class SnapshotRows {
  readonly #store: Store;
  readonly #device: number;
  readonly #at: number;
  #deferred = 0;
  #count = 0;
  #latestMs = 0;

  /**
   * @param store the open database, in a transaction
   * @param snapshot this laptop's device number, and the position of the snapshot
   */
  constructor(store: Store, snapshot: { readonly device: number; readonly at: number }) {
    this.#store = store;
    this.#device = snapshot.device;
    this.#at = snapshot.at;
  }

  /** Rows so far. */
  get count(): number {
    return this.#count;
  }

  /** The latest time of a change so far, ms since 1970 UTC. */
  get latestMs(): number {
    return this.#latestMs;
  }

  /**
   * @param block rows of one table; what this version doesn't know waits for the one that does
   * @throws OutpostError `frame_malformed` for a key of another length; SQLite's errors for values of another kind
   */
  add(block: SnapshotBlock): void {
    this.#count += block.rows;
    for (const ms of block.times) if (ms > this.#latestMs) this.#latestMs = ms;
    const plan = planById(block.table);
    if (plan) this.#insert(plan, block);
    this.#defer(block, plan);
  }

  #insert(plan: RowPlan, block: SnapshotBlock): void {
    if (block.keys.length !== plan.table.key.length) throw malformed('a key has another length');
    const names: string[] = [...plan.table.key];
    const columns: Column[] = [...block.keys];
    for (const [place, field] of block.fields.entries()) {
      const name = field === deletedGroup ? 'deleted' : plan.byId.get(field)?.name;
      const column = block.values[place];
      if (name === undefined || column === undefined) continue;
      names.push(name);
      columns.push(column);
    }
    names.push('changed_by', 'changed_device', 'changed_ms');
    // A row of an own op names this laptop, as elsewhere, by no device.
    columns.push(
      block.actors,
      block.devices.map((device) => (device === this.#device ? null : device)),
    );
    columns.push(block.times);
    const marks = names.map(() => '?').join(', ');
    // A row may be here under a site that it has left since.
    const insert = this.#store.raw.prepare<[readonly FieldValue[]]>(
      `INSERT OR REPLACE INTO ${plan.table.name} (${names.join(', ')}) VALUES (${marks})`,
    );
    const values = new Array<FieldValue>(columns.length).fill(null);
    for (let row = 0; row < block.rows; row++) {
      for (let place = 0; place < columns.length; place++) values[place] = columns[place]?.[row] ?? null;
      insert.run(values);
    }
  }

  /** Groups of rows that one person changed at one moment wait together, so that their author is not lost. */
  #defer(block: SnapshotBlock, plan: RowPlan | undefined): void {
    const later = block.fields.filter((field) => !plan || (field !== deletedGroup && !plan.byId.has(field)));
    if (plan && later.length === 0) return;
    let together: Deferred[] = [];
    for (let row = 0; row < block.rows; row++) {
      const last = together.at(-1);
      if (last && (!sameAuthor(block, last.row, row) || together.length === changesPerOp)) {
        this.#keep(block, together);
        together = [];
      }
      together.push({ row, change: changeOf(block, later, row) });
    }
    this.#keep(block, together);
  }

  #keep(block: SnapshotBlock, together: readonly Deferred[]): void {
    const row = together[0]?.row ?? 0;
    this.#store.run(
      `INSERT INTO deferred_op (hq_seq, device, seq, actor, hlc_ms, hlc_counter, kind, body)
         VALUES (?, ?, ?, ?, ?, 0, 'put', ?)`,
      this.#at,
      block.devices[row] ?? 0,
      // No op: only a place among what was deferred with this snapshot.
      ++this.#deferred,
      block.actors[row] ?? 0,
      block.times[row] ?? 0,
      encodeChanges(together.map(({ change }) => change)),
    );
  }
}

function sameAuthor(block: SnapshotBlock, a: number, b: number): boolean {
  return (
    block.actors[a] === block.actors[b] &&
    block.devices[a] === block.devices[b] &&
    block.times[a] === block.times[b]
  );
}

function changeOf(block: SnapshotBlock, fields: readonly number[], row: number): Change {
  const values = new Map(block.fields.map((field, place) => [field, block.values[place]?.[row] ?? null]));
  return {
    table: block.table,
    key: block.keys.map((column) => column[row] ?? null),
    fields: fields.map((field) => [field, values.get(field) ?? null] as const),
  };
}
