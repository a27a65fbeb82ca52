import { OutpostError } from '#shared/errors.ts';
import type { ConsoleReply, ConsoleRouteName, ParsedConsoleRequest } from '#shared/ipc/console.ts';
import type { Admin } from '../store/admins.ts';
import { audit } from '../store/audit.ts';
import { transaction } from '../store/database.ts';
import { changeGrant } from '../store/grants.ts';
import { readEpoch } from '../store/identity.ts';
import { listActions } from '../store/queries/actions.ts';
import { listAudit, listDevices, listEnrolments, readOptions } from '../store/queries/administration.ts';
import { verifyCertificate } from '../store/queries/certificates.ts';
import { listConflicts, readConflict } from '../store/queries/conflicts.ts';
import { countRecords } from '../store/queries/count-records.ts';
import { listInspections, readInspection } from '../store/queries/inspections.ts';
import { readOverview } from '../store/queries/overview.ts';
import { listKept, readKept } from '../store/queries/quarantine.ts';
import { listTemplates } from '../store/queries/templates.ts';
import { listTrainings, readTraining } from '../store/queries/trainings.ts';
import { listVisits, readVisit } from '../store/queries/visits.ts';
import { correctedChanges, releaseOp } from '../store/release-op.ts';
import { setRevoked } from '../store/revocation.ts';
import type { Store } from '../store/store.ts';
import type { ExchangeSettings } from './exchange.ts';
import { readFileAtConsole } from './file-at-console.ts';
import { issueEnrolment, type PublicAddress } from './issue-enrolment.ts';
import { checkTemplate, publishTemplate, saveTemplate } from './template-desk.ts';

/** What the calls of the console work with. */
export interface ConsoleContext {
  readonly store: Store;
  readonly address: () => PublicAddress;
  readonly version: string;
  readonly startedAt: string;
  /** Limits of exchanges, also of those that come as files. */
  readonly carrying: ExchangeSettings;
}

type Handler<R extends ConsoleRouteName> = (
  context: ConsoleContext,
  request: ParsedConsoleRequest<R>,
  admin: Admin,
) => Promise<ConsoleReply<R>>;

/** Every call but those of the session itself. */
export type SignedInRoute = Exclude<ConsoleRouteName, `session.${string}`>;

/** The calls of signed-in admins. */
export const consoleHandlers: { readonly [R in SignedInRoute]: Handler<R> } = {
  options: ({ store }) => readOptions(store.pool),
  overview: async ({ store, address, version, startedAt }, { programme }) => ({
    headquarters: {
      id: store.identity.id,
      epoch: await readEpoch(store.pool),
      publicUrl: address().url,
      version,
      startedAt,
    },
    ...(await readOverview(store.pool, programme)),
  }),
  counts: ({ store }) => countRecords(store.pool),
  'trainings.list': ({ store }, filter) => listTrainings(store.pool, filter),
  'trainings.get': async ({ store }, { id }) => found(await readTraining(store.pool, id)),
  'visits.list': ({ store }, filter) => listVisits(store.pool, filter),
  'visits.get': async ({ store }, { id }) => found(await readVisit(store.pool, id)),
  'inspections.list': ({ store }, filter) => listInspections(store.pool, filter),
  'inspections.get': async ({ store }, { id }) => found(await readInspection(store.pool, id)),
  'actions.list': ({ store }, filter) => listActions(store.pool, filter),
  'conflicts.list': ({ store }, filter) => listConflicts(store.pool, filter),
  'conflicts.get': async ({ store }, { id }) => found(await readConflict(store.pool, id)),
  'devices.list': ({ store }) => listDevices(store.pool),
  'devices.grant': async ({ store }, { device, sites }, admin) => {
    const grant = await transaction(store.pool, (sql) => changeGrant(sql, device, sites, admin.name));
    return { version: grant.version, sites: [...grant.sites] };
  },
  'devices.revoke': async ({ store }, { device, revoked }, admin) => ({
    changed: await transaction(store.pool, (sql) =>
      setRevoked(sql, device, revoked, { who: admin.name, now: Date.now() }),
    ),
  }),
  'quarantine.list': ({ store }, filter) => listKept(store.pool, filter),
  'quarantine.get': async ({ store }, { id }) => found(await readKept(store.pool, id)),
  'quarantine.release': ({ store }, { device, seq, corrections }, admin) =>
    takeIn(store, { device, seq, corrections }, admin.name),
  'enrolments.list': ({ store }) => listEnrolments(store.pool),
  'enrolments.create': ({ store, address }, { hours, ...terms }, admin) =>
    issueEnrolment(store, address(), terms, hours, admin.name),
  'certificates.verify': async ({ store }, proof, admin) => {
    const answer = await verifyCertificate(store.pool, proof);
    await audit(store.pool, {
      action: 'certificate.verified',
      who: admin.name,
      subject: `certificate ${proof.number}`,
      detail: { verdict: answer.verdict },
    });
    return answer;
  },
  'templates.list': ({ store }) => listTemplates(store.pool),
  'templates.check': ({ store }, upload) => checkTemplate(store.pool, upload),
  'templates.publish': ({ store }, upload, admin) => publishTemplate(store, upload, admin.name),
  'templates.save': ({ store }, wanted) => saveTemplate(store.pool, wanted),
  'files.read': ({ store, carrying }, { file }, admin) =>
    readFileAtConsole(store, carrying, Buffer.from(file, 'base64'), admin.name),
  'audit.list': ({ store }, filter) => listAudit(store.pool, filter),
};

/** A change that was kept aside, as it is or corrected. */
async function takeIn(
  store: Store,
  kept: ParsedConsoleRequest<'quarantine.release'>,
  who: string,
): Promise<ConsoleReply<'quarantine.release'>> {
  const { device, seq, corrections } = kept;
  const objection = await store.ledger.change(async (tx) => {
    const wish = { device, seq, who, byAdmin: true };
    if (corrections.length === 0) return releaseOp(tx, wish);
    const op = (await tx.opAt(device, seq))?.op;
    return releaseOp(tx, { ...wish, corrected: correctedChanges(op?.changes ?? [], corrections) });
  });
  return { taken: !objection, reason: objection?.reason ?? null, detail: objection?.detail ?? null };
}

function found<T>(record: T | undefined): T {
  if (record === undefined) throw new OutpostError('not_found', 'There is no such record.');
  return record;
}
