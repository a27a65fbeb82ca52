import { listPhotos } from '#db/attachment-views.ts';
import {
  addPhoto,
  checkedPhoto,
  removePhoto,
  requireVisiblePhoto,
  restorePhoto,
  setCaption,
} from '#db/attachments.ts';
import type { WritableDb } from '#db/database.ts';
import type { Reader } from '#db/reader.ts';
import type { Permission } from '#shared/domain/permissions.ts';
import { tables } from '#shared/domain/registry.ts';
import type { CoreHandlersOf } from '../core-handler.ts';
import type { CoreState } from '../core-state.ts';
import type { Records } from '../handler.ts';

/** Photos of answers, findings, visits and trainings. */
export const attachmentHandlers: CoreHandlersOf<'attachments'> = {
  'attachments.list': ({ scope }, core) => {
    const { open, records } = opened(core);
    records.permit('records.read');
    return [...listPhotos(records.db.read, open.photos.store, readerOf(records), scope)];
  },
  'attachments.add': ({ owner, picture, thumbnail, ...facts }, core) => {
    const { open, records } = opened(core);
    records.permit(permissionFor(owner.kind === 'visit' || owner.kind === 'training'));
    const photo = checkedPhoto(picture, thumbnail);
    // The picture first: a record never names one that is not on disk.
    open.photos.store.put(photo);
    const id = write(records, (tx, reader) =>
      addPhoto(tx, records.author, reader, owner, photo, facts, records.now()),
    );
    return { id };
  },
  'attachments.setCaption': ({ id, caption }, core) =>
    change(core, id, (tx, reader) => setCaption(tx, reader, id, caption)),
  'attachments.remove': ({ id }, core) => change(core, id, (tx, reader) => removePhoto(tx, reader, id)),
  'attachments.restore': ({ id }, core) => change(core, id, (tx, reader) => restorePhoto(tx, reader, id)),
  'attachments.picture': ({ id }, core) => {
    const { open, records } = opened(core);
    records.permit('records.read');
    const { sha256 } = requireVisiblePhoto(records.db.read, readerOf(records), id);
    return open.photos.store.picture(sha256) ?? null;
  },
  'attachments.fetch': ({ id }, core) => {
    const { open, records } = opened(core);
    records.permit('records.read');
    records.permit('sync.run');
    return { jobId: open.fetchPicture(requireVisiblePhoto(records.db.read, readerOf(records), id)) };
  },
  'attachments.traffic': (_request, core) => {
    const { lane, engine } = core.unlocked();
    const waiting = lane.waiting();
    return {
      waiting: waiting.length,
      bytes: waiting.reduce((sum, { size }) => sum + size, 0),
      metered: core.settings.metered,
      moving: engine.movingPhotos,
    };
  },
  'attachments.setMetered': ({ metered }, core) => {
    const { engine } = core.unlocked();
    core.settings.setMetered(metered);
    if (!metered) engine.recorded();
  },
  'attachments.sendNow': (_request, core) => {
    const open = core.unlocked();
    open.permit('sync.run');
    const { jobId, done } = open.engine.startWithPhotos();
    // The screens follow the job; its failure is in the job and in the history.
    done.catch(() => undefined);
    return { jobId };
  },
};

function opened(core: CoreState) {
  const open = core.unlocked();
  return { open, records: open.records() };
}

/** Photos of visits and trainings belong to whoever records those. */
function permissionFor(isRecord: boolean): Permission {
  return isRecord ? 'records.write' : 'inspections.write';
}

function change(core: CoreState, id: number, work: (tx: WritableDb, reader: Reader) => void): void {
  const { records } = opened(core);
  const photo = records.db.read.one<{ visit_id: number | null; event_id: number | null }>(
    `SELECT visit_id, event_id FROM ${tables.attachment.name} WHERE id = ?`,
    id,
  );
  records.permit(permissionFor(photo?.visit_id != null || photo?.event_id != null));
  write(records, work);
}

function write<R>(records: Records, work: (tx: WritableDb, reader: Reader) => R): R {
  return records.db.commit(records.author, (tx) => work(tx, readerOf(records))).value;
}

function readerOf(records: Records): Reader {
  return { advisorId: records.author.advisorId, mayReadRestricted: records.may('restricted.read') };
}
