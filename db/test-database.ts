import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { firstLaptopDevice } from '#shared/domain/ids.ts';
import { type FieldDatabaseOptions, type OpenFieldDatabase, openFieldDatabase } from './field-database.ts';

/** A real encrypted database in a folder of its own, for tests and benches. */
export interface TestDatabase extends OpenFieldDatabase {
  readonly folder: string;
  readonly file: string;
  readonly key: Uint8Array;
  /** Closes it and deletes the folder. */
  dispose(): void;
}

/**
 * @param options the device number (16 when left out, null: not enrolled) and anything `openFieldDatabase` takes
 * @returns an empty field database; call `dispose` when done
 */
export function openTestDatabase(
  options: Partial<FieldDatabaseOptions> & { readonly device?: number | null } = {},
): TestDatabase {
  const folder = mkdtempSync(path.join(tmpdir(), 'outpost-db-'));
  const file = options.file ?? path.join(folder, 'outpost.db');
  const key = options.key ?? new Uint8Array(32).fill(7);
  const database = openFieldDatabase({ ...options, file, key });
  const device = options.device === undefined ? firstLaptopDevice : options.device;
  if (device !== null) database.store.run('UPDATE sync_state SET device = ? WHERE device IS NULL', device);
  return {
    ...database,
    get device() {
      return database.device;
    },
    folder,
    file,
    key,
    dispose: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
