import { compactJournal } from '#db/compact-journal.ts';
import { exchangeHistory, logExchange } from '#db/exchange-log.ts';
import { suspectCopy } from '#db/incarnation.ts';
import { journalHead } from '#db/journal.ts';
import type { Store } from '#db/store.ts';
import { type EnrolledAs, noteSuccess, raiseExchange, syncState } from '#db/sync-state.ts';
import { type ErrorShape, OutpostError, toErrorShape } from '#shared/errors.ts';
import type { ExchangeRecord, SyncStatus } from '#shared/ipc/sync.ts';
import type { Compression } from '#shared/sync/compression.ts';
import type { JobControl, Jobs } from '../handler.ts';
import type { LaneControl, LaneMoved } from '../photos/photo-lane.ts';
import { frameCompression } from './compression.ts';
import { type Moved, runExchange } from './exchange.ts';
import { fetchSnapshot } from './fetch-snapshot.ts';
import { takeOwnNumber } from './own-number.ts';
import { retryDelay, type Timers } from './schedule.ts';
import { statusOf } from './sync-status.ts';
import type { Transport } from './transport.ts';

/** What the engine works with. */
export interface SyncEngineInput {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly transport: Transport;
  readonly appVersion: string;
  /** How to compress so many waiting ops; left out: brotli, as hard as their number allows. */
  readonly compression?: (waitingOps: number) => Compression;
  readonly timers: Timers;
  /** Fresh random bytes. */
  readonly random: (count: number) => Uint8Array;
  /** Told whenever the status may have changed. */
  readonly announce: (status: SyncStatus) => void;
  /** False: exchanges run only when somebody asks for one. */
  readonly automatic: boolean;
  /** Whether a connection to headquarters can be made now; sends nothing over it. */
  readonly probe: (enrolled: EnrolledAs) => Promise<boolean>;
  /** The lane of photos, which follows the ops of every sync; left out: there are none. */
  readonly photos?: PhotoTraffic;
}

/** The photos that go along with a sync. */
export interface PhotoTraffic {
  /** How many headquarters lacks. */
  waiting(): number;
  /** Whether they wait until somebody sends them, because the link costs by the byte. */
  heldBack(): boolean;
  /** Moves them; see `PhotoLane.run`. */
  run(control: LaneControl, moved: LaneMoved): Promise<void>;
}

/** Keeps a laptop and headquarters together: one exchange at a time, by itself when there is something to say. */
export interface SyncEngine {
  status(): SyncStatus;
  /** Starts an exchange, or joins the one that runs. Throws `not_enrolled`. */
  start(): { readonly jobId: string; readonly done: Promise<void> };
  /** Starts an exchange as `start` does, and sends the photos that wait even when they are held back. */
  startWithPhotos(): { readonly jobId: string; readonly done: Promise<void> };
  /** Starts an exchange as `start` does, in which headquarters is asked to look at these own ops once more. */
  retry(seqs: readonly number[]): { readonly jobId: string; readonly done: Promise<void> };
  /** Whether photos are on the road now. */
  readonly movingPhotos: boolean;
  /** The link may have come up: tries soon, however long the last failure said to wait. */
  linkCameUp(): void;
  /** Something was recorded: sends it after a pause in the recording. */
  recorded(): void;
  /** Stops everything automatic; a running exchange is the jobs' to stop. */
  stop(): void;
}

const pauseAfterRecordingMs = 3_000;
const longestPauseMs = 30_000;
const recordedTogetherMs = 200;
const linkSettlesMs = 1_500;
const listenEveryMs = 5 * 60_000;
const probeEveryMs = 30_000;
/** Exchanges in a row, each because of the one before. */
const mostRounds = 4;
/** Refusals in a row after which an exchange is tried again. */
const mostPutRight = 4;
const outOfReach: ReadonlySet<string> = new Set(['network_name', 'network_unreachable', 'network_timeout']);

/**
 * @param input the open database and what stands in for the machine
 * @returns the engine; with `automatic` its first exchange starts soon
 */
