import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { madeUpJpeg } from '#shared/attachments/jpeg-fixture.ts';
import { tables } from '#shared/domain/registry.ts';
import { checkedPhoto } from './attachments.ts';
import { backupVault } from './backup.ts';
import { openPhotos } from './photo-access.ts';
import { emptyRow } from './sample-rows.ts';
import { createSampleVault, openVault, unlockSampleVault } from './vault.ts';
import { verifyDatabase } from './verify.ts';

it('a backup is a vault of its own with all records and pictures, encrypted, and never replaces anything', () => {
  const parent = mkdtempSync(path.join(tmpdir(), 'outpost-backup-'));
  const folder = path.join(parent, 'vault');
  const key = createSampleVault(folder);
  const db = openVault(folder, key);
  db.commit({ advisorId: 7, site: 'BAS' }, (tx) =>
    tx.insert(tables.visitTopic, { ...emptyRow(tables.visitTopic), id: 1, topic: 'PLAINMARKER' }),
  );
  const photos = openPhotos(folder, key, db.read, { now: Date.now });
  const photo = checkedPhoto(madeUpJpeg(), madeUpJpeg({ width: 240, height: 180 }));
  photos.store.put(photo);
  const target = path.join(parent, 'copy');
  expect(backupVault(db.store, photos.store, { folder, key }, target).head).toBe(1);
  expect(() => backupVault(db.store, photos.store, { folder, key }, target)).toThrow('already');
  photos.close();
  db.close();
  expect(readFileSync(path.join(target, 'outpost.db')).includes('PLAINMARKER')).toBe(false);
  expect(readFileSync(path.join(target, 'photos.db')).includes('JFIF')).toBe(false);
  const copy = openVault(target, unlockSampleVault(target));
  expect(copy.read.get(tables.visitTopic, { id: 1 })?.topic).toBe('PLAINMARKER');
  expect(verifyDatabase(copy.store).every(({ ok }) => ok)).toBe(true);
  const pictures = openPhotos(target, unlockSampleVault(target), copy.read, { now: Date.now });
  expect(pictures.store.picture(photo.sha256)).toEqual(Buffer.from(photo.picture));
  pictures.close();
  copy.close();
  rmSync(parent, { recursive: true, force: true });
});
