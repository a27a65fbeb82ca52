import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { backupVault } from './backup.ts';
import { emptyRow } from './sample-rows.ts';
import { createSampleVault, openVault, unlockSampleVault } from './vault.ts';
import { verifyDatabase } from './verify.ts';

it('a backup is a vault of its own with all records, encrypted, and never replaces anything', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'outpost-backup-'));
  const folder = path.join(parent, 'vault');
  const key = createSampleVault(folder);
  const db = openVault(folder, key);
  db.commit({ advisorId: 7, site: 'BAS' }, (tx) =>
    tx.insert(tables.visitTopic, { ...emptyRow(tables.visitTopic), id: 1, topic: 'PLAINMARKER' }),
  );
  const target = path.join(parent, 'copy');
  expect(backupVault(db.store, { folder, key }, target).head).toBe(1);
  expect(() => backupVault(db.store, { folder, key }, target)).toThrow('already');
  db.close();
  expect(readFileSync(path.join(target, 'outpost.db')).includes('PLAINMARKER')).toBe(false);
  const copy = openVault(target, unlockSampleVault(target));
  expect(copy.read.get(tables.visitTopic, { id: 1 })?.topic).toBe('PLAINMARKER');
  expect(verifyDatabase(copy.store).every(({ ok }) => ok)).toBe(true);
  copy.close();
  rmSync(parent, { recursive: true, force: true });
});
