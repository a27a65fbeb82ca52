import { DetailedError, Upload } from 'tus-js-client';
import { z } from 'zod';
import { errorShape, fromErrorShape, OutpostError } from '#shared/errors.ts';
import { partBytes, uploadName, uploadsPath } from '#shared/sync/photo-lane.ts';
import type { LaneRoad } from './lane-road.ts';
import { tusStack } from './tus-stack.ts';

/** One photo on its way up. */
export interface PhotoUpload {
  readonly sha256: string;
  /** The picture followed by its thumbnail. */
  readonly bytes: Buffer;
  /** Bytes of it that headquarters has already. */
  readonly arrived: number;
  /** Told how many bytes of it are on the road or there. */
  readonly progress: (bytes: number) => void;
  /** Awaited before every part: what is more urgent goes first. */
  readonly beforePart: () => Promise<void>;
}

/**
 * Sends a photo in parts, going on where an earlier try was cut. When this returns headquarters has verified it whole.
 *
 * @param road to headquarters
 * @param upload the photo
 * @throws OutpostError `network_*`, `cancelled`, `hq_error`, or the code with which headquarters refused it
 */
export function uploadPhoto(road: LaneRoad, upload: PhotoUpload): Promise<void> {
  const { hqUrl, device } = road.enrolled;
  const endpoint = `${hqUrl.replace(/\/$/, '')}${uploadsPath}`;
  const { sha256, bytes, arrived } = upload;
  return new Promise((resolve, reject) => {
    const tus = new Upload(bytes, {
      endpoint,
      uploadUrl: arrived > 0 ? `${endpoint}/${uploadName(device, sha256)}` : null,
      metadata: { sha256 },
      chunkSize: partBytes,
      uploadDataDuringCreation: true,
      // When and whether to try again is the engine's to decide.
      retryDelays: null,
      storeFingerprintForResuming: false,
      fingerprint: async () => sha256,
      httpStack: tusStack(road, upload.beforePart),
      onProgress: upload.progress,
      onSuccess: () => resolve(),
      onError: (error) => reject(uploadError(error)),
    });
    tus.start();
  });
}

const refusal = z.object({ error: errorShape });

/** Codes with which headquarters says that one photo cannot be taken, whatever is tried. */
const refusals: ReadonlySet<string> = new Set([
  'photo_damaged',
  'photo_metadata',
  'photo_mismatch',
  'photo_missing',
  'photo_too_large',
]);

/**
 * @param thrown what `uploadPhoto` threw
 * @returns whether it is about this photo alone: others can still be sent
 */
export function isRefused(thrown: unknown): boolean {
  return thrown instanceof OutpostError && refusals.has(thrown.code);
}

function uploadError(error: Error): OutpostError {
  if (!(error instanceof DetailedError))
    return new OutpostError('internal', 'The upload failed.', { cause: error });
  if (error.causingError instanceof OutpostError) return error.causingError;
  const status = error.originalResponse?.getStatus() ?? 0;
  const said = refusal.safeParse(parseJson(error.originalResponse?.getBody() ?? ''));
  if (said.success) return fromErrorShape(said.data.error);
  if (status >= 500) {
    return new OutpostError('hq_error', `Headquarters failed with status ${status}.`, {
      details: { status },
    });
  }
  // Both ends disagree on how much has arrived: the next try asks first.
  return new OutpostError('network_cut', 'The upload was cut.', {
    details: { reason: String(status) },
    cause: error,
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
