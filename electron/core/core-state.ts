import path from 'node:path';
import { openPhotos } from '#db/photo-access.ts';
import { openVault, vaultExists, vaultInfo } from '#db/vault.ts';
import { tables } from '#shared/domain/registry.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { CoreEvent } from '#shared/ipc/channels.ts';
import { ensureAdvisorRow } from './advisor-row.ts';
import type { CoreInput } from './core.ts';
import { createJobs } from './jobs.ts';
import { type LaptopSettings, openLaptopSettings } from './laptop-settings.ts';
import { OpenVault, type VaultPersonOpen } from './open-vault.ts';
import { PhotoLane } from './photos/photo-lane.ts';
import { canConnect } from './sync/connection.ts';
import { createSyncEngine } from './sync/engine.ts';
import { watchLink } from './sync/link-watch.ts';
import type { Timers } from './sync/schedule.ts';
import type { Transport } from './sync/transport.ts';
import { watchChanges } from './watch-changes.ts';

/** What the core needs from the machine, with nothing left open. */
export interface Machine {
  readonly now: () => number;
  readonly random: (count: number) => Uint8Array;
  readonly transport: Transport;
  readonly timers: Timers;
}

/** Answers a call of any channel, as the router does: for handlers that do what screens would do. */
export type Route = (channel: string, request: unknown, core: CoreState) => Promise<unknown>;

/** The core's state: no vault, a locked one, or an unlocked one. */
export class CoreState {
  readonly input: CoreInput;
  readonly machine: Machine;
  readonly settings: LaptopSettings;
  readonly #route: Route;
  #open: OpenVault | undefined;
  #changing: Promise<unknown> = Promise.resolve();

  constructor(input: CoreInput, machine: Machine, route: Route) {
    this.input = input;
    this.#route = route;
    this.machine = machine;
    this.settings = openLaptopSettings(input.vaultsDir, input.language ?? 'en');
  }

  /** Folder of the vault with real records. */
  get vaultFolder(): string {
    return path.join(this.input.vaultsDir, 'main');
  }

  /** Folder of the sample mode. */
  get sampleFolder(): string {
    return path.join(this.input.vaultsDir, 'sample');
  }

  /** Calls a channel as a screen would; throws OutpostError. */
  call(channel: string, request: unknown): Promise<unknown> {
    return this.#route(channel, request, this);
  }

  get open(): OpenVault | undefined {
    return this.#open;
  }

  /** The unlocked vault. Throws `vault_locked` or `vault_missing`. */
  unlocked(): OpenVault {
    if (this.#open) return this.#open;
    if (vaultExists(this.vaultFolder)) throw new OutpostError('vault_locked', 'The vault is locked.');
    throw new OutpostError('vault_missing', 'There is no vault on this laptop yet.');
  }

  /** Lets one change of the vault's state happen after the other. */
  inTurn<R>(work: () => Promise<R>): Promise<R> {
    const turn = this.#changing.then(work, work);
    this.#changing = turn.catch(() => undefined);
    return turn;
  }

  /** Opens a vault for the person who unlocked it, in place of the one that was open. */
  async enter(folder: string, key: Uint8Array, person: VaultPersonOpen): Promise<OpenVault> {
    await this.leave();
    const { nativeBinding } = this.input;
    const db = openVault(folder, key, { nativeBinding, now: this.machine.now, log: this.#databaseLog() });
    const { sample } = vaultInfo(folder);
    const jobs = createJobs(
      (job) => this.emit({ type: 'job', job }),
      (cause) => this.logUnknown(cause),
    );
    const { now, transport } = this.machine;
    const photos = openPhotos(folder, key, db.read, { nativeBinding, now });
    const arrived = (): void => this.emit({ type: 'changed', tables: [tables.attachment.name] });
    const lane = new PhotoLane({ store: db.store, photos, transport, arrived });
    const engine = createSyncEngine({
      store: db.store,
      jobs,
      transport: this.machine.transport,
      appVersion: this.input.appVersion,
      timers: this.machine.timers,
      random: this.machine.random,
      announce: (status) => this.emit({ type: 'sync', status }),
      automatic: this.input.automaticSync ?? true,
      probe: canConnect,
      photos: {
        waiting: () => lane.waiting().length,
        heldBack: () => this.settings.metered,
        run: (control, moved) => lane.run(control, moved),
      },
    });
    const stopChanges = watchChanges(
      db,
      (event) => this.emit(event),
      () => engine.recorded(),
    );
    const link = watchLink(this.machine.timers, () => engine.linkCameUp());
    const language = (): Language => this.settings.language;
    const stopWatching = (): void => {
      stopChanges();
      link.stop();
    };
    this.#open = new OpenVault({
      ...{ folder, key, db, person, sample, jobs, engine, photos, lane },
      ...{ language, stopWatching },
    });
    this.#writeAdvisorRow(this.#open);
    this.announceState();
    return this.#open;
  }

  /** Closes the open vault, if any. */
  async leave(): Promise<void> {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    await open.close();
    this.announceState();
  }

  emit(event: CoreEvent): void {
    try {
      this.input.emit(event);
    } catch (cause) {
      this.logUnknown(cause);
    }
  }

  /** Tells the main process what menus and the lock need. */
  announceState(): void {
    this.input.onState?.({
      language: this.settings.language,
      unlocked: this.#open !== undefined,
      autoLockMinutes: this.#open?.autoLockMinutes ?? 15,
    });
  }

  /** Logs an error without a code by its name and place only: its text may hold what somebody typed. */
  logUnknown(cause: unknown): void {
    const frames =
      cause instanceof Error ? (cause.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []) : [];
    this.input.logger.error(`${cause instanceof Error ? cause.name : typeof cause}\n${frames.join('\n')}`);
  }

  /** Everybody who signs in on an enrolled laptop is known to headquarters by a row of their own. */
  #writeAdvisorRow(open: OpenVault): void {
    const { site, programme, role, enrolled, sample } = open.signedIn();
    if (!(enrolled || sample) || !site || !programme || open.db.readOnly) return;
    ensureAdvisorRow(open.db, {
      personId: open.person.id,
      label: open.person.label,
      role,
      site: site.code,
      programme,
    });
  }

  #databaseLog() {
    return {
      slowQuery: (sql: string, milliseconds: number) =>
        this.input.logger.warn(`Slow query, ${Math.round(milliseconds)} ms: ${sql}`),
      listenerFailed: (cause: unknown) => this.logUnknown(cause),
    };
  }
}
