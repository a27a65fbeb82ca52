import { createHash } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { beginEpoch } from '#hq/store/epoch.ts';
import { forgetPhotos } from '#hq/store/forget-photos.ts';
import { migrate } from '#hq/store/migrate.ts';
import { exifContent, madeUpJpeg, withSegment } from '#shared/attachments/jpeg-fixture.ts';
import { tables } from '#shared/domain/registry.ts';
import type { PhotoView } from '#shared/ipc/attachments.ts';
import { createRandom } from '#shared/sample/random.ts';
import {
  askPhotosPath,
  bytesType,
  decodeThumbnails,
  encodeHashes,
  hashBytes,
  messageType,
  partBytes,
  picturesPath,
  thumbnailsPath,
  uploadName,
  uploadsPath,
} from '#shared/sync/photo-lane.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';
import { type Laptop, newLaptop, reopenLaptop } from '../fixtures/laptop.ts';
import { addPhoto, logVisit, usualPhoto } from '../fixtures/photos.ts';
import { openRoad, type Road } from '../fixtures/road.ts';
import { insertion } from '../fixtures/wire-laptop.ts';
import { laneRequest, recordPhoto, uploadWhole } from '../fixtures/wire-photos.ts';

let hq: TestHq;
let road: Road;
const laptops: Laptop[] = [];

beforeAll(async () => {
  hq = await startHq();
  road = await openRoad(hq.url);
});
afterAll(async () => {
  await road.close();
  await hq.stop();
});
afterEach(async () => {
  road.block(false);
  road.cutAfter(undefined);
  for (const laptop of laptops.splice(0)) await laptop.dispose();
});

async function enrolled(site: string): Promise<Laptop> {
  const file = await hq.enrolment(site, `${site}-${laptops.length}`, 'inspector');
  const laptop = await newLaptop(file.replaceAll(hq.url, road.url));
  laptops.push(laptop);
  return laptop;
}

async function photosOf(laptop: Laptop, visitId: number): Promise<readonly PhotoView[]> {
  return laptop.call('attachments.list', { scope: { kind: 'visit', visitId } });
}

async function synced(laptop: Laptop): Promise<void> {
  expect(await laptop.sync()).toMatchObject({ state: 'done', error: null });
}

/** Bytes that one sync sends. */
async function bytesOfSync(laptop: Laptop): Promise<number> {
  const before = road.bytesUp;
  await synced(laptop);
  return road.bytesUp - before;
}

async function jobEnd(laptop: Laptop, jobId: string): Promise<string | undefined> {
  const state = async () => (await laptop.call('jobs.list', undefined)).find(({ id }) => id === jobId)?.state;
  await expect.poll(state, { timeout: 30_000 }).not.toBe('running');
  return state();
}

interface StoredPhoto {
  readonly bytes: Buffer;
  readonly thumbnail: Buffer;
}

async function storedPhoto(picture: Uint8Array): Promise<readonly StoredPhoto[]> {
  const { rows } = await hq.pool.query<StoredPhoto>(
    'SELECT bytes, thumbnail FROM hq.attachment WHERE bytes = $1',
    [Buffer.from(picture)],
  );
  return rows;
}

async function arrivedBytes(): Promise<number> {
  const { rows } = await hq.pool.query<{ arrived: number | null }>(
    'SELECT sum(length(bytes)) AS arrived FROM hq.upload_part',
  );
  return Number(rows[0]?.arrived ?? 0);
}

