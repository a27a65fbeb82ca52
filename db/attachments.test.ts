import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exifContent, madeUpJpeg, withSegment } from '#shared/attachments/jpeg-fixture.ts';
import { photosPerRecord, thumbnailEdge } from '#shared/attachments/limits.ts';
import type { OutpostError } from '#shared/errors.ts';
import type { PhotoOwner, PhotoScope } from '#shared/ipc/attachments.ts';
import { listPhotos, photoListSql } from './attachment-views.ts';
import {
  addPhoto,
  type CheckedPhoto,
  checkedPhoto,
  removePhoto,
  requireVisiblePhoto,
  restorePhoto,
  setCaption,
} from './attachments.ts';
import type { WritableDb } from './database.ts';
import { exportRows } from './export.ts';
import { removeFinding, restoreFinding, saveFinding } from './findings.ts';
import { startInspection, submitInspection } from './inspections.ts';
import { createVisit, removeVisit, restoreVisit } from './mentoring.ts';
import { openEncrypted } from './open.ts';
import { openPhotos, type PhotoAccess } from './photo-access.ts';
import { heldSql, PhotoStore, thumbnailsSql } from './photo-store.ts';
import { photosToSend } from './photos-to-send.ts';
import type { Reader } from './reader.ts';
import { advisor, entry, inspector, openRecords, outsider, planOfQuery, prison } from './records-fixture.ts';
import type { TestDatabase } from './test-database.ts';

const key = new Uint8Array(32).fill(9);
const monthMs = 30 * 86_400_000;
const restrictedQuestion = 'REG-05';

