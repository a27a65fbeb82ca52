import type { Database, Statement } from 'better-sqlite3';
import type { SqlValue } from '#db/database.ts';
import { Store, silentLog } from '#db/store.ts';
import type { Sabotage } from './sabotage.ts';

/** The laptop stops in the middle of something, as if its battery was pulled out. */
export class LaptopCrash extends Error {}

/** When a laptop stops: shared by all stores that are opened on it in turn. */
export interface CrashPlan {
  /** Statements left; undefined: it does not stop. */
  left: number | undefined;
  crashes: number;
}

/** By open disk: a laptop that starts again goes on with the same one, and need not prepare them anew. */
const prepared = new WeakMap<Database, Map<string, Statement<SqlValue[], object>>>();

/**
 * A store that stops at a statement, before it or, for a commit, right after it. From then on nothing reaches the disk
 * through it any more.
 */
export class FragileStore extends Store {
  readonly #plan: CrashPlan;
  readonly #sabotage: Sabotage;
  readonly #prepared: Map<string, Statement<SqlValue[], object>>;
  #dead = false;
  #written = 0;

  constructor(raw: Database, now: () => number, plan: CrashPlan, sabotage: Sabotage) {
    super(raw, { log: silentLog, now, readOnly: false });
    this.#plan = plan;
    this.#sabotage = sabotage;
    this.#prepared = prepared.get(raw) ?? new Map();
    prepared.set(raw, this.#prepared);
  }

  override run(sql: string, ...params: readonly SqlValue[]): number {
    const { write } = this.#sabotage;
    if (write?.(sql, params, (other, ...values) => super.run(other, ...values))) return 1;
    return super.run(sql, ...params);
  }

  override one<R extends object>(sql: string, ...params: readonly SqlValue[]): R | undefined {
    const row = super.one<R>(sql, ...params);
    const { read } = this.#sabotage;
    return row && read ? (read(sql, row as Readonly<Record<string, unknown>>) as R) : row;
  }

  /** Grows with everything that may have changed what is on the disk. */
  get written(): number {
    return this.#written;
  }

  get dead(): boolean {
    return this.#dead;
  }

  override statement(sql: string): Statement<SqlValue[], object> {
    if (!sql.startsWith('SELECT')) this.#written++;
    if (this.#dead) {
      if (sql !== 'ROLLBACK') throw new LaptopCrash('the laptop is off');
      return this.#prepare(this.#sabotage.disk === 'torn' ? 'COMMIT' : sql);
    }
    const statement = this.#prepare(sql);
    if (this.#plan.left === undefined) return statement;
    if (this.#plan.left-- > 0) return statement;
    // Every second time a commit still reaches the disk, and nobody is told.
    const afterwards = sql === 'COMMIT' && this.#plan.crashes % 2 === 0;
    if (afterwards) statement.run();
    this.#dead = true;
    this.#plan.left = undefined;
    this.#plan.crashes++;
    throw new LaptopCrash('the laptop stopped');
  }

  #prepare(sql: string): Statement<SqlValue[], object> {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.raw.prepare<SqlValue[], object>(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}
