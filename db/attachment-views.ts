import type { PhotoScope, PhotoView } from '#shared/ipc/attachments.ts';
import type { AttachmentRow } from './attachments.ts';
import type { ReadableDb } from './database.ts';
import { isQuestionHidden, requireInspection } from './inspection-access.ts';
import type { PhotoStore } from './photo-store.ts';
import type { Reader } from './reader.ts';
import { findTemplate } from './templates.ts';
import { requireEvent } from './training-access.ts';
import { isVisitHidden, requireVisit } from './visit-access.ts';

type ListRow = AttachmentRow & {
  readonly finding: number | null;
  readonly finding_question: string | null;
  readonly author: string | null;
  readonly received: number;
};

/** What the photos of a record are listed from; rows that are still on their way have no picture yet. */
export const photoListSql = (where: string): string =>
  `SELECT a.*, f.id AS finding, f.question_code AS finding_question, w.display_name AS author,
      r.sha256 IS NOT NULL AS received
    FROM attachment a
    LEFT JOIN finding f ON f.id = a.finding_id AND f.deleted = 0
    LEFT JOIN advisor w ON w.id = a.added_by
    LEFT JOIN attachment_receipt r ON r.site = a.site AND r.sha256 = a.sha256 AND r.deleted = 0
    WHERE ${where} AND a.deleted = 0 AND a.sha256 IS NOT NULL AND a.added_at IS NOT NULL
    ORDER BY a.added_at, a.id`;

/**
 * The photos of a record, with their thumbnails.
 *
 * @param read the open database
 * @param photos the pictures
 * @param reader who reads: photos of what is hidden from them are left out
 * @param scope the inspection, visit or training
 * @returns the photos, the oldest first
 * @throws OutpostError `not_found`
 */
export function listPhotos(
  read: ReadableDb,
  photos: PhotoStore,
  reader: Reader,
  scope: PhotoScope,
): readonly PhotoView[] {
  const rows = visibleRows(read, reader, scope);
  const hashes = rows.map(({ sha256 }) => sha256);
  const held = photos.held(hashes);
  const thumbnails = photos.thumbnails(hashes);
  return rows.map((row) => ({
    id: row.id,
    inspectionId: row.inspection_id,
    questionCode: row.question_code,
    repeat: row.repeat ?? 0,
    findingId: row.finding_id,
    visitId: row.visit_id,
    eventId: row.event_id,
    caption: row.caption,
    takenOn: row.taken_on,
    takenTime: row.taken_time,
    addedBy: row.author ?? '',
    addedAt: row.added_at,
    width: row.width,
    height: row.height,
    size: row.size,
    here: held.has(row.sha256),
    atHeadquarters: row.received === 1,
    thumbnail: thumbnails.get(row.sha256) ?? null,
  }));
}

function visibleRows(read: ReadableDb, reader: Reader, scope: PhotoScope): readonly ListRow[] {
  if (scope.kind === 'visit') {
    requireVisit(read, scope.visitId);
    if (isVisitHidden(read, reader, scope.visitId)) return [];
    return read.all<ListRow>(photoListSql('a.visit_id = ?'), scope.visitId);
  }
  if (scope.kind === 'training') {
    requireEvent(read, scope.eventId);
    return read.all<ListRow>(photoListSql('a.event_id = ?'), scope.eventId);
  }
  const inspection = requireInspection(read, scope.inspectionId);
  const rows = read.all<ListRow>(photoListSql('a.inspection_id = ?'), scope.inspectionId);
  if (reader.mayReadRestricted) return rows;
  const template = findTemplate(read, inspection.template_code, inspection.template_version);
  return rows.filter((row) => {
    // A finding that has not arrived cannot say whether it is restricted.
    if (row.finding_id !== null && row.finding === null) return false;
    const code = row.finding_id === null ? row.question_code : row.finding_question;
    const question = code === null ? undefined : template?.byCode.get(code);
    return code === null || (question !== undefined && !isQuestionHidden(question, reader));
  });
}
