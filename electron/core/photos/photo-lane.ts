import { localSetting, setLocalSetting } from '#db/local-setting.ts';
import type { PhotoAccess } from '#db/photo-access.ts';
import { hashOf } from '#db/photo-store.ts';
import { type PhotoToSend, photosAtHeadquarters, photosToSend } from '#db/photos-to-send.ts';
import type { Store } from '#db/store.ts';
import { OutpostError } from '#shared/errors.ts';
import {
  askPhotosPath,
  bytesType,
  decodeStates,
  decodeThumbnails,
  encodeHashes,
  encodeThumbnails,
  hashBytes,
  hashText,
  mostAsked,
  partBytes,
  picturesPath,
  thumbnailsPath,
} from '#shared/sync/photo-lane.ts';
import type { Moved } from '../sync/exchange.ts';
import type { Transport } from '../sync/transport.ts';
import { LaneRoad } from './lane-road.ts';
import { isRefused, uploadPhoto } from './upload-photo.ts';

/** What the lane works with. */
export interface PhotoLaneInput {
  readonly store: Store;
  readonly photos: PhotoAccess;
  readonly transport: Transport;
  /** Told when pictures or thumbnails have come, for screens that show them. */
  readonly arrived: () => void;
}

/** How a run of the lane is steered. */
export interface LaneControl {
  readonly signal: AbortSignal;
  /** How far it is, in bytes. */
  readonly report: (done: number, total: number) => void;
  /** Awaited before every part: what was recorded meanwhile goes first. */
  readonly opsFirst: () => Promise<void>;
}

/** What a run of the lane moved, whether it went well or not: photos up, thumbnails down, and bytes. */
export type LaneMoved = Moved;

const askedEpochSetting = 'photos.askedEpoch';
const keptTogether = 32 * 1024;

/** The lane of photos beside the exchange: up what headquarters lacks, down thumbnails and, when asked for, pictures. */
export class PhotoLane {
  readonly #input: PhotoLaneInput;
  /** Photos that headquarters refused since the vault was opened: sending them again would be refused again. */
  readonly #refused = new Set<string>();

  constructor(input: PhotoLaneInput) {
    this.#input = input;
  }

  /** Photos of this laptop that headquarters lacks; none when the pictures cannot be opened. */
  waiting(): readonly PhotoToSend[] {
    const wanted = photosToSend(this.#input.store).filter(({ sha256 }) => !this.#refused.has(sha256));
    return this.#canOpen() ? this.#held(wanted) : [];
  }

  /**
   * Sends every photo that waits, then fetches thumbnails that are missing here. Damaged pictures hold nothing else up.
   *
   * @param control how to steer it
   * @param moved counts along, so that the caller knows what a failed run moved
   * @throws OutpostError `network_*`, `cancelled`, or what headquarters answered
   */
  async run(control: LaneControl, moved: LaneMoved): Promise<void> {
    if (!this.#canOpen()) return;
    const road = new LaneRoad(this.#input.store, this.#input.transport, control.signal);
    try {
      await this.#send(road, control, moved);
      await this.#fetchThumbnails(road, moved);
    } finally {
      moved.bytesUp += road.bytes.up;
      moved.bytesDown += road.bytes.down;
    }
  }

  /**
   * Brings one picture from headquarters, going on where a cut left it.
   *
   * @param photo its hash and size
   * @param control how to steer it
   * @throws OutpostError `photo_missing` when headquarters has none either, `photo_mismatch`, `network_*`, `cancelled`
   */
  async fetchPicture(
    photo: { readonly sha256: string; readonly size: number },
    control: Pick<LaneControl, 'signal' | 'report'>,
  ): Promise<void> {
    const { store } = this.#input.photos;
    const { sha256, size } = photo;
    const road = new LaneRoad(this.#input.store, this.#input.transport, control.signal);
    const from = store.arrived(sha256);
    if (from < size) {
      const arriving = new Arriving((bytes) => store.append(sha256, bytes));
      const path = `${picturesPath}/${sha256}?from=${from}`;
      try {
        await road.send({ method: 'GET', path, accept: bytesType }, (piece) => {
          arriving.take(piece);
          control.report(Math.min(size, from + arriving.length), size);
        });
      } finally {
        // What came before a cut need not come again; a locked vault takes no more.
        if (!control.signal.aborted) arriving.keep();
      }
    }
    store.completeArrival(sha256);
    this.#input.arrived();
  }

  async #send(road: LaneRoad, control: LaneControl, moved: LaneMoved): Promise<void> {
    const { epoch } = road.enrolled;
    const known = localSetting(this.#input.store, askedEpochSetting) === epoch;
    // In a new life headquarters may lack what it once had.
    const photos = known ? this.waiting() : this.#held(photosToSend(this.#input.store, true));
    const states = await this.#ask(road, photos);
    if (!known) setLocalSetting(this.#input.store, askedEpochSetting, epoch);
    const wanted = photos.filter(({ sha256 }) => (states.get(sha256) ?? -1) >= 0);
    const total = wanted.reduce((sum, { size }) => sum + size, 0);
    let done = 0;
    for (const { sha256, size } of wanted) {
      await control.opsFirst();
      const sent = await this.#sendOne(road, control, {
        sha256,
        arrived: states.get(sha256) ?? 0,
        progress: (bytes) => control.report(done + bytes, total),
      });
      if (sent) moved.opsSent++;
      done += size;
      control.report(done, total);
    }
  }

  async #sendOne(
    road: LaneRoad,
    control: LaneControl,
    photo: { readonly sha256: string; readonly arrived: number; readonly progress: (bytes: number) => void },
  ): Promise<boolean> {
    const { store } = this.#input.photos;
    const { sha256 } = photo;
    const picture = store.picture(sha256);
    const thumbnail = store.thumbnail(sha256);
    // What the disk has spoiled is found by the check of the vault; sending it would be in vain.
    if (!picture || !thumbnail || hashOf(picture) !== sha256) return false;
    try {
      const bytes = Buffer.concat([picture, thumbnail]);
      await uploadPhoto(road, { ...photo, bytes, beforePart: control.opsFirst });
      return true;
    } catch (thrown) {
      if (!isRefused(thrown)) throw thrown;
      this.#refused.add(sha256);
      return false;
    }
  }

  #canOpen(): boolean {
    try {
      return this.#input.photos.store !== undefined;
    } catch (thrown) {
      if (thrown instanceof OutpostError && thrown.code === 'photos_damaged') return false;
      throw thrown;
    }
  }

  #held(photos: readonly PhotoToSend[]): readonly PhotoToSend[] {
    if (photos.length === 0) return [];
    const held = this.#input.photos.store.held(photos.map(({ sha256 }) => sha256));
    return photos.filter(({ sha256 }) => held.has(sha256));
  }

