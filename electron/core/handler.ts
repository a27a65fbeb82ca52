import type { Author, FieldDatabase } from '#db/database.ts';
import type { Store } from '#db/store.ts';
import type { Permission } from '#shared/domain/permissions.ts';
import type { Language, Role } from '#shared/domain/vocabularies.ts';
import type { ChannelName, ParsedRequestOf, ReplyOf } from '#shared/ipc/channels.ts';
import type { Job } from '#shared/ipc/sync.ts';

/** A running job as its work sees it. */
export interface JobControl {
  /** Aborted when the person cancels or the vault locks. */
  readonly signal: AbortSignal;
  /** Reports how far it is; `total` null when unknown. */
  report(done: number, total: number | null): void;
}

/** Long work: reports progress, can be cancelled, never blocks a read. */
export interface Jobs {
  /** Starts `work`; the promise settles with it. */
  run<R>(
    kind: Job['kind'],
    work: (control: JobControl) => Promise<R>,
  ): { readonly id: string; readonly done: Promise<R> };
  list(): readonly Job[];
  cancel(jobId: string): void;
}

/** What the handlers of records work with: an open vault and the person who is signed in. */
export interface Records {
  readonly db: FieldDatabase;
  readonly author: Author;
  readonly role: Role;
  readonly language: Language;
  /** In the sample mode nothing can be sent. */
  readonly sample: boolean;
  /** IANA zone of this laptop. */
  readonly zone: string;
  /** The moment, from the injected clock. */
  now(): Date;
  /** Today in this laptop's zone, `YYYY-MM-DD`. */
  today(): string;
  /** Whether the person may. */
  may(permission: Permission): boolean;
  /** Throws `not_permitted` when the person may not. */
  permit(permission: Permission): void;
  readonly jobs: Jobs;
  /** The database as sync and settings work on it: `localSetting` keeps what never travels. */
  readonly store: Store;
}

/** The handlers of all channels that begin with one of these prefixes. */
export type HandlersOf<P extends string> = {
  readonly [C in ChannelName as C extends `${P}.${string}` ? C : never]: (
    request: ParsedRequestOf<C>,
    records: Records,
  ) => ReplyOf<C> | Promise<ReplyOf<C>>;
};
