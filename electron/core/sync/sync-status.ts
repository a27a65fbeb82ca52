import { countOpenConflicts } from '#db/open-conflicts.ts';
import { waitingOps } from '#db/outbox.ts';
import type { Store } from '#db/store.ts';
import { syncState } from '#db/sync-state.ts';
import type { ErrorCode, ErrorShape } from '#shared/errors.ts';
import type { SyncStatus } from '#shared/ipc/sync.ts';

/** What only the running engine knows. */
export interface EngineState {
  readonly syncing: boolean;
  readonly progress: number | null;
  readonly lastError: ErrorShape | null;
  /** Photos that headquarters lacks. */
  readonly photosToSend: number;
}

/** Clocks that are off by no more than this are not worth a word. */
const skewToleranceMs = 2 * 60_000;

const offlineCodes: ReadonlySet<ErrorCode> = new Set([
  'network_name',
  'network_unreachable',
  'network_cut',
  'network_timeout',
  'captive_portal',
  'hq_error',
  'rate_limited',
]);

/**
 * @param store the open database
 * @param engine what only the engine knows
 * @returns what the chip and the sync page show
 */
export function statusOf(store: Store, engine: EngineState): SyncStatus {
  const state = syncState(store);
  const waiting = waitingOps(store);
  const toReview = countOpenConflicts(store);
  const facts = {
    enrolled: state.enrolled !== undefined,
    toSend: waiting.ops,
    // What headquarters keeps aside asks somebody to look, too.
    toReview: toReview + waiting.quarantined,
  };
  return {
    state: chipOf(facts, engine),
    toSend: waiting.ops,
    photosToSend: engine.photosToSend,
    toReview,
    quarantined: waiting.quarantined,
    progress: engine.syncing ? engine.progress : null,
    lastSuccessAt: state.lastSuccessAt,
    lastError: engine.lastError,
    skewMinutes: state.skewMs === null ? null : skewMinutes(state.skewMs),
    hqUrl: state.enrolled?.hqUrl ?? null,
    waiting: [...waiting.kinds],
  };
}

function chipOf(
  facts: { readonly enrolled: boolean; readonly toSend: number; readonly toReview: number },
  engine: EngineState,
): SyncStatus['state'] {
  if (!facts.enrolled) return 'not_enrolled';
  if (engine.syncing) return 'syncing';
  const error = engine.lastError;
  const refused = error !== null && error.code !== 'cancelled' && !offlineCodes.has(error.code);
  if (refused) return 'refused';
  if (facts.toReview > 0) return 'review';
  if (error !== null && offlineCodes.has(error.code)) return 'offline';
  return facts.toSend > 0 || engine.photosToSend > 0 ? 'saved' : 'up_to_date';
}

/** Whole minutes; 0 for what is not worth telling. */
function skewMinutes(skewMs: number): number {
  return Math.abs(skewMs) > skewToleranceMs ? Math.round(skewMs / 60_000) : 0;
}