describe('a photo', () => {
  it('goes up after the records, and its record says that headquarters has it', async () => {
    const laptop = await enrolled('MOSUL');
    const visitId = await logVisit(laptop);
    const { id, picture } = await addPhoto(laptop, { kind: 'visit', visitId }, 1);
    expect(await photosOf(laptop, visitId)).toMatchObject([{ id, here: true, atHeadquarters: false }]);
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ photosToSend: 1 });
    await synced(laptop);
    expect(await photosOf(laptop, visitId)).toMatchObject([{ id, here: true, atHeadquarters: true }]);
    expect(await laptop.call('sync.status', undefined)).toMatchObject({
      state: 'up_to_date',
      photosToSend: 0,
    });
    expect(await storedPhoto(picture)).toHaveLength(1);
    const ways = (await laptop.call('sync.history', { limit: 3 })).map(({ way, opsSent }) => [way, opsSent]);
    expect(ways).toEqual([
      ['network', 0],
      ['photos', 1],
      ['network', expect.any(Number)],
    ]);
  });

  it('comes through a road that is cut again and again, and each cut costs at most one part', async () => {
    const laptop = await enrolled('BASRA');
    const visitId = await logVisit(laptop);
    await synced(laptop);
    const size = 1_000_000;
    const pictures: Uint8Array[] = [];
    for (const seed of [21, 22, 23]) {
      pictures.push((await addPhoto(laptop, { kind: 'visit', visitId }, seed, size)).picture);
    }
    const stored = async () => (await Promise.all(pictures.map(storedPhoto))).flat().length;
    const random = createRandom(2009);
    const before = road.bytesUp;
    let cuts = 0;
    for (let tries = 0; tries < 100 && (await stored()) < pictures.length; tries++) {
      road.whenCrossed(random.between(50_000, 700_000), () => road.block(true));
      if ((await laptop.sync()).state !== 'done') cuts++;
      road.block(false);
    }
    road.whenCrossed(Number.POSITIVE_INFINITY, () => undefined);
    expect(await stored()).toBe(pictures.length);
    expect(cuts).toBeGreaterThan(3);
    await synced(laptop);
    expect((await photosOf(laptop, visitId)).map(({ atHeadquarters }) => atHeadquarters)).toEqual([
      true,
      true,
      true,
    ]);
    const perTry = 20_000;
    expect(road.bytesUp - before).toBeLessThan(3 * size + cuts * (partBytes + perTry) + perTry);
    const { rows } = await hq.pool.query('SELECT 1 FROM hq.upload');
    expect(rows).toEqual([]);
  });

  it('goes on where the last try was cut, also after the laptop was restarted', async () => {
    const laptop = await enrolled('BASRA');
    const visitId = await logVisit(laptop);
    await synced(laptop);
    const { picture } = await addPhoto(laptop, { kind: 'visit', visitId }, 3, 900_000);
    road.cutAfter(200_000);
    // A cut that comes before headquarters has looked at the request leaves nothing: it is tried again.
    for (let tries = 0; tries < 20 && (await arrivedBytes()) < 100_000; tries++) {
      expect((await laptop.sync()).state).toBe('failed');
    }
    const arrived = await arrivedBytes();
    road.cutAfter(undefined);
    await laptop.close();
    const again = await reopenLaptop(laptop.folder);
    laptops.push(again);
    expect(await bytesOfSync(again)).toBeLessThan(900_000 - arrived + 30_000);
    expect(await storedPhoto(picture)).toHaveLength(1);
  });

  it('is not sent again when a sync has nothing new, nor when another record has the same picture', async () => {
    const laptop = await enrolled('MOSUL');
    const visitId = await logVisit(laptop);
    await addPhoto(laptop, { kind: 'visit', visitId }, 4);
    expect(await bytesOfSync(laptop)).toBeGreaterThan(usualPhoto);
    expect(await bytesOfSync(laptop)).toBeLessThan(2_000);
    const other = await logVisit(laptop);
    await addPhoto(laptop, { kind: 'visit', visitId: other }, 4);
    expect(await bytesOfSync(laptop)).toBeLessThan(5_000);
    expect(await photosOf(laptop, other)).toMatchObject([{ atHeadquarters: true }]);
  });

  it('that two laptops of a site have is sent by one of them', async () => {
    const first = await enrolled('KIRKUK');
    const second = await enrolled('KIRKUK');
    const visitId = await logVisit(first);
    const { picture } = await addPhoto(first, { kind: 'visit', visitId }, 5);
    await synced(first);
    const otherVisit = await logVisit(second);
    await addPhoto(second, { kind: 'visit', visitId: otherVisit }, 5);
    expect(await bytesOfSync(second)).toBeLessThan(20_000);
    expect(await photosOf(second, otherVisit)).toMatchObject([{ atHeadquarters: true }]);
    expect(await storedPhoto(picture)).toHaveLength(1);
  });

  it('that had arrived whole when headquarters was stopped counts without being sent again', async () => {
    const laptop = await enrolled('MOSUL');
    const visitId = await logVisit(laptop);
    const { picture } = await addPhoto(laptop, { kind: 'visit', visitId }, 6);
    await laptop.call('attachments.setMetered', { metered: true });
    await synced(laptop);
    const device = (await laptop.call('vault.session', undefined))?.device ?? 0;
    const whole = Buffer.concat([picture, madeUpJpeg({ width: 240, height: 180, size: 6_000, seed: 6 })]);
    const id = uploadName(device, createHash('sha256').update(picture).digest('hex'));
    await hq.pool.query(`INSERT INTO hq.upload VALUES ($1, $2, $3, '{}', now())`, [id, device, whole.length]);
    await hq.pool.query('INSERT INTO hq.upload_part VALUES ($1, 0, $2)', [id, whole]);
    await laptop.call('attachments.setMetered', { metered: false });
    expect(await bytesOfSync(laptop)).toBeLessThan(10_000);
    expect(await storedPhoto(picture)).toHaveLength(1);
    await synced(laptop);
    expect(await photosOf(laptop, visitId)).toMatchObject([{ atHeadquarters: true }]);
  });

  it('lets records that are made meanwhile go first', async () => {
    const laptop = await enrolled('MOSUL');
    const visitId = await logVisit(laptop);
    await synced(laptop);
    for (const seed of [71, 72]) await addPhoto(laptop, { kind: 'visit', visitId }, seed);
    const recorded = new Promise<number>((resolve, reject) => {
      road.whenCrossed(300_000, () => {
        laptop
          .call('people.create', { nameAr: 'زينب', nameLatin: 'Zainab' })
          .then(({ id }) => resolve(id), reject);
      });
    });
    await synced(laptop);
    const { rows } = await hq.pool.query<{ before: boolean }>(
      `SELECT p.received_at < (SELECT max(received_at) FROM hq.attachment) AS before
       FROM record.person AS r JOIN hq.op AS p ON p.hq_seq = r._hq_seq WHERE r.id = $1`,
      [await recorded],
    );
    expect(rows).toEqual([{ before: true }]);
  });

  it('waits on a link that costs by the byte until somebody sends it; the records do not wait', async () => {
    const laptop = await enrolled('MOSUL');
    const visitId = await logVisit(laptop);
    await laptop.call('attachments.setMetered', { metered: true });
    await addPhoto(laptop, { kind: 'visit', visitId }, 8);
    expect(await bytesOfSync(laptop)).toBeLessThan(10_000);
    expect(await laptop.call('sync.status', undefined)).toMatchObject({ toSend: 0, photosToSend: 1 });
    const traffic = await laptop.call('attachments.traffic', undefined);
    expect(traffic).toEqual({ waiting: 1, bytes: usualPhoto + 6_000, metered: true, moving: false });
    await laptop.close();
    const again = await reopenLaptop(laptop.folder);
    laptops.push(again);
    expect(await again.call('attachments.traffic', undefined)).toMatchObject({ metered: true, waiting: 1 });
    const { jobId } = await again.call('attachments.sendNow', undefined);
    expect(await jobEnd(again, jobId)).toBe('done');
    expect(await photosOf(again, visitId)).toMatchObject([{ atHeadquarters: true }]);
  });

  it('that was removed before it was sent stays on the laptop', async () => {
    const laptop = await enrolled('MOSUL');
    const visitId = await logVisit(laptop);
    const { id, picture } = await addPhoto(laptop, { kind: 'visit', visitId }, 9);
    await laptop.call('attachments.remove', { id });
    await synced(laptop);
    expect(await storedPhoto(picture)).toEqual([]);
    await laptop.call('attachments.restore', { id });
    await synced(laptop);
    expect(await storedPhoto(picture)).toHaveLength(1);
  });
});

