import type { Store } from './store.ts';

/** A photo that headquarters lacks, as the records describe it. */
export interface PhotoToSend {
  readonly sha256: string;
  /** Bytes of picture and thumbnail. */
  readonly size: number;
}

/** A photo whose picture or thumbnail may be asked for. */
export interface KnownPhoto {
  readonly sha256: string;
  readonly thumbSha256: string;
}

/**
 * @param store the open database
 * @param all also those that headquarters has said it has: after a restore it may have lost them
 * @returns photos of live records, the oldest first; their pictures need not be here
 */
export function photosToSend(store: Store, all = false): readonly PhotoToSend[] {
  return store.all<PhotoToSend>(
    `SELECT a.sha256, min(a.size + a.thumb_size) AS size FROM attachment a
      WHERE a.deleted = 0 AND a.sha256 IS NOT NULL AND a.site IS NOT NULL AND (? OR NOT EXISTS (
        SELECT 1 FROM attachment_receipt r WHERE r.site = a.site AND r.sha256 = a.sha256 AND r.deleted = 0))
      GROUP BY a.sha256 ORDER BY min(a.id)`,
    all ? 1 : 0,
  );
}

/**
 * @param store the open database
 * @returns photos of live records that headquarters has, the newest first
 */
export function photosAtHeadquarters(store: Store): readonly KnownPhoto[] {
  return store.all<KnownPhoto>(
    `SELECT a.sha256, min(a.thumb_sha256) AS thumbSha256 FROM attachment a
      JOIN attachment_receipt r ON r.site = a.site AND r.sha256 = a.sha256 AND r.deleted = 0
      WHERE a.deleted = 0 AND a.thumb_sha256 IS NOT NULL GROUP BY a.sha256 ORDER BY max(a.id) DESC`,
  );
}
