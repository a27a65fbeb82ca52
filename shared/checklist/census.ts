import type { legalStatuses } from '../domain/vocabularies.ts';

type LegalStatus = (typeof legalStatuses)[number];

/** Inputs of the derived indicators; null is unknown. Volumes in litres a day, areas in square metres. */
export interface CensusInputs {
  readonly officialCapacity: number | null;
  readonly operationalCapacity: number | null;
  readonly netLivingArea: number | null;
  readonly beds: number | null;
  readonly workingToilets: number | null;
  readonly workingShowers: number | null;
  readonly waterLitres: number | null;
  readonly heldPastRelease: number | null;
  readonly deaths: number | null;
  readonly staffAuthorised: number | null;
  readonly staffOnPayroll: number | null;
  readonly staffPresent: number | null;
  readonly registerPopulation: number | null;
  readonly countedPopulation: number | null;
  /** Cells of the cross-table; a cell that is missing or null was left empty. */
  readonly cells: readonly { readonly legalStatus: LegalStatus; readonly persons: number | null }[];
}

export type IndicatorFlag = 'ok' | 'watch' | 'alarm' | 'unknown';
export type IndicatorUnit = 'percent' | 'm2' | 'litres' | 'persons' | 'per_1000' | 'count';

export interface Indicator {
  /** Its name is in the catalogues under `census.indicator.<code>`. */
  readonly code: IndicatorCode;
  /** Null: unknown, because an input is missing or a denominator is zero. */
  readonly value: number | null;
  readonly unit: IndicatorUnit;
  readonly flag: IndicatorFlag;
  readonly source: string;
}

/** Limits in the direction in which it gets worse (`away`: in both); without limits it is reported and not judged. */
interface Limits {
  readonly worse: 'above' | 'below' | 'away';
  readonly watch: number;
  readonly alarm: number;
}

interface Definition {
  readonly code: string;
  readonly unit: IndicatorUnit;
  readonly source: string;
  readonly limits: ((limits: CensusLimits) => Limits) | null;
  compute(inputs: CensusInputs): number | null;
}

/** Limits that headquarters may edit. */
export interface CensusLimits {
  /** Marks on the occupancy scale, in percent of capacity: full, overcrowded, extremely overcrowded. */
  readonly occupancy: readonly [number, number, number];
  /** Square metres a person in shared rooms. */
  readonly area: { readonly least: number; readonly wanted: number };
  /** Litres a person a day. */
  readonly water: { readonly least: number; readonly wanted: number };
  readonly personsPerToilet: number;
  readonly personsPerShower: number;
}

/** Limits of the International Committee of the Red Cross (2012) and of the CPT (2015: 4 m² shared). */
export const defaultCensusLimits: CensusLimits = {
  occupancy: [100, 120, 150],
  area: { least: 3.4, wanted: 4 },
  water: { least: 10, wanted: 15 },
  personsPerToilet: 25,
  personsPerShower: 50,
};

/**
 * Reads the limits from the settings that headquarters sends.
 *
 * @param setting value of a setting by name, such as `space.shared_m2`; undefined when there is none
 * @returns the limits; a setting that is missing or no number leaves the default
 */
export function readCensusLimits(setting: (name: string) => string | undefined): CensusLimits {
  const number = (name: string, otherwise: number): number => {
    const value = Number(setting(name) ?? Number.NaN);
    return Number.isFinite(value) && value > 0 ? value : otherwise;
  };
  const [full, over, extreme, ...more] = (setting('occupancy.flags') ?? '').split('|').map(Number);
  const rising = full && over && extreme && full <= over && over <= extreme && more.length === 0;
  const normal = defaultCensusLimits;
  return {
    occupancy: rising ? [full, over, extreme] : normal.occupancy,
    area: {
      least: number('space.shared_m2', normal.area.least),
      wanted: number('space.shared_m2_cpt', normal.area.wanted),
    },
    water: {
      least: number('water.minimum_litres', normal.water.least),
      wanted: number('water.target_litres', normal.water.wanted),
    },
    personsPerToilet: number('toilets.persons', normal.personsPerToilet),
    personsPerShower: number('showers.persons', normal.personsPerShower),
  };
}

const untried: readonly LegalStatus[] = ['investigation', 'awaiting_trial'];

const above = (watch: number, alarm = watch): Limits => ({ worse: 'above', watch, alarm });
const below = (limit: { readonly least: number; readonly wanted: number }): Limits => ({
  worse: 'below',
  watch: limit.wanted,
  alarm: limit.least,
});