describe('headquarters that lost or forgot a photo', () => {
  it('gets it again from the laptop that has it, once it has begun a new epoch after a restore', async () => {
    const laptop = await enrolled('MOSUL');
    const visitId = await logVisit(laptop);
    const { picture } = await addPhoto(laptop, { kind: 'visit', visitId }, 41);
    await synced(laptop);
    await hq.pool.query('DELETE FROM hq.attachment WHERE bytes = $1', [Buffer.from(picture)]);
    await hq.pool.query('DELETE FROM record.attachment_receipt');
    await synced(laptop);
    expect(await storedPhoto(picture)).toEqual([]);
    const cause = { who: 'test', reason: 'restore', now: Date.now(), entropy: new Uint8Array(16) } as const;
    await hq.server.store.ledger.change((tx) => beginEpoch(tx, cause));
    await synced(laptop);
    expect(await storedPhoto(picture)).toHaveLength(1);
    await synced(laptop);
    expect(await photosOf(laptop, visitId)).toMatchObject([{ atHeadquarters: true }]);
  });

  it('forgets one a month after it was removed, and gets it again when it comes back', async () => {
    const laptop = await enrolled('MOSUL');
    const visitId = await logVisit(laptop);
    const { id, picture } = await addPhoto(laptop, { kind: 'visit', visitId }, 42);
    const kept = await addPhoto(laptop, { kind: 'visit', visitId }, 43);
    await synced(laptop);
    await laptop.call('attachments.remove', { id });
    await synced(laptop);
    const monthMs = 30 * 86_400_000;
    await forgetPhotos(hq.pool, Date.now() + monthMs - 60_000);
    expect(await storedPhoto(picture)).toHaveLength(1);
    await forgetPhotos(hq.pool, Date.now() + monthMs + 60_000);
    expect(await storedPhoto(picture)).toEqual([]);
    expect(await storedPhoto(kept.picture)).toHaveLength(1);
    await laptop.call('attachments.restore', { id });
    await synced(laptop);
    await synced(laptop);
    expect(await storedPhoto(picture)).toHaveLength(1);
    expect(await photosOf(laptop, visitId)).toMatchObject([
      { atHeadquarters: true },
      { atHeadquarters: true },
    ]);
  });
});

