import {
  type CensusInputs,
  deriveIndicators,
  populationOf,
  readCensusLimits,
} from '#shared/checklist/census.ts';
import { tables } from '#shared/domain/registry.ts';
import type { RowOf } from '#shared/domain/table.ts';
import type { ParsedRequestOf } from '#shared/ipc/channels.ts';
import { type CensusView, censusFigures } from '#shared/ipc/inspections.ts';
import type { Author, ReadableDb, WritableDb } from './database.ts';
import { requireInspection, requireUnlocked } from './inspection-access.ts';
import { invalidField } from './refusal.ts';

type CensusRow = RowOf<typeof tables.census>;
type Figures = Pick<CensusRow, (typeof censusFigures)[number]>;

/** Areas are measured, everything else is counted. */
const measured: readonly string[] = ['net_living_area'];

/**
 * @param read the open database
 * @param inspectionId an inspection
 * @returns its census: the first, should two laptops have made one each
 */
export function findCensus(read: ReadableDb, inspectionId: number): CensusRow | undefined {
  return read.one<CensusRow>(
    `SELECT * FROM census WHERE inspection_id = ? AND deleted = 0 AND source IS NOT NULL
      AND taken_at IS NOT NULL ORDER BY id LIMIT 1`,
    inspectionId,
  );
}

/**
 * Enters figures of a census; the first entry makes it. Figures and cells that are not named stay as they are.
 *
 * @param tx the transaction
 * @param author who enters it
 * @param request source, figures and cells; null takes a figure back: unknown, which is not zero
 * @param now the moment, UTC
 * @throws OutpostError `not_found`, `conflicting_state` once submitted; `invalid_request` for a fraction of a person
 */
export function saveCensus(
  tx: WritableDb,
  author: Author,
  request: ParsedRequestOf<'inspections.saveCensus'>,
  now: Date,
): void {
  const inspection = requireUnlocked(tx, request.inspectionId);
  for (const [figure, value] of Object.entries(request.figures)) {
    if (typeof value === 'number' && !Number.isInteger(value) && !measured.includes(figure)) {
      throw invalidField(`figures.${figure}`, 'A whole number is counted here.', { constraint: 'not_whole' });
    }
  }
  const known = findCensus(tx, inspection.id);
  const id = known?.id ?? tx.newId();
  if (known) {
    tx.update(tables.census, { id }, { source: request.source, ...request.figures });
  } else {
    tx.insert(tables.census, {
      id,
      site: inspection.site,
      facility_id: inspection.facility_id,
      inspection_id: inspection.id,
      taken_at: now.toISOString(),
      source: request.source,
      ...noFigures,
      ...request.figures,
      entered_by: author.advisorId,
      entered_at: now.toISOString(),
    });
  }
  saveCells(tx, id, inspection.site, request.cells);
}

const noFigures = Object.fromEntries(censusFigures.map((figure) => [figure, null])) as Figures;

function saveCells(
  tx: WritableDb,
  census_id: number,
  site: string,
  cells: ParsedRequestOf<'inspections.saveCensus'>['cells'],
): void {
  for (const cell of cells) {
    const key = {
      census_id,
      sex: cell.sex,
      age_band: cell.ageBand,
      legal_status: cell.legalStatus,
    };
    const known = tx.get(tables.censusCount, key);
    if (known || cell.persons !== null)
      tx.upsert(tables.censusCount, { ...key, site, persons: cell.persons });
  }
}

/**
 * @param read the open database
 * @param inspectionId an inspection
 * @returns its census with the indicators derived from it, or null when there is none
 * @throws OutpostError `not_found`
 */
export function readCensus(read: ReadableDb, inspectionId: number): CensusView | null {
  requireInspection(read, inspectionId);
  const row = findCensus(read, inspectionId);
  if (!row) return null;
  const cells = read.all<CensusView['cells'][number]>(
    `SELECT sex, age_band AS ageBand, legal_status AS legalStatus, persons FROM census_count
      WHERE census_id = ? AND deleted = 0 ORDER BY sex, age_band, legal_status`,
    row.id,
  );
  const inputs = inputsOf(row, cells);
  const limits = readCensusLimits((name) => read.get(tables.setting, { name })?.value);
  return {
    source: row.source,
    takenAt: row.taken_at,
    figures: Object.fromEntries(
      censusFigures.map((figure) => [figure, row[figure]]),
    ) as CensusView['figures'],
    cells: [...cells],
    population: populationOf(inputs),
    indicators: [...deriveIndicators(inputs, limits)],
  };
}

function inputsOf(row: CensusRow, cells: CensusInputs['cells']): CensusInputs {
  return {
    officialCapacity: row.official_capacity,
    operationalCapacity: row.operational_capacity,
    netLivingArea: row.net_living_area,
    beds: row.beds,
    workingToilets: row.working_toilets,
    workingShowers: row.working_showers,
    waterLitres: row.water_litres,
    heldPastRelease: row.held_past_release,
    deaths: row.deaths_12_months,
    staffAuthorised: row.staff_authorised,
    staffOnPayroll: row.staff_on_payroll,
    staffPresent: row.staff_present,
    registerPopulation: row.register_population,
    countedPopulation: row.counted_population,
    cells,
  };
}
