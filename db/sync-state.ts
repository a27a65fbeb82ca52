import { z } from 'zod';
import { programmes, roles } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import { sameBytes } from '#shared/sync/bytes.ts';
import type { Bootstrap } from '#shared/sync/exchange.ts';
import { dropBootstrap, planBootstrap } from './bootstrap.ts';
import { HqRows } from './hq-rows.ts';
import { noteLostSites } from './lost-sites.ts';
import { setAside } from './quarantine.ts';
import type { Store } from './store.ts';

/** What enrolment gave: kept inside the encrypted file. Keys are raw bytes. */
export interface EnrolledAs {
  readonly device: number;
  /** Numbers to go on under after a restore or a copied disk. */
  readonly spares: readonly number[];
  readonly epoch: string;
  readonly grant: { readonly version: number; readonly sites: readonly string[] };
  readonly hqUrl: string;
  readonly hqId: string;
  readonly hqKey: Uint8Array;
  readonly tlsPin: string | null;
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
  /** Headquarters' certificate of the public key, as JSON text. */
  readonly certificate: string;
  readonly site: string;
  readonly label: string;
  readonly role: (typeof roles)[number];
  readonly programme: (typeof programmes)[number] | null;
}

/** How far this laptop and headquarters have come with each other. */
export interface SyncState {
  /** Undefined before enrolment; the sample mode has a number but no `enrolled`. */
  readonly device: number | undefined;
  /** Headquarters' stream is applied up to this `hq_seq`. */
  readonly cursor: number;
  /** Own ops up to this `seq` have come back in the stream. */
  readonly settled: number;
  /** Own ops up to this `seq` are committed at headquarters. */
  readonly accepted: number;
  /** Own ops up to this `seq` are in a verified backup of headquarters. */
  readonly durable: number;
  /** Number of the last exchange that was begun. */
  readonly exchange: number;
  /** This laptop's clock minus headquarters', ms; null before the first contact. */
  readonly skewMs: number | null;
  /** UTC; null before the first exchange that succeeded. */
  readonly lastSuccessAt: string | null;
  readonly enrolled: EnrolledAs | undefined;
}

const bytes = z.instanceof(Uint8Array).transform((value) => new Uint8Array(value));
const enrolledColumns = z.object({
  device: z.int(),
  spares: z.string(),
  epoch: z.string(),
  grant_version: z.int(),
  grant_sites: z.string(),
  hq_url: z.string(),
  hq_id: z.string(),
  hq_key: bytes,
  tls_pin: z.string().nullable(),
  device_public_key: bytes,
  device_private_key: bytes,
  certificate: z.string(),
  site: z.string(),
  label: z.string(),
  role: z.enum(roles),
  programme: z.enum(programmes).nullable(),
});

interface StateRow {
  readonly [column: string]: unknown;
  readonly device: number | null;
  readonly hq_url: string | null;
  readonly cursor: number;
  readonly settled: number;
  readonly accepted: number;
  readonly durable: number;
  readonly exchange: number;
  readonly skew_ms: number | null;
  readonly last_success_at: string | null;
}

/**
 * @param store the open database
 * @returns the state of the sync, with the private key: never send it on
 * @throws OutpostError `vault_damaged` when an enrolment is stored in part
 */
export function syncState(store: Store): SyncState {
  const row = store.one<StateRow>('SELECT * FROM sync_state WHERE only_row = 1');
  if (!row) throw new OutpostError('vault_damaged', 'The state of the sync is missing.');
  return {
    device: row.device ?? undefined,
    cursor: row.cursor,
    settled: row.settled,
    accepted: row.accepted,
    durable: row.durable,
    exchange: row.exchange,
    skewMs: row.skew_ms,
    lastSuccessAt: row.last_success_at,
    enrolled: row.hq_url === null ? undefined : enrolledOf(store, row),
  };
}

/** What was read last of each open database: an enrolment is asked for at every turn and hardly ever changes. */
const lastRead = new WeakMap<Store, { readonly row: StateRow; readonly enrolled: EnrolledAs }>();
const enrolledNames = Object.keys(enrolledColumns.shape);

function enrolledOf(store: Store, row: StateRow): EnrolledAs {
  const last = lastRead.get(store);
  if (last && enrolledNames.every((name) => isSame(last.row[name], row[name]))) return last.enrolled;
  const enrolled = parseEnrolled(row);
  lastRead.set(store, { row, enrolled });
  return enrolled;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || (a instanceof Uint8Array && b instanceof Uint8Array && sameBytes(a, b));
}

