import { rosterLines } from '#db/roster-lines.ts';
import { requireEvent } from '#db/training-access.ts';
import { OutpostError } from '#shared/errors.ts';
import { personalRosterFields } from '#shared/roster/personal-fields.ts';
import { logExport } from '../export/export-log.ts';
import { rosterTable } from '../export/roster-table.ts';
import { writeCsv } from '../export/write-csv.ts';
import { writeXlsx } from '../export/write-xlsx.ts';
import type { HandlersOf } from '../handler.ts';
import { codesByName, namesByCode } from '../import/roster-reference.ts';

/** Handlers of a roster as a file. */
export const rosterHandlers: HandlersOf<'roster'> = {
  'roster.export': async (request, records) => {
    records.permit('records.export');
    const { eventId, format, personal } = request;
    const reason = request.reason?.trim() || null;
    if (personal) {
      records.permit('people.contact');
      if (reason === null) throw withoutReason();
    }
    const { read } = records.db;
    const event = requireEvent(read, eventId);
    const lines = rosterLines(read, eventId);
    const language = request.language ?? records.language;
    const reference = {
      names: {
        rank: namesByCode(read, 'rank', language),
        governorate: namesByCode(read, 'governorate', language),
      },
      codes: { rank: codesByName(read, 'rank'), governorate: codesByName(read, 'governorate') },
    };
    const name = `${event.course_code}-${event.start_date}`;
    const table = rosterTable(lines, reference, { language, personal, name });
    const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx(table);
    logExport(records.store, {
      at: records.now().toISOString(),
      advisorId: records.author.advisorId,
      what: `roster:${eventId}`,
      rows: lines.length,
      with: personal ? [...personalRosterFields] : [],
      reason,
    });
    return { fileName: `roster-${name}.${format}`, bytes, rows: lines.length };
  },
};

function withoutReason(): OutpostError {
  return new OutpostError('invalid_request', 'Say why badge numbers, dates of birth and phones are needed.', {
    details: { field: 'reason' },
    issues: [{ path: 'reason', message: 'is needed' }],
  });
}