const definitions = [
  {
    code: 'occupancy',
    unit: 'percent',
    source: 'MR 10, 13; marks at 100, 120 and 150 % of the official capacity',
    limits: (limits) => above(limits.occupancy[0], limits.occupancy[1]),
    compute: (inputs) => share(populationOf(inputs), inputs.officialCapacity),
  },
  {
    code: 'occupancy_operational',
    unit: 'percent',
    source: 'MR 10, 13; marks at 100, 120 and 150 % of the operational capacity',
    limits: (limits) => above(limits.occupancy[0], limits.occupancy[1]),
    compute: (inputs) => share(populationOf(inputs), inputs.operationalCapacity),
  },
  {
    code: 'untried_share',
    unit: 'percent',
    source: 'MR 111-120; reported, not judged',
    limits: null,
    compute: (inputs) => share(sumOfCells(inputs, untried), sumOfCells(inputs)),
  },
  {
    code: 'area_per_person',
    unit: 'm2',
    source: 'ICRC 2012: 3.4 m² shared, 5.4 m² single; CPT 2015: 4 m² shared, 6 m² single',
    limits: (limits) => below(limits.area),
    compute: (inputs) => ratio(inputs.netLivingArea, populationOf(inputs)),
  },
  {
    code: 'water_per_person',
    unit: 'litres',
    source: 'ICRC: 10-15 litres a day at least, of these 3-5 to drink',
    limits: (limits) => below(limits.water),
    compute: (inputs) => ratio(inputs.waterLitres, populationOf(inputs)),
  },
  {
    code: 'persons_per_toilet',
    unit: 'persons',
    source: 'MR 15; ICRC: 25 at most',
    limits: (limits) => above(limits.personsPerToilet),
    compute: (inputs) => ratio(populationOf(inputs), inputs.workingToilets),
  },
  {
    code: 'persons_per_shower',
    unit: 'persons',
    source: 'MR 16; ICRC: 50 at most',
    limits: (limits) => above(limits.personsPerShower),
    compute: (inputs) => ratio(populationOf(inputs), inputs.workingShowers),
  },
  {
    code: 'persons_per_bed',
    unit: 'persons',
    source: 'MR 21: a separate bed for every person',
    limits: () => above(1),
    compute: (inputs) => ratio(populationOf(inputs), inputs.beds),
  },
  {
    code: 'prisoners_per_officer',
    unit: 'persons',
    source: 'MR 74-82; reported, not judged',
    limits: null,
    compute: (inputs) => ratio(populationOf(inputs), inputs.staffPresent),
  },
  {
    code: 'staff_vacancy',
    unit: 'percent',
    source: 'MR 74; reported, not judged',
    limits: null,
    compute: (inputs) =>
      share(difference(inputs.staffAuthorised, inputs.staffOnPayroll), inputs.staffAuthorised),
  },
  {
    code: 'payroll_gap',
    unit: 'count',
    source:
      'On the payroll minus present; a signal of ghost employees, to be checked against shifts and leave',
    limits: () => above(0, Number.POSITIVE_INFINITY),
    compute: (inputs) => difference(inputs.staffOnPayroll, inputs.staffPresent),
  },
  {
    code: 'past_release_share',
    unit: 'percent',
    source: 'MR 7, 122: nobody may be held without a valid order',
    limits: () => above(0),
    compute: (inputs) => share(inputs.heldPastRelease, populationOf(inputs)),
  },
  {
    code: 'deaths_per_1000',
    unit: 'per_1000',
    source: 'MR 71: every death in custody is investigated',
    limits: () => above(0, Number.POSITIVE_INFINITY),
    compute: (inputs) => scaled(inputs.deaths, populationOf(inputs), 1000),
  },
  {
    code: 'register_variance',
    unit: 'count',
    source: 'MR 6-7: the register names everybody who is held; register minus count',
    limits: () => ({ worse: 'away', watch: 0, alarm: 0 }),
    compute: (inputs) => difference(inputs.registerPopulation, inputs.countedPopulation),
  },
] as const satisfies readonly Definition[];

export type IndicatorCode = (typeof definitions)[number]['code'];

/** Codes of all derived indicators, in the order in which they are shown. */
export const indicatorCodes: readonly IndicatorCode[] = definitions.map((definition) => definition.code);

/**
 * Derives the indicators of a census. Nothing is guessed: a missing input or a zero denominator makes *unknown*.
 *
 * @param inputs the figures as entered
 * @param limits where an indicator begins to warn; headquarters' settings, or the defaults
 * @returns every indicator in order, each with the source of its rule
 */
export function deriveIndicators(
  inputs: CensusInputs,
  limits: CensusLimits = defaultCensusLimits,
): readonly Indicator[] {
  return definitions.map((definition) => {
    const value = definition.compute(inputs);
    return {
      code: definition.code,
      value,
      unit: definition.unit,
      flag: flagOf(value, definition.limits?.(limits) ?? null),
      source: definition.source,
    };
  });
}

/**
 * People held: as counted, else as in the register, else the sum of the cross-table.
 *
 * @param inputs the figures as entered
 * @returns the number, or null when none of them is known
 */
export function populationOf(inputs: CensusInputs): number | null {
  return inputs.countedPopulation ?? inputs.registerPopulation ?? sumOfCells(inputs);
}

function sumOfCells(inputs: CensusInputs, statuses?: readonly LegalStatus[]): number | null {
  const filled = inputs.cells.filter((cell) => cell.persons !== null);
  if (filled.length === 0) return null;
  return filled
    .filter((cell) => statuses === undefined || statuses.includes(cell.legalStatus))
    .reduce((sum, cell) => sum + (cell.persons ?? 0), 0);
}

function flagOf(value: number | null, limits: Limits | null): IndicatorFlag {
  if (value === null) return 'unknown';
  if (!limits) return 'ok';
  const beyond = (limit: number): boolean => {
    if (limits.worse === 'below') return value < limit;
    return (limits.worse === 'away' ? Math.abs(value) : value) > limit;
  };
  if (beyond(limits.alarm)) return 'alarm';
  return beyond(limits.watch) ? 'watch' : 'ok';
}

function ratio(part: number | null, whole: number | null): number | null {
  return scaled(part, whole, 1);
}

function share(part: number | null, whole: number | null): number | null {
  return scaled(part, whole, 100);
}

function scaled(part: number | null, whole: number | null, scale: number): number | null {
  return part === null || whole === null || whole === 0 ? null : (part * scale) / whole;
}

function difference(left: number | null, right: number | null): number | null {
  return left === null || right === null ? null : left - right;
}