function parseEnrolled(row: StateRow): EnrolledAs {
  const parsed = enrolledColumns.safeParse(row);
  if (!parsed.success) throw new OutpostError('vault_damaged', 'The enrolment is stored in part.');
  const columns = parsed.data;
  return {
    device: columns.device,
    spares: splitList(columns.spares).map(Number),
    epoch: columns.epoch,
    grant: { version: columns.grant_version, sites: splitList(columns.grant_sites) },
    hqUrl: columns.hq_url,
    hqId: columns.hq_id,
    hqKey: columns.hq_key,
    tlsPin: columns.tls_pin,
    publicKey: columns.device_public_key,
    privateKey: columns.device_private_key,
    certificate: columns.certificate,
    site: columns.site,
    label: columns.label,
    role: columns.role,
    programme: columns.programme,
  };
}

/**
 * Keeps what enrolment gave.
 *
 * @param store the open database
 * @param enrolled headquarters' answer and the laptop's own keys
 * @throws OutpostError `already_enrolled`; `sample_only` in the sample mode
 */
export function saveEnrolment(store: Store, enrolled: EnrolledAs): void {
  store.transaction(() => {
    const state = syncState(store);
    if (state.enrolled) throw new OutpostError('already_enrolled', 'This laptop is enrolled already.');
    if (state.device !== undefined) {
      throw new OutpostError('sample_only', 'The sample mode cannot be enrolled.');
    }
    store.run(
      `UPDATE sync_state SET device = ?, spares = ?, epoch = ?, grant_version = ?, grant_sites = ?, hq_url = ?,
         hq_id = ?, hq_key = ?, tls_pin = ?, device_public_key = ?, device_private_key = ?, certificate = ?, site = ?,
         label = ?, role = ?, programme = ?`,
      enrolled.device,
      enrolled.spares.join('|'),
      enrolled.epoch,
      enrolled.grant.version,
      enrolled.grant.sites.join('|'),
      enrolled.hqUrl,
      enrolled.hqId,
      enrolled.hqKey,
      enrolled.tlsPin,
      enrolled.publicKey,
      enrolled.privateKey,
      enrolled.certificate,
      enrolled.site,
      enrolled.label,
      enrolled.role,
      enrolled.programme,
    );
  });
}

/**
 * Begins an exchange. Its number is on disk before anything is sent, so that it is never used twice.
 *
 * @param store the open database
 * @returns the number of the exchange: one above the last
 */
export function beginExchange(store: Store): number {
  return store.transaction(() => {
    store.run('UPDATE sync_state SET exchange = exchange + 1');
    return syncState(store).exchange;
  });
}

/**
 * Counts exchanges on from a higher number, when headquarters has seen one that this database does not remember.
 *
 * @param store the open database
 * @param lastExchange the highest number that headquarters has seen of this device
 */
export function raiseExchange(store: Store, lastExchange: number): void {
  store.transaction(() => store.run('UPDATE sync_state SET exchange = max(exchange, ?)', lastExchange));
}

/** What headquarters' answer says about this laptop's ops and grant. */
export interface Acknowledgement {
  readonly epoch: string;
  readonly grant: { readonly version: number; readonly sites: readonly string[] };
  /** `seq` up to which headquarters has this laptop's chain. */
  readonly headSeq: number;
  readonly accepted: number;
  readonly durable: number;
  readonly quarantined: readonly { readonly seq: number; readonly reason: string }[];
  readonly skewMs: number;
  /** A snapshot to load before anything else; epoch and grant of the answer hold from then on. */
  readonly bootstrap?: Bootstrap | undefined;
}

/** More ops than this are never listed as kept aside. */
const longestQuarantine = 10_000;

/**
 * Takes in an answer of headquarters. In a new epoch headquarters was restored from a backup: ops that it lost wait to be
 * sent again, and its state comes as a snapshot or, where there is none, as the stream from its start.
 *
 * @param store the open database
 * @param answer what a verified answer says
 */