  async #ask(road: LaneRoad, photos: readonly PhotoToSend[]): Promise<ReadonlyMap<string, number>> {
    const states = new Map<string, number>();
    for (const batch of inBatches(photos, mostAsked)) {
      const question = encodeHashes({ hashes: batch.map(({ sha256 }) => hashBytes(sha256)) });
      const answer = decodeStates(await road.ask(askPhotosPath, question));
      for (const [index, { sha256 }] of batch.entries()) states.set(sha256, answer.states[index] ?? -1);
    }
    return states;
  }

  async #fetchThumbnails(road: LaneRoad, moved: LaneMoved): Promise<void> {
    const { store } = this.#input.photos;
    const known = photosAtHeadquarters(this.#input.store);
    const here = store.withThumbnail(known.map(({ sha256 }) => sha256));
    const missing = new Map(
      known.filter(({ sha256 }) => !here.has(sha256)).map(({ sha256, thumbSha256 }) => [sha256, thumbSha256]),
    );
    while (missing.size > 0) {
      const asked = [...missing.keys()].slice(0, mostAsked);
      const question = encodeHashes({ hashes: asked.map(hashBytes) });
      const { thumbnails } = decodeThumbnails(await road.ask(thumbnailsPath, question));
      for (const [hash, bytes] of thumbnails) {
        const sha256 = hashText(hash);
        if (missing.get(sha256) !== hashOf(bytes)) continue;
        store.putThumbnail(sha256, bytes);
        missing.delete(sha256);
        moved.opsReceived++;
      }
      if (thumbnails.length > 0) this.#input.arrived();
      // An answer that was not full is all there is.
      if (encodeThumbnails({ thumbnails }).length < partBytes / 2) return;
    }
  }
}

/** Gathers what arrives, so that the disk is not asked for every packet. */
class Arriving {
  readonly #write: (bytes: Uint8Array) => void;
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** Bytes that came so far. */
  length = 0;

  constructor(write: (bytes: Uint8Array) => void) {
    this.#write = write;
  }

  take(piece: Uint8Array): void {
    this.#pieces.push(piece);
    this.#held += piece.length;
    this.length += piece.length;
    if (this.#held >= keptTogether) this.keep();
  }

  keep(): void {
    if (this.#held === 0) return;
    this.#write(Buffer.concat(this.#pieces));
    this.#pieces = [];
    this.#held = 0;
  }
}

function* inBatches<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}
