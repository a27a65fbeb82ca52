import { expect, it } from 'vitest';
import { storageError } from './open.ts';

it.each([
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk_full'],
  ['SQLITE_BUSY', 'vault_busy'],
  ['SQLITE_BUSY_SNAPSHOT', 'vault_busy'],
  ['SQLITE_CORRUPT', 'vault_damaged'],
])('what SQLite calls %s is said as %s', (code, said) => {
  const thrown = Object.assign(new Error('of SQLite'), { code });
  expect(storageError(thrown)).toMatchObject({ code: said, cause: thrown });
});
