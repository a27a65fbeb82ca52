import { trainingFigures } from '#db/training-figures.ts';
import { figureTable } from '../documents/figure-table.ts';
import { logExport } from '../export/export-log.ts';
import { writeCsv } from '../export/write-csv.ts';
import { writeXlsx } from '../export/write-xlsx.ts';
import type { HandlersOf } from '../handler.ts';

/** Handlers of programme figures: numbers alone, nobody's name. */
export const figureHandlers: HandlersOf<'figures'> = {
  'figures.trainings': (wish, records) => {
    records.permit('records.read');
    const { rows, total } = trainingFigures(records.db.read, wish);
    return { rows: [...rows], total };
  },
  'figures.export': async ({ format, language, ...wish }, records) => {
    records.permit('records.export');
    const table = figureTable(trainingFigures(records.db.read, wish), wish, language);
    const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx(table);
    logExport(records.store, {
      at: records.now().toISOString(),
      advisorId: records.author.advisorId,
      what: `figures:${wish.by}`,
      rows: table.rows.length,
      with: [],
      reason: null,
    });
    return { fileName: `figures-${wish.by}-${wish.from}-${wish.to}.${format}`, bytes };
  },
};
