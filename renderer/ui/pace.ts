/** How far work was at some moment. */
export interface Sample {
  /** From 0 to 1. */
  readonly share: number;
  /** ms, from any beginning. */
  readonly at: number;
}

/** How fast work goes. */
export interface Pace {
  /** Share of the whole that is done in a minute. */
  readonly sharePerMinute: number;
  /** Until it is done, at this pace, ms. */
  readonly leftMs: number;
}

const shortestSpanMs = 2_000;
/** A link changes: what was half a minute ago says little about the next. */
const longestSpanMs = 30_000;

/**
 * @param samples in the order in which they were taken
 * @param next the newest one
 * @returns those that tell the pace of the last half minute, with the newest; work that began anew begins them anew
 */
export function withSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && next.share < last.share) return [next];
  const recent = samples.filter(({ at }) => next.at - at <= longestSpanMs);
  return [...recent, next];
}

/**
 * @param samples of the last half minute
 * @returns the pace; undefined until it can be told
 */
export function paceOf(samples: readonly Sample[]): Pace | undefined {
  const [first, last] = [samples[0], samples.at(-1)];
  if (!first || !last || last.at - first.at < shortestSpanMs || last.share <= first.share) return undefined;
  const perMs = (last.share - first.share) / (last.at - first.at);
  return { sharePerMinute: perMs * 60_000, leftMs: (1 - last.share) / perMs };
}