export function createSyncEngine(input: SyncEngineInput): SyncEngine {
  let running: { readonly jobId: string; readonly done: Promise<void> } | undefined;
  let progress: number | null = null;
  let lastError: ErrorShape | null = lastErrorOf(input.store);
  let failures = 0;
  let planned: { readonly at: number; readonly cancel: () => void } | undefined;
  let waitingSince: number | undefined;
  let stopped = false;
  let cancelProbe: (() => void) | undefined;
  let cancelAnnouncement: (() => void) | undefined;
  let photosAsked = false;
  let movingPhotos = false;
  const toRetry = new Set<number>();

  const status = (): SyncStatus =>
    statusOf(input.store, {
      syncing: running !== undefined,
      progress,
      lastError,
      photosToSend: input.photos?.waiting() ?? 0,
    });
  const announce = (): void => {
    cancelAnnouncement?.();
    cancelAnnouncement = undefined;
    input.announce(status());
  };
  /** Counting what waits takes a read: a fast typist is told of several records at once. */
  const announceSoon = (): void => {
    cancelAnnouncement ??= input.timers.after(recordedTogetherMs, announce);
  };

  function plan(ms: number): void {
    if (!input.automatic || stopped || !syncState(input.store).enrolled) return;
    const at = input.store.now() + ms;
    planned?.cancel();
    planned = { at, cancel: input.timers.after(ms, startPlanned) };
  }
  function startPlanned(): void {
    planned = undefined;
    if (stopped || running || !syncState(input.store).enrolled) return;
    // Whoever wants to know reads the job or the history; nobody waits for a planned exchange.
    start().done.catch(() => undefined);
  }
  function planNext(error: OutpostError | undefined): void {
    failures = error && error.code !== 'cancelled' ? failures + 1 : 0;
    if (failures > 0) plan(retryDelay(failures, (input.random(1)[0] ?? 0) / 256));
    else plan(listenEveryMs);
    cancelProbe?.();
    cancelProbe = undefined;
    if (error && outOfReach.has(error.code)) planProbe();
  }
  /** A modem behind a router comes up without any change on this laptop: knock now and then, which costs next to nothing. */
  function planProbe(): void {
    if (!input.automatic || stopped) return;
    cancelProbe = input.timers.after(probeEveryMs, () => {
      const { enrolled } = syncState(input.store);
      if (!enrolled || running) return;
      input.probe(enrolled).then(
        (reached) => {
          if (stopped || running) return;
          if (reached) comeUp();
          else planProbe();
        },
        () => planProbe(),
      );
    });
  }
  function comeUp(): void {
    failures = 0;
    plan(linkSettlesMs);
  }
  function start(): { readonly jobId: string; readonly done: Promise<void> } {
    if (running) return running;
    if (!syncState(input.store).enrolled) {
      throw new OutpostError('not_enrolled', 'This laptop is not enrolled with headquarters.');
    }
    planned?.cancel();
    planned = undefined;
    waitingSince = undefined;
    const job = input.jobs.run('sync', (control) => synchronise(control));
    running = { jobId: job.id, done: job.done };
    announce();
    return running;
  }
  async function synchronise(control: JobControl): Promise<void> {
    let problem: OutpostError | undefined;
    try {
      // After a cut nobody knows how much arrived: ask first, so that nothing goes up twice.
      if (lastOutcome(input.store) === 'cut') await exchangeOnce(control, false);
      await exchangeOnce(control, true);
      // Headquarters says by a row of its own which photos it has: that row comes with the next exchange.
      if (await movePhotos(control)) await exchangeOnce(control, true);
      lastError = null;
    } catch (cause) {
      problem =
        cause instanceof OutpostError ? cause : new OutpostError('internal', 'The sync failed.', { cause });
      if (!control.signal.aborted) lastError = toErrorShape(problem);
      throw cause;
    } finally {
      running = undefined;
      progress = null;
      if (!stopped) {
        planNext(problem);
        // Somebody asked for the photos when their turn had passed.
        if ((photosAsked || toRetry.size > 0) && !problem) plan(0);
        announce();
      }
    }
  }
  /** An exchange, and those that follow from it: the stream after a snapshot, ops that a restored headquarters lacks. */
  async function exchangeOnce(control: JobControl, sends: boolean): Promise<void> {
    for (let round = 0; round < mostRounds; round++) {
      if (!(await tryExchange(control, sends))) return;
    }
  }
  /** What keeps an exchange from coming about is put right, a few times in all: a copy may be counting, too. */
  async function tryExchange(control: JobControl, sends: boolean): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      try {
        return await loggedExchange(control, sends);
      } catch (cause) {
        if (!(cause instanceof OutpostError) || tries > mostPutRight) throw cause;
        if (!(await comeToTerms(cause, control, sends))) throw cause;
      }
    }
  }
  async function comeToTerms(cause: OutpostError, control: JobControl, sends: boolean): Promise<boolean> {
    const { store, random } = input;
    if (cause.code === 'replayed_exchange') {
      // A restored copy of this vault counts from an old number: go on above the one that headquarters saw last.
      raiseExchange(store, Number(cause.details.lastExchange ?? 0));
    } else if (cause.code === 'frame_gap' && sends) {
      // A headquarters restored from a backup lacks ops that it once had: its answer says from where on.
      await loggedExchange(control, false);
    } else if (cause.code === 'frame_fork') {
      // Somebody else goes on under this number: a copy of this vault, or what it was before a backup was restored.
      store.transaction(() => suspectCopy(store, 'forked', random));
    } else {
      return false;
    }
    return true;
  }
  /** Tells whether another exchange is needed at once. */
  async function loggedExchange(control: JobControl, sends: boolean): Promise<boolean> {
    let accepted = 0;
    let loaded = false;
    if (!syncState(input.store).enrolled)
      throw new OutpostError('not_enrolled', 'This laptop is not enrolled with headquarters.');
    const moved: Moved = { opsSent: 0, opsReceived: 0, bytesUp: 0, bytesDown: 0 };
    const report = reporterOf(control);
    const { store, transport, appVersion, random, compression = frameCompression } = input;
    const { signal } = control;
    const machine = { transport, appVersion, compression, random };
    await logged('network', signal, moved, async () => {
      // Under another number the ops have other places.
      if (await takeOwnNumber({ store, ...machine, signal }, moved)) toRetry.clear();
      const state = syncState(store);
      if (!state.enrolled) return;
      ({ accepted } = state);
      const retry = [...toRetry];
      const { enrolled } = state;
      await runExchange({ store, enrolled, ...machine, signal, sends, report, retry }, moved);
      for (const seq of retry) toRetry.delete(seq);
      loaded = await fetchSnapshot({ store, transport, signal, report }, moved);
      noteSuccess(store);
      compactJournal(store);
    });
    return loaded || syncState(store).accepted < accepted;
  }
  /** Tells whether any photo went up. */
  async function movePhotos(control: JobControl): Promise<boolean> {
    const { photos, store } = input;
    if (!photos || (photos.heldBack() && !photosAsked)) return false;
    photosAsked = false;
    const moved: LaneMoved = { opsSent: 0, opsReceived: 0, bytesUp: 0, bytesDown: 0 };
    const { signal } = control;
    const opsFirst = async (): Promise<void> => {
      if (signal.aborted) throw new OutpostError('cancelled', 'It was cancelled.');
      if (journalHead(store).seq > syncState(store).accepted) await exchangeOnce(control, true);
    };
    movingPhotos = true;
    try {
      const lane = { signal, report: reporterOf(control), opsFirst };
      await logged('photos', signal, moved, () => photos.run(lane, moved));
    } finally {
      movingPhotos = false;
    }
    return moved.opsSent > 0;
  }
  function reporterOf(control: JobControl): (done: number, total: number) => void {
    return (done, total) => {
      const before = progress;
      progress = total === 0 ? 1 : done / total;
      control.report(done, total);
      if (before === null || Math.floor(before * 100) !== Math.floor(progress * 100)) announce();
    };
  }
  /** Keeps a line about what was moved, whatever came of it. Photos that had nothing to say leave none. */
  async function logged(
    way: ExchangeRecord['way'],
    signal: AbortSignal,
    moved: Moved,
    work: () => Promise<void>,
  ): Promise<void> {
    const { store } = input;
    const beginning = { at: new Date(store.now()).toISOString(), ms: performance.now() };
    const note = (outcome: ExchangeRecord['outcome'], error: ErrorShape | null): void => {
      if (way === 'photos' && moved.bytesUp === 0 && error === null) return;
      const durationMs = Math.round(performance.now() - beginning.ms);
      logExchange(store, { startedAt: beginning.at, durationMs, way, outcome, error, ...moved });
    };
    try {
      await work();
      note('ok', null);
    } catch (cause) {
      if (store.raw.open) note(outcomeOf(cause, signal, moved), toErrorShape(cause));
      throw cause;
    }
  }

  if (input.automatic) plan(linkSettlesMs);
  return {
    status,
    start,
    startWithPhotos() {
      photosAsked = true;
      return start();
    },
    retry(seqs) {
      for (const seq of seqs) toRetry.add(seq);
      return start();
    },
    get movingPhotos() {
      return movingPhotos;
    },
    linkCameUp: comeUp,
    recorded() {
      announceSoon();
      // While headquarters is out of reach the retries go on as planned.
      if (failures > 0 || running) return;
      waitingSince ??= input.store.now();
      const left = waitingSince + longestPauseMs - input.store.now();
      plan(Math.max(0, Math.min(pauseAfterRecordingMs, left)));
    },
    stop() {
      stopped = true;
      planned?.cancel();
      cancelAnnouncement?.();
      cancelProbe?.();
    },
  };
}

function outcomeOf(cause: unknown, signal: AbortSignal, moved: Moved): ExchangeRecord['outcome'] {
  if (signal.aborted) return moved.bytesUp > 0 ? 'cut' : 'cancelled';
  const code = cause instanceof OutpostError ? cause.code : 'internal';
  if (code === 'network_name' || code === 'network_unreachable' || code === 'captive_portal')
    return 'unreachable';
  if (code === 'network_timeout' && moved.bytesUp === 0) return 'unreachable';
  if (code === 'network_cut' || code === 'network_timeout' || code === 'internal') return 'cut';
  return 'refused';
}

function lastOutcome(store: Store): ExchangeRecord['outcome'] | undefined {
  return exchangeHistory(store, 1)[0]?.outcome;
}

function lastErrorOf(store: Store): ErrorShape | null {
  return exchangeHistory(store, 1)[0]?.error ?? null;
}
