import type { Random } from '#shared/sample/random.ts';

/**
 * Decides who goes on when several things happen at the same time. While only one does, nobody waits: that keeps the
 * simulation fast.
 */
export class Turns {
  readonly #random: Random;
  readonly #waiting: (() => void)[] = [];
  #together = 0;
  #planned = false;

  constructor(random: Random) {
    this.#random = random;
  }

  /**
   * Runs several things at once: at every turn that they take, chance decides which one goes on.
   *
   * @param works what to run
   * @returns once all of them have ended
   */
  async together(works: readonly (() => Promise<void>)[]): Promise<void> {
    this.#together++;
    try {
      await Promise.all(works.map((work) => work()));
    } finally {
      this.#together--;
    }
  }

  /** Waits for a turn. */
  take(): Promise<void> | undefined {
    if (this.#together === 0) return undefined;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#plan();
    });
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    // By then everybody who can run has come to the next turn.
    setImmediate(() => {
      this.#planned = false;
      const place = this.#random.between(0, this.#waiting.length - 1);
      const [next] = this.#waiting.splice(place, 1);
      next?.();
      if (this.#waiting.length > 0) this.#plan();
    });
  }
}
