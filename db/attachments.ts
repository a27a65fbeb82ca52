import { checkPhoto, checkThumbnail } from '#shared/attachments/check-photo.ts';
import { photosPerRecord, photoType } from '#shared/attachments/limits.ts';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { PhotoOwner } from '#shared/ipc/attachments.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import type { Author, ReadableDb, WritableDb } from './database.ts';
import { requireFinding } from './findings.ts';
import { isQuestionHidden, requireInspection, requireUnlocked } from './inspection-access.ts';
import { hashOf, type StoredPhoto } from './photo-store.ts';
import type { Reader } from './reader.ts';
import { notForReader, notFound } from './refusal.ts';
import { requireTemplate } from './templates.ts';
import { requireEvent } from './training-access.ts';
import { isVisitHidden, requireOpenVisit } from './visit-access.ts';

export type AttachmentRow = RowOf<typeof tables.attachment>;

type OwnerFields = Pick<
  AttachmentRow,
  'site' | 'inspection_id' | 'question_code' | 'repeat' | 'finding_id' | 'visit_id' | 'event_id'
>;
type Facts = Pick<ParsedRequestOf<'attachments.add'>, 'caption' | 'takenOn' | 'takenTime'>;

/** A photo that passed every check: what to store, and its size in pixels. */
export interface CheckedPhoto extends StoredPhoto {
  readonly width: number;
  readonly height: number;
  readonly thumbSha256: string;
}

/**
 * Checks a photo before anything of it is kept.
 *
 * @param picture JPEG
 * @param thumbnail JPEG
 * @returns the photo with its hashes
 * @throws OutpostError `photo_damaged`, `photo_metadata`, `photo_too_large`
 */
export function checkedPhoto(picture: Uint8Array, thumbnail: Uint8Array): CheckedPhoto {
  checkThumbnail(thumbnail);
  const size = checkPhoto(picture);
  return { ...size, picture, thumbnail, sha256: hashOf(picture), thumbSha256: hashOf(thumbnail) };
}

/**
 * Adds a photo to a record. Its picture must be on disk already.
 *
 * @param tx the transaction
 * @param author who adds it
 * @param reader what they may see: restricted questions and confidential visits need the right to read them
 * @param owner the record
 * @param photo what `checkedPhoto` gave
 * @param facts caption, and when it was taken
 * @param now the moment, UTC
 * @returns its id
 * @throws OutpostError `not_found`, `not_permitted`, `conflicting_state` once the inspection is submitted; `photo_limit`
 */
export function addPhoto(
  tx: WritableDb,
  author: Author,
  reader: Reader,
  owner: PhotoOwner,
  photo: CheckedPhoto,
  facts: Facts,
  now: Date,
): number {
  const fields = requireOwner(tx, reader, owner);
  if (photosOf(tx, fields) >= photosPerRecord) {
    throw new OutpostError('photo_limit', `A record has at most ${photosPerRecord} photos.`);
  }
  const id = tx.newId();
  tx.insert(tables.attachment, {
    id,
    ...fields,
    sha256: photo.sha256,
    size: photo.picture.length,
    media_type: photoType,
    width: photo.width,
    height: photo.height,
    thumb_sha256: photo.thumbSha256,
    thumb_size: photo.thumbnail.length,
    caption: facts.caption?.trim() || null,
    taken_on: facts.takenOn,
    taken_time: facts.takenTime,
    added_by: author.advisorId,
    added_at: now.toISOString(),
  });
  return id;
}

/**
 * @param tx the transaction
 * @param reader who changes it
 * @param id the photo
 * @param caption what it shows; null or empty: nothing
 * @throws OutpostError `not_found`, `not_permitted`, `conflicting_state`
 */
export function setCaption(tx: WritableDb, reader: Reader, id: number, caption: string | null): void {
  requireChangeable(tx, reader, requirePhoto(tx, id));
  tx.update(tables.attachment, { id }, { caption: caption?.trim() || null });
}

/**
 * @param tx the transaction
 * @param reader who removes it
 * @param id the photo
 * @throws OutpostError `not_found`, `not_permitted`, `conflicting_state`
 */
export function removePhoto(tx: WritableDb, reader: Reader, id: number): void {
  requireChangeable(tx, reader, requirePhoto(tx, id));
  tx.remove(tables.attachment, { id });
}

/**
 * @param tx the transaction
 * @param reader who restores it
 * @param id a removed photo
 * @throws OutpostError `not_found` when it is not removed, `not_permitted`, `conflicting_state`
 */
export function restorePhoto(tx: WritableDb, reader: Reader, id: number): void {
  const columns = Object.keys(tables.attachment.fields).join(', ');
  const removed = tx.one<AttachmentRow>(`SELECT ${columns} FROM attachment WHERE id = ? AND deleted = 1`, id);
  if (!removed?.sha256) throw notFound('attachment');
  requireChangeable(tx, reader, removed);
  tx.insert(tables.attachment, removed);
}

