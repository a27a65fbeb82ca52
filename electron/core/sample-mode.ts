import { createSampleVault, unlockSampleVault, vaultExists } from '#db/vault.ts';
import type { RowOf, Table } from '#shared/domain/table.ts';
import type { Programme } from '#shared/domain/vocabularies.ts';
import { referenceRows } from '#shared/reference/seed.ts';
import type { CoreState } from './core-state.ts';
import type { OpenVault } from './open-vault.ts';

/** The site and programme that the sample mode plays. */
export const sampleSite = 'MOSUL';
export const sampleProgramme: Programme = 'corrections';

const samplePerson = { id: 'sample', label: 'Sample' } as const;

/**
 * Opens the sample mode, and makes it when it is not there: a vault of its own, filled with sample data, whose device
 * number headquarters refuses.
 *
 * @param core the core's state
 * @returns the open vault
 */
export async function openSampleMode(core: CoreState): Promise<OpenVault> {
  const { nativeBinding } = core.input;
  const folder = core.sampleFolder;
  const key = vaultExists(folder) ? unlockSampleVault(folder) : createSampleVault(folder, { nativeBinding });
  const open = await core.enter(folder, key, samplePerson);
  const empty = open.db.read.one('SELECT code FROM site LIMIT 1') === undefined;
  if (empty) fill(open);
  return open;
}

function fill(open: OpenVault): void {
  open.db.commit(open.records().author, (tx) => {
    for (const { table, row } of referenceRows()) tx.insert(table, row as RowOf<Table>);
  });
}
