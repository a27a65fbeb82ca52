import type { OpenFieldDatabase } from '#db/field-database.ts';
import { localSetting } from '#db/local-setting.ts';
import type { PhotoAccess } from '#db/photo-access.ts';
import { syncState } from '#db/sync-state.ts';
import { may, type Permission, permissionsOf } from '#shared/domain/permissions.ts';
import { type Language, type Programme, type Role, roles } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import type { SignedIn } from '#shared/ipc/vault.ts';
import { advisorIdOf } from './advisor-row.ts';
import type { Records } from './handler.ts';
import type { JobRegistry } from './jobs.ts';
import { dayIn } from './local-day.ts';
import type { PhotoLane } from './photos/photo-lane.ts';
import { sampleProgramme, sampleSite } from './sample-site.ts';
import type { SyncEngine } from './sync/engine.ts';

/** Who unlocked. */
export interface VaultPersonOpen {
  readonly id: string;
  readonly label: string;
}

/** What makes up an unlocked vault. */
export interface OpenVaultParts {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly db: OpenFieldDatabase;
  readonly person: VaultPersonOpen;
  readonly sample: boolean;
  readonly jobs: JobRegistry;
  readonly engine: SyncEngine;
  readonly photos: PhotoAccess;
  readonly lane: PhotoLane;
  /** Language of the screens now. */
  readonly language: () => Language;
  /** Stops what watches over it. */
  readonly stopWatching: () => void;
}

export const usualAutoLockMinutes = 15;
export const autoLockSetting = 'autoLockMinutes';

/** An unlocked vault and the person who is signed in. */
export class OpenVault {
  readonly folder: string;
  readonly key: Uint8Array;
  readonly db: OpenFieldDatabase;
  readonly person: VaultPersonOpen;
  readonly sample: boolean;
  readonly jobs: JobRegistry;
  readonly engine: SyncEngine;
  /** The pictures, in a file of their own. */
  readonly photos: PhotoAccess;
  readonly lane: PhotoLane;
  /** Pictures that are coming from headquarters: their jobs by hash. */
  readonly #fetches = new Map<string, string>();
  readonly #language: () => Language;
  readonly #stopWatching: () => void;
  readonly #zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

  constructor(parts: OpenVaultParts) {
    this.folder = parts.folder;
    this.key = parts.key;
    this.db = parts.db;
    this.person = parts.person;
    this.sample = parts.sample;
    this.jobs = parts.jobs;
    this.engine = parts.engine;
    this.photos = parts.photos;
    this.lane = parts.lane;
    this.#language = parts.language;
    this.#stopWatching = parts.stopWatching;
  }

  /** The role that headquarters gave with the enrolment, or that a supervisor gave on this laptop. */
  get role(): Role {
    if (this.sample) return 'supervisor';
    const given = localSetting(this.db.store, roleSetting(this.person.id));
    return roles.find((role) => role === given) ?? syncState(this.db.store).enrolled?.role ?? 'advisor';
  }

  get autoLockMinutes(): number {
    return Number(localSetting(this.db.store, autoLockSetting) ?? usualAutoLockMinutes);
  }

  /** Throws `not_permitted` when the person may not. */
  permit(permission: Permission): void {
    if (may(this.role, permission)) return;
    throw new OutpostError('not_permitted', 'Your role does not allow this.', { details: { permission } });
  }

  /** The session as the screens see it. */
  signedIn(): SignedIn {
    const { enrolled, device } = syncState(this.db.store);
    const role = this.role;
    return {
      personId: this.person.id,
      advisorId: advisorIdOf(this.db, this.person.id) ?? null,
      label: this.person.label,
      role,
      permissions: [...permissionsOf(role)],
      site: this.#site(),
      programme: this.#programme(),
      device: device ?? null,
      enrolled: enrolled !== undefined,
      sample: this.sample,
      language: this.#language(),
      autoLockMinutes: this.autoLockMinutes,
    };
  }

  /** What handlers of records work with. Throws `not_enrolled` while ids cannot be made. */
  records(): Records {
    const site = this.#siteCode();
    const advisorId = advisorIdOf(this.db, this.person.id);
    if (site === undefined || advisorId === undefined) {
      throw new OutpostError('not_enrolled', 'Enrol this laptop first, or explore with sample data.');
    }
    const role = this.role;
    const now = (): Date => new Date(this.db.store.now());
    return {
      db: this.db,
      author: { advisorId, site },
      role,
      language: this.#language(),
      sample: this.sample,
      zone: this.#zone,
      now,
      today: () => dayIn(this.#zone, now()),
      may: (permission) => may(role, permission),
      permit: (permission) => this.permit(permission),
      jobs: this.jobs,
      store: this.db.store,
    };
  }

  /** Starts to bring a picture from headquarters, or joins what brings it already; returns the job's id. */
  fetchPicture(photo: { readonly sha256: string; readonly size: number }): string {
    const running = this.#fetches.get(photo.sha256);
    if (running !== undefined) return running;
    const { id, done } = this.jobs.run('photo', (control) => this.lane.fetchPicture(photo, control));
    this.#fetches.set(photo.sha256, id);
    const forget = (): boolean => this.#fetches.delete(photo.sha256);
    // The screens follow the job: its failure is in it.
    done.then(forget, forget);
    return id;
  }

  /** Stops everything and closes the files. Nothing that was confirmed is lost by it. */
  async close(): Promise<void> {
    this.#stopWatching();
    this.engine.stop();
    await this.jobs.stopAll();
    this.photos.close();
    this.db.close();
    this.key.fill(0);
  }

  #siteCode(): string | undefined {
    return this.sample ? sampleSite : syncState(this.db.store).enrolled?.site;
  }

  #programme(): Programme | null {
    return this.sample ? sampleProgramme : (syncState(this.db.store).enrolled?.programme ?? null);
  }

  #site(): SignedIn['site'] {
    const code = this.#siteCode();
    if (code === undefined) return null;
    const known = this.db.read.one<{ en: string | null; ar: string | null }>(
      'SELECT name_en AS en, name_ar AS ar FROM site WHERE code = ? AND deleted = 0',
      code,
    );
    // Before the first exchange the laptop knows only the code.
    return { code, en: known?.en ?? code, ar: known?.ar ?? code };
  }
}

/**
 * @param personId of the vault
 * @returns name of the setting that holds their role on this laptop
 */
export function roleSetting(personId: string): string {
  return `person.${personId}.role`;
}