export function acknowledge(store: Store, answer: Acknowledgement): void {
  const changed = store.transaction(() => {
    const { enrolled, device } = syncState(store);
    const newEpoch = enrolled !== undefined && enrolled.epoch !== answer.epoch;
    if (enrolled) noteLostSites(store, enrolled.grant.sites, answer.grant.sites);
    if (newEpoch) loseUnsaved(store, answer.headSeq);
    store.run(
      'UPDATE sync_state SET accepted = max(accepted, ?), durable = max(durable, ?), skew_ms = ?',
      answer.accepted,
      answer.durable,
      Math.round(answer.skewMs),
    );
    if (answer.bootstrap && device !== undefined) {
      const { parts, ...snapshot } = answer.bootstrap;
      planBootstrap(store, { ...snapshot, epoch: answer.epoch, grant: answer.grant, device }, parts);
      // Those that the snapshot holds by now come back with it, and not in the stream.
      if (answer.quarantined.length < longestQuarantine) forgetReleased(store, answer);
      holdOnly(store, answer.grant.sites);
    } else {
      dropBootstrap(store);
      if (newEpoch) {
        store.pending = undefined;
        store.run('UPDATE sync_state SET cursor = 0, settled = min(settled, ?)', answer.headSeq);
        // It comes again with the stream, perhaps in another order.
        store.run('DELETE FROM deferred_op');
      }
      store.run(
        'UPDATE sync_state SET epoch = ?, grant_version = ?, grant_sites = ?',
        answer.epoch,
        answer.grant.version,
        answer.grant.sites.join('|'),
      );
    }
    return setAside(store, syncState(store).settled, answer.quarantined);
  });
  store.announce(changed);
}

/** Headquarters was restored: what it had confirmed beyond its head it no longer has. */
function loseUnsaved(store: Store, headSeq: number): void {
  store.run('UPDATE sync_state SET accepted = ?, durable = min(durable, ?)', headSeq, headSeq);
}

/** Ops that headquarters has and no longer keeps aside. */
function forgetReleased(
  store: Store,
  { headSeq, quarantined }: Pick<Acknowledgement, 'headSeq' | 'quarantined'>,
): void {
  store.run(
    'DELETE FROM quarantine WHERE seq <= ? AND seq NOT IN (SELECT value FROM json_each(?))',
    headSeq,
    JSON.stringify(quarantined.map(({ seq }) => seq)),
  );
}

/** Until a snapshot is loaded the laptop holds what it held, without the sites that it lost. */
function holdOnly(store: Store, granted: readonly string[]): void {
  const held = syncState(store).enrolled?.grant.sites ?? [];
  const kept = held.filter((site) => granted.includes(site));
  store.run('UPDATE sync_state SET grant_sites = ?', kept.join('|'));
}

/**
 * Notes that every op that headquarters has taken has come back, once its stream was read to the end: those that are
 * about rows out of this laptop's sight never do, and such rows go now.
 *
 * @param store the open database
 * @param accepted own ops up to this `seq` were committed when the stream that was read ended
 */
export function settleAccepted(store: Store, accepted: number): void {
  const { settled, device = 0 } = syncState(store);
  if (settled >= accepted) return;
  const changed = store.transaction(() => {
    const rows = new HqRows(store, settled);
    rows.settleThrough(accepted, { actor: 0, device, ms: store.now() });
    store.run('UPDATE sync_state SET settled = ?', accepted);
    return rows.finish();
  });
  store.announce(changed);
}

/**
 * Notes which own ops headquarters has taken in after all, once its stream was read to the end: those that are about
 * rows out of this laptop's sight never come back.
 *
 * @param store the open database
 * @param answer what the answer says about this laptop's ops
 */
export function settleReleased(store: Store, answer: Pick<Acknowledgement, 'headSeq' | 'quarantined'>): void {
  if (answer.quarantined.length >= longestQuarantine) return;
  if (!store.one('SELECT 1 FROM quarantine LIMIT 1')) return;
  store.transaction(() => forgetReleased(store, answer));
}

/**
 * Notes which exchange headquarters has answered: an answer to an earlier one, by file, has nothing new to say.
 *
 * @param store the open database
 * @param exchange its number
 */
export function noteAnswered(store: Store, exchange: number): void {
  store.transaction(() => store.run('UPDATE sync_state SET answered = max(answered, ?)', exchange));
}

/**
 * @param store the open database
 * @returns the number of the last exchange that headquarters has answered
 */
export function lastAnswered(store: Store): number {
  return store.one<{ answered: number }>('SELECT answered FROM sync_state')?.answered ?? 0;
}

/**
 * Notes that an exchange reached its end.
 *
 * @param store the open database
 */
export function noteSuccess(store: Store): void {
  store.transaction(() =>
    store.run('UPDATE sync_state SET last_success_at = ?', new Date(store.now()).toISOString()),
  );
}

function splitList(text: string): readonly string[] {
  return text === '' ? [] : text.split('|');
}