describe('another laptop of the site', () => {
  it('gets the thumbnail by itself and the picture when somebody wants it, going on after a cut', async () => {
    const first = await enrolled('KIRKUK');
    const second = await enrolled('KIRKUK');
    const visitId = await logVisit(first);
    const { id, picture } = await addPhoto(first, { kind: 'visit', visitId }, 10, 900_000);
    await synced(first);
    await synced(second);
    const [photo] = await photosOf(second, visitId);
    expect(photo).toMatchObject({ id, here: false, atHeadquarters: true, caption: 'Photo 10' });
    expect(photo?.thumbnail?.length).toBe(6_000);
    expect(await second.call('attachments.picture', { id })).toBeNull();
    road.cutAfter(300_000);
    const cut = await second.call('attachments.fetch', { id });
    expect(await jobEnd(second, cut.jobId)).toBe('failed');
    road.cutAfter(700_000);
    const rest = await second.call('attachments.fetch', { id });
    expect(await jobEnd(second, rest.jobId)).toBe('done');
    expect(await second.call('attachments.picture', { id })).toEqual(Buffer.from(picture));
    expect(await photosOf(second, visitId)).toMatchObject([{ here: true }]);
    expect((await second.call('diagnostics.verify', undefined)).checks.at(-1)).toMatchObject({
      name: 'photos',
      ok: true,
    });
  });

  it('is told that a photo is nowhere to be had before the laptop that has it has sent it', async () => {
    const first = await enrolled('KIRKUK');
    const second = await enrolled('KIRKUK');
    const visitId = await logVisit(first);
    await first.call('attachments.setMetered', { metered: true });
    const { id } = await addPhoto(first, { kind: 'visit', visitId }, 11);
    await synced(first);
    await synced(second);
    expect(await photosOf(second, visitId)).toMatchObject([
      { here: false, atHeadquarters: false, thumbnail: null },
    ]);
    const { jobId } = await second.call('attachments.fetch', { id });
    await jobEnd(second, jobId);
    const job = (await second.call('jobs.list', undefined)).find((each) => each.id === jobId);
    expect(job?.error?.code).toBe('photo_missing');
  });
});

