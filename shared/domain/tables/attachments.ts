import { photoType } from '../../attachments/limits.ts';
import { code, date, id, instant, int, maybe, oneOf, text, time } from '../field.ts';
import { defineTable } from '../table.ts';

/**
 * A photo on an answer (inspection and question), on a finding (with its inspection), on a mentoring visit or on a training. The row
 * travels with the records; the picture follows in a lane of its own, named by its hash.
 */
export const attachment = defineTable({
  id: 72,
  name: 'attachment',
  scope: 'site',
  key: ['id'],
  fields: {
    id: id(1),
    site: code(2, { ref: 'site' }),
    inspection_id: maybe(id(3, { ref: 'inspection', group: 'owner' })),
    question_code: maybe(code(4, { group: 'owner' })),
    repeat: maybe(int(5, { group: 'owner' })),
    finding_id: maybe(id(6, { ref: 'finding', group: 'owner' })),
    visit_id: maybe(id(7, { ref: 'mentoring_visit', group: 'owner' })),
    /** Of the whole picture, 64 hexadecimal digits. */
    sha256: code(8, { group: 'file' }),
    /** Bytes. */
    size: int(9, { group: 'file' }),
    media_type: oneOf(10, [photoType], { group: 'file' }),
    /** Pixels. */
    width: int(11, { group: 'file' }),
    height: int(12, { group: 'file' }),
    /** The same of its thumbnail, which goes with it. */
    thumb_sha256: code(13, { group: 'file' }),
    thumb_size: int(14, { group: 'file' }),
    caption: maybe(text(15, { personal: true })),
    /** Day and time on the camera's clock, which knows no zone; null when the picture didn't say. */
    taken_on: maybe(date(16, { group: 'taken' })),
    taken_time: maybe(time(17, { group: 'taken' })),
    added_by: id(18, { ref: 'advisor' }),
    added_at: instant(19),
    event_id: maybe(id(20, { ref: 'training_event', group: 'owner' })),
  },
});

/** Headquarters has this picture, whole and verified, for this site. Headquarters alone writes it. */
export const attachmentReceipt = defineTable({
  id: 73,
  name: 'attachment_receipt',
  scope: 'site',
  key: ['site', 'sha256'],
  fields: {
    site: code(1, { ref: 'site' }),
    sha256: code(2),
    received_at: instant(3),
  },
});