let db: TestDatabase;
let folder: string;
let photos: PhotoAccess;
beforeEach(() => {
  db = openRecords();
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-photos-'));
  photos = openPhotos(folder, key, db.read, { now: () => 0 });
});
afterEach(() => {
  photos.close();
  db.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const write = <R>(work: (tx: WritableDb) => R): R => db.commit(advisor, work).value;

function photo(seed: number): CheckedPhoto {
  return checkedPhoto(
    madeUpJpeg({ width: 1600, height: 1200, seed }),
    madeUpJpeg({ width: thumbnailEdge, height: 180, size: 900, seed }),
  );
}

const facts = { caption: ' North gate ', takenOn: '2009-03-01', takenTime: '14:05' };

function add(owner: PhotoOwner, seed = 1, reader: Reader = inspector): number {
  const checked = photo(seed);
  photos.store.put(checked);
  return write((tx) => addPhoto(tx, advisor, reader, owner, checked, facts, entry.now));
}

const list = (scope: PhotoScope, reader: Reader = inspector) =>
  listPhotos(db.read, photos.store, reader, scope);

function startedInspection(): number {
  const request = {
    facilityId: prison,
    templateCode: 'PRISON-FULL',
    templateVersion: 1,
    startDate: '2009-03-01',
    announced: false,
  };
  return write((tx) => startInspection(tx, advisor, request, entry.now));
}

function visit(sensitivity: 'internal' | 'confidential' = 'internal'): number {
  const text = { objectives: null, activities: null, observations: null, recommendations: null };
  const fields = {
    programme: 'police',
    institutionId: prison,
    day: '2009-03-01',
    startTime: null,
    endTime: null,
    mode: 'in_person',
    cancelReason: null,
    interpreter: null,
    ...text,
    equipmentSeen: null,
    trainingNeeds: null,
    nextVisit: null,
    sensitivity,
  } as const;
  return write((tx) => createVisit(tx, advisor, fields, entry));
}

function findingOn(inspectionId: number, questionCode: string): number {
  const request = {
    inspectionId,
    questionCode,
    severity: 'major',
    description: 'The register is kept in pencil',
    ruleRef: '',
    recurrence: 'new',
    reply: 'none',
    replyText: null,
    replyOn: null,
  } as const;
  return write((tx) => saveFinding(tx, advisor, inspector, request, entry.now));
}

function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (thrown) {
    return (thrown as OutpostError).code;
  }
}

describe('a photo', () => {
  test('of an answer, a finding or a visit is listed with its record, its caption and its thumbnail', () => {
    const inspectionId = startedInspection();
    const findingId = findingOn(inspectionId, 'REG-01');
    const visitId = visit();
    add({ kind: 'answer', inspectionId, questionCode: 'REG-02', repeat: 0 }, 1);
    add({ kind: 'finding', findingId }, 2);
    add({ kind: 'visit', visitId }, 3);
    expect(list({ kind: 'inspection', inspectionId })).toMatchObject([
      { questionCode: 'REG-02', findingId: null, caption: 'North gate', takenOn: '2009-03-01', here: true },
      { questionCode: null, findingId, inspectionId, addedBy: 'Karim Haddad', atHeadquarters: false },
    ]);
    const [mine] = list({ kind: 'visit', visitId });
    expect(mine?.thumbnail).toEqual(Buffer.from(photo(3).thumbnail));
    expect(mine).toMatchObject({ width: 1600, height: 1200, takenTime: '14:05' });
  });

  test('is refused before anything of it is kept when it says where it was taken', () => {
    const spoken = withSegment(madeUpJpeg(), 0xe1, exifContent());
    const thumbnail = madeUpJpeg({ width: 100, height: 100 });
    expect(codeOf(() => checkedPhoto(spoken, thumbnail))).toBe('photo_metadata');
    expect(codeOf(() => checkedPhoto(madeUpJpeg(), withSegment(thumbnail, 0xfe, exifContent())))).toBe(
      'photo_metadata',
    );
  });

  test('can be removed and comes back as it was', () => {
    const visitId = visit();
    const id = add({ kind: 'visit', visitId });
    write((tx) => setCaption(tx, inspector, id, 'South gate'));
    const before = list({ kind: 'visit', visitId });
    write((tx) => removePhoto(tx, inspector, id));
    expect(list({ kind: 'visit', visitId })).toEqual([]);
    expect(codeOf(() => write((tx) => removePhoto(tx, inspector, id)))).toBe('not_found');
    write((tx) => restorePhoto(tx, inspector, id));
    expect(list({ kind: 'visit', visitId })).toEqual(before);
    expect(codeOf(() => write((tx) => restorePhoto(tx, inspector, id)))).toBe('not_found');
  });

  test('goes and comes with its finding and with its visit', () => {
    const inspectionId = startedInspection();
    const findingId = findingOn(inspectionId, 'REG-01');
    const visitId = visit();
    add({ kind: 'finding', findingId }, 1);
    add({ kind: 'visit', visitId }, 2);
    write((tx) => removeFinding(tx, inspector, findingId));
    write((tx) => removeVisit(tx, inspector, visitId));
    expect(list({ kind: 'inspection', inspectionId })).toEqual([]);
    expect(photosToSend(db.store)).toEqual([]);
    write((tx) => restoreFinding(tx, inspector, findingId));
    write((tx) => restoreVisit(tx, visitId));
    expect(list({ kind: 'inspection', inspectionId })).toHaveLength(1);
    expect(list({ kind: 'visit', visitId })).toHaveLength(1);
  });

  test('of a submitted inspection can be neither added nor changed nor removed', () => {
    const inspectionId = startedInspection();
    const answer = { kind: 'answer', inspectionId, questionCode: 'REG-02', repeat: 0 } as const;
    const id = add(answer);
    write((tx) => submitInspection(tx, inspectionId, entry.now));
    for (const work of [
      () => add(answer, 2),
      () => write((tx) => setCaption(tx, inspector, id, null)),
      () => write((tx) => removePhoto(tx, inspector, id)),
    ])
      expect(codeOf(work)).toBe('conflicting_state');
  });

  test('too many for one record is refused, and another record still takes it', () => {
    const visitId = visit();
    for (let seed = 1; seed <= photosPerRecord; seed++) add({ kind: 'visit', visitId }, seed);
    expect(codeOf(() => add({ kind: 'visit', visitId }, 99))).toBe('photo_limit');
    expect(codeOf(() => add({ kind: 'visit', visitId: visit() }, 99))).toBeUndefined();
  });

  test('of a question that is computed, or of a record that is not there, is refused', () => {
    const inspectionId = startedInspection();
    const missing = { kind: 'answer', inspectionId, questionCode: 'NO-SUCH', repeat: 0 } as const;
    expect(codeOf(() => add(missing))).toBe('not_found');
    expect(codeOf(() => add({ kind: 'visit', visitId: 77 }))).toBe('not_found');
    expect(codeOf(() => add({ kind: 'finding', findingId: 77 }))).toBe('not_found');
  });
});

describe('a restricted photo', () => {
  test('of a restricted question is shown to nobody without the right, nor added, changed or removed by them', () => {
    const inspectionId = startedInspection();
    const findingId = findingOn(inspectionId, restrictedQuestion);
    const owners: readonly PhotoOwner[] = [
      { kind: 'answer', inspectionId, questionCode: restrictedQuestion, repeat: 0 },
      { kind: 'finding', findingId },
    ];
    for (const [index, owner] of owners.entries()) {
      const id = add(owner, index + 1);
      expect(codeOf(() => add(owner, index + 10, outsider))).toBe('not_permitted');
      expect(codeOf(() => requireVisiblePhoto(db.read, outsider, id))).toBe('not_permitted');
      expect(codeOf(() => write((tx) => setCaption(tx, outsider, id, 'seen')))).toBe('not_permitted');
      expect(codeOf(() => write((tx) => removePhoto(tx, outsider, id)))).toBe('not_permitted');
      expect(requireVisiblePhoto(db.read, inspector, id).id).toBe(id);
    }
    expect(list({ kind: 'inspection', inspectionId })).toHaveLength(2);
    expect(list({ kind: 'inspection', inspectionId }, outsider)).toEqual([]);
  });

  test('of a confidential visit is shown only to those who took part', () => {
    const visitId = visit('confidential');
    const id = add({ kind: 'visit', visitId });
    expect(list({ kind: 'visit', visitId }, outsider)).toEqual([]);
    expect(codeOf(() => requireVisiblePhoto(db.read, outsider, id))).toBe('not_permitted');
    expect(list({ kind: 'visit', visitId }, { ...outsider, advisorId: 7 })).toHaveLength(1);
  });

  test('is in no export, and an open one is there without its caption', () => {
    const inspectionId = startedInspection();
    add({ kind: 'answer', inspectionId, questionCode: restrictedQuestion, repeat: 0 }, 1);
    add({ kind: 'visit', visitId: visit('confidential') }, 2);
    const open = add({ kind: 'visit', visitId: visit() }, 3);
    const rows = [...exportRows(db.read, { personal: false, restricted: false })]
      .filter(({ table }) => table === 'attachment')
      .map(({ row }) => row);
    expect(rows.map(({ id }) => id)).toEqual([open]);
    expect(rows[0]).not.toHaveProperty('caption');
  });
});

describe('the pictures of a vault', () => {
  test('lie in an encrypted file of their own, each once', () => {
    const visitId = visit();
    add({ kind: 'visit', visitId }, 1);
    add({ kind: 'visit', visitId }, 1);
    expect(list({ kind: 'visit', visitId })).toHaveLength(2);
    photos.store.append('cd'.repeat(32), new Uint8Array([1, 2, 3]));
    photos.close();
    const file = readFileSync(path.join(folder, 'photos.db'));
    expect(file.includes('JFIF')).toBe(false);
    expect(file.includes('SQLite format 3')).toBe(false);
    const reopened = new PhotoStore({ file: path.join(folder, 'photos.db'), key });
    expect(reopened.picture(photo(1).sha256)).toEqual(Buffer.from(photo(1).picture));
    expect([...reopened.faults()].every((fault) => fault === undefined)).toBe(true);
    reopened.close();
  });

  test('are found by an index, whatever they are asked for', () => {
    for (const sql of [thumbnailsSql, heldSql])
      expect(photos.store.planOf(sql).join('\n')).not.toMatch(/SCAN [tp]\b/);
    expect(photos.store.planOf(heldSql).join('\n')).toMatch(/COVERING INDEX/);
    for (const where of ['a.inspection_id = 1', 'a.visit_id = 1'])
      expect(planOfQuery(db, photoListSql(where))).not.toMatch(/SCAN a\b/);
  });

  test('come in pieces, go on after a cut, and count only when they are what they should be', () => {
    const { sha256, picture } = photo(5);
    const owner = { kind: 'visit', visitId: visit() } as const;
    write((tx) => addPhoto(tx, advisor, inspector, owner, photo(5), facts, entry.now));
    photos.store.append(sha256, picture.subarray(0, 700));
    photos.close();
    photos = openPhotos(folder, key, db.read, { now: () => 0 });
    expect(photos.store.arrived(sha256)).toBe(700);
    expect(codeOf(() => photos.store.completeArrival(sha256))).toBe('photo_mismatch');
    expect(photos.store.arrived(sha256)).toBe(0);
    photos.store.append(sha256, picture.subarray(0, 700));
    photos.store.append(sha256, picture.subarray(700));
    photos.store.completeArrival(sha256);
    expect(photos.store.picture(sha256)).toEqual(Buffer.from(picture));
  });

  test('stay a month after the last record let go of them, and then go', () => {
    const visitId = visit();
    const id = add({ kind: 'visit', visitId });
    const { sha256 } = photo(1);
    const openedAt = (now: number): boolean => {
      photos.close();
      photos = openPhotos(folder, key, db.read, { now: () => now });
      return photos.store.picture(sha256) !== undefined;
    };
    expect(openedAt(5 * monthMs)).toBe(true);
    write((tx) => removePhoto(tx, inspector, id));
    expect(openedAt(6 * monthMs)).toBe(true);
    write((tx) => restorePhoto(tx, inspector, id));
    expect(openedAt(8 * monthMs)).toBe(true);
    write((tx) => removePhoto(tx, inspector, id));
    expect(openedAt(9 * monthMs)).toBe(true);
    expect(openedAt(10 * monthMs - 1)).toBe(true);
    expect(openedAt(10 * monthMs)).toBe(false);
    expect(photos.store.thumbnail(sha256)).toBeUndefined();
  });

  test('that are damaged stop nobody from working with the records', () => {
    const visitId = visit();
    photos.close();
    writeFileSync(path.join(folder, 'photos.db'), new Uint8Array(8192).fill(7));
    photos = openPhotos(folder, key, db.read, { now: () => 0 });
    expect(codeOf(() => list({ kind: 'visit', visitId }))).toBe('photos_damaged');
    photos.close();
  });

  test('that are not what their hash says are named by the check', () => {
    photos.store.put(photo(1));
    photos.store.put(photo(2));
    photos.close();
    const file = path.join(folder, 'photos.db');
    const tampered = openEncrypted({ file, key });
    tampered.prepare('UPDATE picture SET bytes = ? WHERE sha256 = ?').run(photo(3).picture, photo(2).sha256);
    tampered.close();
    const store = new PhotoStore({ file, key });
    expect([...store.faults()].filter((fault) => fault !== undefined)).toEqual([
      `photo ${photo(2).sha256.slice(0, 16)} is not what its hash says`,
    ]);
    store.close();
  });

  test('that a newer program wrote are left alone', () => {
    photos.close();
    const file = path.join(folder, 'photos.db');
    const newer = openEncrypted({ file, key });
    newer.pragma('user_version = 99');
    newer.close();
    expect(codeOf(() => new PhotoStore({ file, key }))).toBe('vault_newer');
  });

  test('of another key are not opened', () => {
    photos.close();
    const file = path.join(folder, 'photos.db');
    expect(codeOf(() => new PhotoStore({ file, key: new Uint8Array(32).fill(8) }))).toBe('wrong_passphrase');
  });
});
