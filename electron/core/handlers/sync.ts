import { exchangeHistory } from '#db/exchange-log.ts';
import { keptAside } from '#db/kept-aside.ts';
import { syncState } from '#db/sync-state.ts';
import { may } from '#shared/domain/permissions.ts';
import { OutpostError } from '#shared/errors.ts';
import type { CoreHandlersOf } from '../core-handler.ts';
import type { OpenVault } from '../open-vault.ts';
import { type ConnectionSteps, testConnection } from '../sync/connection-test.ts';
import { verifyVault } from '../verify-vault.ts';

/** Exchanges with headquarters, jobs and checks. */
export const syncHandlers: CoreHandlersOf<'sync' | 'jobs' | 'diagnostics'> = {
  'sync.status': (_request, core) => core.unlocked().engine.status(),
  'sync.start': (_request, core) => {
    const open = core.unlocked();
    open.permit('sync.run');
    const { jobId, done } = open.engine.start();
    // The screens follow the job; its failure is in the job and in the history.
    done.catch(() => undefined);
    return { jobId };
  },
  'sync.history': ({ limit }, core) => [...exchangeHistory(core.unlocked().db.store, limit)],
  'sync.quarantine': (_request, core) => {
    const open = core.unlocked();
    open.permit('records.read');
    // Before it is enrolled a laptop has sent nothing.
    if (!syncState(open.db.store).enrolled) return [];
    const { author } = open.records();
    return keptAside(open.db.store, open.db.read, {
      advisorId: author.advisorId,
      mayReadRestricted: may(open.role, 'restricted.read'),
      mayReadContact: may(open.role, 'people.contact'),
    });
  },
  'sync.retry': ({ seqs }, core) => {
    const open = core.unlocked();
    open.permit('sync.run');
    const { store } = open.db;
    const kept = store.all<{ seq: number }>('SELECT seq FROM quarantine ORDER BY seq').map(({ seq }) => seq);
    const unknown = seqs.find((seq) => !kept.includes(seq));
    if (unknown !== undefined) {
      throw new OutpostError('not_found', `Change ${unknown} is not kept aside.`, {
        details: { seq: unknown },
      });
    }
    const { jobId, done } = open.engine.retry((seqs.length > 0 ? seqs : kept).slice(0, mostRetried));
    done.catch(() => undefined);
    return { jobId };
  },
  'sync.test': (_request, core) => {
    const open = core.unlocked();
    open.permit('sync.run');
    return tested(open);
  },
  'jobs.list': (_request, core) => [...core.unlocked().jobs.list()],
  'jobs.cancel': ({ jobId }, core) => core.unlocked().jobs.cancel(jobId),
  'diagnostics.verify': (_request, core) => {
    const { jobs, db, photos } = core.unlocked();
    return jobs.run('verify', (control) => verifyVault(db, photos, control)).done;
  },
};

/** As many as one exchange may name. */
const mostRetried = 1000;

async function tested(open: OpenVault): Promise<ConnectionSteps> {
  const { enrolled } = syncState(open.db.store);
  if (!enrolled) throw new OutpostError('not_enrolled', 'This laptop is not enrolled with headquarters.');
  return testConnection({
    url: new URL(enrolled.hqUrl),
    tlsPin: enrolled.tlsPin,
    signal: AbortSignal.timeout(60_000),
    exchange: () => open.engine.start().done,
    skewMinutes: () => open.engine.status().skewMinutes,
  });
}
