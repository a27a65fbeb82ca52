import { listPhotos } from '#db/attachment-views.ts';
import { readFeedback } from '#db/feedback.ts';
import { readTraining } from '#db/training-views.ts';
import type { Language } from '#shared/domain/vocabularies.ts';
import type { CoreHandlersOf } from '../core-handler.ts';
import { type EventReportParts, eventReport, type PrintedPhoto } from '../documents/event-report.ts';
import { eventReportTables } from '../documents/event-report-tables.ts';
import { runName } from '../documents/training-lines.ts';
import { logExport } from '../export/export-log.ts';
import { writeWorkbook } from '../export/write-xlsx.ts';
import type { Records } from '../handler.ts';
import type { OpenVault } from '../open-vault.ts';

/** What a page has room for, in photos. */
const mostPhotos = 60;

/** Handlers of reports about trainings. Phones, badges and birth dates never reach them, photos only with a reason. */
export const reportHandlers: CoreHandlersOf<'reports'> = {
  'reports.training': (request, core) => {
    const open = core.unlocked();
    const records = permitted(open);
    const photos = request.photos === null ? [] : photosOf(open, records, request.eventId);
    const parts = { ...partsOf(records, request.eventId, request.language), photos };
    const paper = eventReport(records, parts, request);
    writeDown(records, request, parts, request.photos);
    return paper;
  },
  'reports.trainingTables': async (request, core) => {
    const records = permitted(core.unlocked());
    const parts = partsOf(records, request.eventId, request.language);
    const bytes = await writeWorkbook(eventReportTables(parts, request.language, request.trainees));
    writeDown(records, request, parts, null);
    return { fileName: `${runName(parts.training)} report.xlsx`, bytes };
  },
};

function permitted(open: OpenVault): Records {
  const records = open.records();
  records.permit('records.read');
  records.permit('records.export');
  return records;
}

function partsOf(records: Records, eventId: number, language: Language): EventReportParts {
  const { read } = records.db;
  const training = readTraining(read, readerOf(records), eventId, records.today());
  const { governorateCode } = training.input;
  const governorate =
    governorateCode === null
      ? undefined
      : read.one<{ en: string | null; ar: string | null }>(
          'SELECT name_en AS en, name_ar AS ar FROM governorate WHERE code = ? AND deleted = 0',
          governorateCode,
        );
  return {
    training,
    feedback: readFeedback(read, eventId),
    photos: [],
    governorate: governorate?.[language] ?? governorateCode,
  };
}

/** Those that are on this laptop, the oldest first. */
function photosOf(open: OpenVault, records: Records, eventId: number): readonly PrintedPhoto[] {
  const { store } = open.photos;
  const scope = { kind: 'training', eventId } as const;
  return listPhotos(records.db.read, store, readerOf(records), scope)
    .slice(0, mostPhotos)
    .flatMap(({ id, caption }) => {
      const row = records.db.read.one<{ sha256: string }>('SELECT sha256 FROM attachment WHERE id = ?', id);
      const picture = row && store.picture(row.sha256);
      return picture ? [{ picture, caption: caption ?? '' }] : [];
    });
}

function readerOf(records: Records) {
  return {
    advisorId: records.author.advisorId,
    mayReadRestricted: records.may('restricted.read'),
    mayReadContact: false,
  };
}

function writeDown(
  records: Records,
  request: { readonly eventId: number; readonly trainees: boolean },
  { training, photos }: EventReportParts,
  reason: string | null,
): void {
  logExport(records.store, {
    at: records.now().toISOString(),
    advisorId: records.author.advisorId,
    what: `report:${request.eventId}`,
    rows: request.trainees ? training.trainees.length : 0,
    with: photos.length > 0 ? ['photos'] : [],
    reason,
  });
}