describe('a headquarters from before there were photos', () => {
  it('keeps its records when it learns to keep photos', async () => {
    const pool = new pg.Pool({ connectionString: await hq.newDatabase('before_photos') });
    await migrate(pool, 2);
    await pool.query(
      `INSERT INTO record.mentoring_visit (id, site, activities) VALUES (7, 'MOSUL', 'Walked the shifts')`,
    );
    expect(await migrate(pool, 3)).toEqual([3]);
    const { rows } = await pool.query('SELECT id, activities FROM record.mentoring_visit');
    expect(rows).toEqual([{ id: '7', activities: 'Walked the shifts' }]);
    for (const table of ['record.attachment', 'record.attachment_receipt', 'hq.attachment', 'hq.upload_part'])
      expect((await pool.query(`SELECT 1 FROM ${table}`)).rows).toEqual([]);
    await pool.end();
  });
});

describe('headquarters', () => {
  const thumbnail = madeUpJpeg({ width: 200, height: 150, size: 900 });
  let seed = 1000;
  const picture = () => madeUpJpeg({ size: 3_000, seed: seed++ });

  it('takes a photo that is what its record says, and gives it to devices of the site alone', async () => {
    const laptop = await hq.enrolDevice('BASRA');
    const stranger = await hq.enrolDevice('MOSUL');
    await stranger.send();
    const bytes = picture();
    const sha256 = await recordPhoto(laptop, bytes, thumbnail);
    expect(await uploadWhole(laptop, sha256, Buffer.concat([bytes, thumbnail]))).toMatchObject({
      status: 201,
    });
    const path = `${picturesPath}/${sha256}?from=1000`;
    const given = await laneRequest(laptop, 'GET', path, { headers: { accept: bytesType } });
    expect(Buffer.from(given.body)).toEqual(Buffer.from(bytes.subarray(1000)));
    expect(await laneRequest(stranger, 'GET', path)).toMatchObject({ status: 404, code: 'photo_missing' });
    const body = encodeHashes({ hashes: [hashBytes(sha256)] });
    const ask = (who: typeof laptop) =>
      laneRequest(who, 'POST', thumbnailsPath, {
        body,
        headers: { 'content-type': messageType },
        signsBody: true,
      });
    expect(decodeThumbnails((await ask(laptop)).body).thumbnails).toHaveLength(1);
    expect(decodeThumbnails((await ask(stranger)).body).thumbnails).toEqual([]);
  });

  it('refuses a photo that says where it was taken, and one that is not the record’s', async () => {
    const laptop = await hq.enrolDevice('BASRA');
    const spoken = withSegment(picture(), 0xe1, exifContent());
    const sha256 = await recordPhoto(laptop, spoken, thumbnail);
    expect(await uploadWhole(laptop, sha256, Buffer.concat([spoken, thumbnail]))).toMatchObject({
      code: 'photo_metadata',
    });
    const bytes = picture();
    const named = await recordPhoto(laptop, bytes, thumbnail);
    const other = madeUpJpeg({ size: bytes.length, seed: 77 });
    expect(await uploadWhole(laptop, named, Buffer.concat([other, thumbnail]))).toMatchObject({
      code: 'photo_mismatch',
    });
    expect(await uploadWhole(laptop, named, bytes)).toMatchObject({ code: 'photo_mismatch' });
    expect(await storedPhoto(spoken)).toEqual([]);
    expect(await storedPhoto(other)).toEqual([]);
    const { rows } = await hq.pool.query(
      `SELECT code FROM hq.audit WHERE action = 'photo.refused' ORDER BY id`,
    );
    expect(rows).toEqual([{ code: 'photo_metadata' }, { code: 'photo_mismatch' }]);
  });

  it('takes no photo that no record names, nor one for a site that the device was never granted', async () => {
    const laptop = await hq.enrolDevice('BASRA');
    const stranger = await hq.enrolDevice('MOSUL');
    await stranger.send();
    const bytes = picture();
    const sha256 = await recordPhoto(laptop, bytes, thumbnail);
    const whole = Buffer.concat([bytes, thumbnail]);
    expect(await uploadWhole(stranger, sha256, whole)).toMatchObject({ code: 'photo_missing' });
    expect(await uploadWhole(laptop, 'ab'.repeat(32), whole)).toMatchObject({ code: 'photo_missing' });
  });

  it('lets nobody touch the upload of another device', async () => {
    const laptop = await hq.enrolDevice('BASRA');
    const thief = await hq.enrolDevice('BASRA');
    await thief.send();
    const path = `${uploadsPath}/${uploadName(laptop.device, 'ab'.repeat(32))}`;
    const headers = { 'tus-resumable': '1.0.0' };
    expect((await laneRequest(thief, 'HEAD', path, { headers })).status).toBe(403);
    expect((await laneRequest(laptop, 'HEAD', path, { headers })).status).toBe(404);
  });

  it('answers no request that its device did not sign for this very thing, nor one from before its last exchange', async () => {
    const laptop = await hq.enrolDevice('BASRA');
    await laptop.send();
    const path = `${picturesPath}/${'ab'.repeat(32)}`;
    const code = async (choices: Parameters<typeof laneRequest>[3]) =>
      (await laneRequest(laptop, 'GET', path, choices)).code;
    expect(await code({ signed: false })).toBe('unauthorised');
    expect(await code({ signs: { path: `${picturesPath}/${'cd'.repeat(32)}` } })).toBe('bad_signature');
    expect(await code({ signs: { method: 'POST' } })).toBe('bad_signature');
    expect(await code({ signs: { exchange: 0 } })).toBe('replayed_exchange');
    expect(await code({ signs: { device: 900_000 } })).toBe('unknown_device');
    expect(await code({})).toBe('photo_missing');
    const body = encodeHashes({ hashes: [] });
    const unsignedBody = { body, headers: { 'content-type': messageType } };
    expect((await laneRequest(laptop, 'POST', askPhotosPath, unsignedBody)).code).toBe('bad_signature');
    await hq.pool.query('UPDATE hq.device SET revoked_at = now() WHERE number = $1', [laptop.device]);
    expect(await code({})).toBe('device_revoked');
  });

  it('believes no laptop that says which photos headquarters has', async () => {
    const laptop = await hq.enrolDevice('BASRA');
    laptop.write(
      insertion(tables.attachmentReceipt, {
        site: 'BASRA',
        sha256: 'ab'.repeat(32),
        received_at: '2009-03-09T11:00:00.000Z',
      }),
    );
    const { answer } = await laptop.send();
    expect(answer.quarantined).toMatchObject([{ reason: 'reference_data' }]);
  });

  it('takes no part that is larger than a part may be', async () => {
    const laptop = await hq.enrolDevice('BASRA');
    const large = madeUpJpeg({ size: partBytes + 10_000, seed: 31 });
    const sha256 = await recordPhoto(laptop, large, thumbnail);
    expect((await uploadWhole(laptop, sha256, Buffer.concat([large, thumbnail]))).status).toBe(413);
    expect(await storedPhoto(large)).toEqual([]);
  });
});
