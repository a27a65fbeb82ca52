import type { Timers } from '#electron/core/sync/schedule.ts';

/** The time of a simulated world: it stands still until it is told to pass. */
export class VirtualTime {
  /** The true time, ms since 1970 UTC. */
  now: number;
  readonly #planned: { readonly at: number; readonly work: () => void }[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Waits that only end when the virtual time passes. */
  readonly timers: Timers = {
    after: (ms, work) => {
      const entry = { at: this.now + ms, work };
      this.#planned.push(entry);
      return () => {
        const place = this.#planned.indexOf(entry);
        if (place >= 0) this.#planned.splice(place, 1);
      };
    },
  };

  /** Lets time pass, and calls what is due in between, in order. */
  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const due = this.#planned.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#planned.splice(this.#planned.indexOf(due), 1);
      this.now = Math.max(this.now, due.at);
      due.work();
    }
    this.now = end;
  }
}