/**
 * @param read the open database
 * @param reader who reads
 * @param id a photo
 * @returns the live photo, when they may see it
 * @throws OutpostError `not_found`, `not_permitted`
 */
export function requireVisiblePhoto(read: ReadableDb, reader: Reader, id: number): AttachmentRow {
  const photo = requirePhoto(read, id);
  if (!isPhotoVisible(read, reader, photo)) throw notForReader('This photo is restricted.');
  return photo;
}

/**
 * A photo is as restricted as what it belongs to.
 *
 * @param read the open database
 * @param reader who reads
 * @param photo a live photo
 * @returns whether they may see it; not as long as the record that says so has not arrived
 */
function isPhotoVisible(read: ReadableDb, reader: Reader, photo: AttachmentRow): boolean {
  if (reader.mayReadRestricted) return true;
  if (photo.visit_id !== null) {
    return (
      read.get(tables.mentoringVisit, { id: photo.visit_id }) !== undefined &&
      !isVisitHidden(read, reader, photo.visit_id)
    );
  }
  const finding = photo.finding_id === null ? undefined : read.get(tables.finding, { id: photo.finding_id });
  if (photo.finding_id !== null && !finding) return false;
  const questionCode = finding ? finding.question_code : photo.question_code;
  return questionCode === null || isQuestionOpen(read, reader, photo.inspection_id, questionCode);
}

function isQuestionOpen(
  read: ReadableDb,
  reader: Reader,
  inspectionId: number | null,
  questionCode: string,
): boolean {
  const inspection = inspectionId === null ? undefined : read.get(tables.inspection, { id: inspectionId });
  if (!inspection?.template_code) return false;
  const question = read.get(tables.templateQuestion, {
    template_code: inspection.template_code,
    version: inspection.template_version,
    code: questionCode,
  });
  return question !== undefined && !isQuestionHidden({ restricted: question.restricted === 1 }, reader);
}

function requirePhoto(read: ReadableDb, id: number): AttachmentRow {
  const photo = read.get(tables.attachment, { id });
  // A row that is still on its way may lack its picture.
  if (photo?.sha256) return photo;
  throw notFound('attachment');
}

function requireOwner(tx: WritableDb, reader: Reader, owner: PhotoOwner): OwnerFields {
  const none = {
    ...{ inspection_id: null, question_code: null, repeat: null, finding_id: null, visit_id: null },
    event_id: null,
  };
  switch (owner.kind) {
    case 'visit': {
      const { site } = requireOpenVisit(tx, reader, owner.visitId);
      return { ...none, site, visit_id: owner.visitId };
    }
    case 'training': {
      const { site } = requireEvent(tx, owner.eventId);
      return { ...none, site, event_id: owner.eventId };
    }
    case 'finding': {
      const finding = requireFinding(tx, reader, owner.findingId);
      const { site, id } = requireUnlocked(tx, finding.inspection_id);
      return { ...none, site, inspection_id: id, finding_id: finding.id };
    }
    case 'answer': {
      const { site, id } = requireUnlocked(tx, owner.inspectionId);
      requireQuestion(tx, reader, id, owner.questionCode);
      return { ...none, site, inspection_id: id, question_code: owner.questionCode, repeat: owner.repeat };
    }
  }
}

function requireQuestion(tx: ReadableDb, reader: Reader, inspectionId: number, code: string): void {
  const { template_code, template_version } = requireInspection(tx, inspectionId);
  const question = requireTemplate(tx, template_code, template_version).byCode.get(code);
  if (!question || question.calculation) throw notFound('template_question');
  if (isQuestionHidden(question, reader)) throw notForReader('This question is restricted.');
}

/** Whoever may change the record may change its photos. */
function requireChangeable(tx: WritableDb, reader: Reader, photo: AttachmentRow): void {
  if (photo.visit_id !== null) {
    requireOpenVisit(tx, reader, photo.visit_id);
  } else if (photo.event_id !== null) {
    requireEvent(tx, photo.event_id);
  } else if (photo.finding_id !== null) {
    requireUnlocked(tx, requireFinding(tx, reader, photo.finding_id).inspection_id);
  } else if (photo.inspection_id !== null && photo.question_code !== null) {
    requireUnlocked(tx, photo.inspection_id);
    requireQuestion(tx, reader, photo.inspection_id, photo.question_code);
  }
}

function photosOf(read: ReadableDb, owner: OwnerFields): number {
  const row = read.one<{ n: number }>(
    `SELECT count(*) AS n FROM attachment WHERE deleted = 0 AND inspection_id IS ? AND question_code IS ?
        AND repeat IS ? AND finding_id IS ? AND visit_id IS ? AND event_id IS ?`,
    owner.inspection_id,
    owner.question_code,
    owner.repeat,
    owner.finding_id,
    owner.visit_id,
    owner.event_id,
  );
  return row?.n ?? 0;
}
