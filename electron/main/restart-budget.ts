/** How often something may start anew. */
export interface RestartBudget {
  /** Takes note of one more restart at `nowMs`; false when that is one too many. */
  allows(nowMs: number): boolean;
}

/**
 * @param most restarts that are allowed within the window
 * @param windowMs length of the window in ms
 * @returns the budget, still full
 */
export function createRestartBudget(most: number, windowMs: number): RestartBudget {
  let past: readonly number[] = [];
  return {
    allows(nowMs) {
      past = [...past.filter((at) => nowMs - at < windowMs), nowMs];
      return past.length <= most;
    },
  };
}
