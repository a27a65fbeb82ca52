/** Whoever holds locks: a transaction. */
export type Holder = object;

/**
 * Row locks as PostgreSQL has them: held until their transaction ends, handed on in the order of asking. Two
 * transactions that wait for each other are found at once.
 */
export class Locks {
  readonly #queues = new Map<string, { readonly holder: Holder; readonly go: () => void }[]>();
  readonly #waitsFor = new Map<Holder, string>();

  /**
   * @param name of what is to be locked
   * @param holder who wants it
   * @returns once it is held
   * @throws Error when the holders would wait for each other for ever
   */
  async take(name: string, holder: Holder): Promise<void> {
    const queue = this.#queues.get(name) ?? [];
    this.#queues.set(name, queue);
    if (queue.some((entry) => entry.holder === holder)) return;
    if (queue.length === 0) {
      queue.push({ holder, go: () => undefined });
      return;
    }
    this.#refuseCircle(name, holder);
    this.#waitsFor.set(holder, name);
    await new Promise<void>((go) => {
      queue.push({ holder, go });
    });
    this.#waitsFor.delete(holder);
  }

  /** Gives up everything that a transaction holds. */
  releaseAll(holder: Holder): void {
    for (const [name, queue] of this.#queues) {
      if (queue[0]?.holder !== holder) continue;
      queue.shift();
      if (queue.length === 0) this.#queues.delete(name);
      else queue[0]?.go();
    }
  }

  #refuseCircle(wanted: string, holder: Holder): void {
    let name: string | undefined = wanted;
    while (name !== undefined) {
      const blocker: Holder | undefined = this.#queues.get(name)?.[0]?.holder;
      if (blocker === holder) throw new Error(`transactions wait for each other at ${wanted}`);
      name = blocker && this.#waitsFor.get(blocker);
    }
  }
}
