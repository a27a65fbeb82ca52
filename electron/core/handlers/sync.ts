import { exchangeHistory } from '#db/exchange-log.ts';
import { syncState } from '#db/sync-state.ts';
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
