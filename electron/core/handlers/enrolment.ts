import { syncState } from '#db/sync-state.ts';
import type { Programme } from '#shared/domain/vocabularies.ts';
import { OutpostError } from '#shared/errors.ts';
import { type Enrolment, parseEnrolment } from '#shared/sync/enrolment.ts';
import { ensureAdvisorRow } from '../advisor-row.ts';
import type { CoreHandlersOf } from '../core-handler.ts';
import { enrol } from '../enrolment.ts';
import type { OpenVault } from '../open-vault.ts';

const patienceMs = 120_000;

/** Making a laptop known to headquarters. */
export const enrolmentHandlers: CoreHandlersOf<'enrolment'> = {
  'enrolment.preview': ({ text }, core) => {
    const { hqUrl, site, label, role, programme, expiresAt } = readEnrolment(text);
    const expired = Date.parse(expiresAt) <= core.machine.now();
    return { hqUrl, site, label, role, programme, expiresAt, expired };
  },
  'enrolment.complete': async ({ text }, core) => {
    const open = core.unlocked();
    const enrolment = readEnrolment(text);
    if (open.sample) throw new OutpostError('sample_only', 'The sample mode cannot be enrolled.');
    if (syncState(open.db.store).enrolled) {
      throw new OutpostError('already_enrolled', 'This laptop is enrolled already.');
    }
    await enrol(open.db.store, enrolment, {
      transport: core.machine.transport,
      appVersion: core.input.appVersion,
      signal: AbortSignal.timeout(patienceMs),
    });
    await fetchReferenceData(open);
    ensureAdvisorRow(open.db, {
      personId: open.person.id,
      label: open.person.label,
      role: open.role,
      site: enrolment.site,
      programme: enrolment.programme,
    });
    return open.signedIn();
  },
};

/** Lists come with the first exchange. When it fails the laptop is enrolled all the same, and a later one brings them. */
async function fetchReferenceData(open: OpenVault): Promise<void> {
  await open.engine.start().done.catch(() => undefined);
}

function readEnrolment(text: string): Enrolment & { readonly programme: Programme } {
  const enrolment = parseEnrolment(text);
  const { programme } = enrolment;
  if (programme === null) throw new OutpostError('enrolment_invalid', 'The enrolment names no programme.');
  return { ...enrolment, programme };
}
