import type pg from 'pg';
import { OutpostError } from '#shared/errors.ts';
import { photoIsThere, photoUnknown, uploadName } from '#shared/sync/photo-lane.ts';
import { audit } from './audit.ts';
import { type ExpectedPhoto, expectedPhotos, takePhoto } from './photos.ts';
import { uploadedBytes, uploadProgress } from './upload-store.ts';

/**
 * Ends an upload of which every byte has arrived: the photo counts from here on, or the upload is forgotten and begins
 * anew, because what arrived is not the photo.
 *
 * @param pool the database's pool
 * @param device who sent it
 * @param hash of the picture
 * @throws OutpostError `photo_missing` when no record names it any more, and what `takePhoto` throws
 */
export async function finishUpload(pool: pg.Pool, device: number, hash: string): Promise<void> {
  const id = uploadName(device, hash);
  const expected = (await expectedPhotos(pool, device, [hash])).get(hash);
  try {
    if (!expected) throw new OutpostError('photo_missing', 'No record of this device names this photo.');
    await takePhoto(pool, device, expected, await uploadedBytes(pool, id));
  } catch (thrown) {
    if (!(thrown instanceof OutpostError)) throw thrown;
    await pool.query('DELETE FROM hq.upload WHERE id = $1', [id]);
    await audit(pool, {
      action: 'photo.refused',
      who: String(device),
      subject: `photo ${hash.slice(0, 16)}`,
      code: thrown.code,
    });
    throw thrown;
  }
  await pool.query('DELETE FROM hq.upload WHERE id = $1', [id]);
}

/**
 * What a laptop must know before it sends photos.
 *
 * @param pool the database's pool
 * @param device who asks
 * @param hashes of photos that it has
 * @returns for each `photoIsThere`, `photoUnknown`, or how many bytes have arrived
 */
export async function photoStates(
  pool: pg.Pool,
  device: number,
  hashes: readonly string[],
): Promise<readonly number[]> {
  const expected = await expectedPhotos(pool, device, hashes);
  const progress = await uploadProgress(
    pool,
    hashes.map((hash) => uploadName(device, hash)),
  );
  const states: number[] = [];
  for (const hash of hashes) {
    const photo = expected.get(hash);
    const upload = progress.get(uploadName(device, hash));
    if (!photo) states.push(photoUnknown);
    else if (isReceived(photo)) states.push(photoIsThere);
    else if (upload && upload.arrived >= upload.size) states.push(await finished(pool, device, hash));
    else states.push(upload?.arrived ?? 0);
  }
  return states;
}

function isReceived({ sites, received }: ExpectedPhoto): boolean {
  return sites.every((site) => received.includes(site));
}

/** Everything had arrived when headquarters was stopped: it only has to look at it. */
async function finished(pool: pg.Pool, device: number, hash: string): Promise<number> {
  try {
    await finishUpload(pool, device, hash);
    return photoIsThere;
  } catch (thrown) {
    if (thrown instanceof OutpostError) return 0;
    throw thrown;
  }
}
