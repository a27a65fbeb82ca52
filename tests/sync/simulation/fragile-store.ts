import type { Database, Statement } from 'better-sqlite3';
import type { SqlValue } from '#db/database.ts';
import { Store, silentLog } from '#db/store.ts';

/** The laptop stops in the middle of something, as if its battery was pulled out. */
export class LaptopCrash extends Error {}

/** When a laptop stops: shared by all stores that are opened on it in turn. */
export interface CrashPlan {
  /** Statements left; undefined: it does not stop. */
  left: number | undefined;
  crashes: number;
}

/**
 * A store that stops at a statement, before it or, for a commit, right after it. From then on nothing reaches the disk
 * through it any more.
 */
export class FragileStore extends Store {
  readonly #plan: CrashPlan;
  #dead = false;

  constructor(raw: Database, now: () => number, plan: CrashPlan) {
    super(raw, { log: silentLog, now, readOnly: false });
    this.#plan = plan;
  }

  get dead(): boolean {
    return this.#dead;
  }

  override statement(sql: string): Statement<SqlValue[], object> {
    if (this.#dead && sql !== 'ROLLBACK') throw new LaptopCrash('the laptop is off');
    const statement = super.statement(sql);
    if (this.#plan.left === undefined || this.#dead) return statement;
    if (this.#plan.left-- > 0) return statement;
    // Every second time a commit still reaches the disk, and nobody is told.
    const afterwards = sql === 'COMMIT' && this.#plan.crashes % 2 === 0;
    if (afterwards) statement.run();
    this.#dead = true;
    this.#plan.left = undefined;
    this.#plan.crashes++;
    throw new LaptopCrash('the laptop stopped');
  }
}
