import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from '../i18n/en/index.ts';
import {
  type CensusInputs,
  deriveIndicators,
  type IndicatorCode,
  indicatorCodes,
  populationOf,
  readCensusLimits,
} from './census.ts';

const nothing: CensusInputs = {
  officialCapacity: null,
  operationalCapacity: null,
  netLivingArea: null,
  beds: null,
  workingToilets: null,
  workingShowers: null,
  waterLitres: null,
  heldPastRelease: null,
  deaths: null,
  staffAuthorised: null,
  staffOnPayroll: null,
  staffPresent: null,
  registerPopulation: null,
  countedPopulation: null,
  cells: [],
};

function indicator(code: IndicatorCode, inputs: Partial<CensusInputs>) {
  const found = deriveIndicators({ ...nothing, ...inputs }).find((each) => each.code === code);
  return { value: found?.value, flag: found?.flag };
}

describe('the indicators of a census', () => {
  test('are all unknown when nothing was entered', () => {
    for (const each of deriveIndicators(nothing))
      expect(each).toMatchObject({ value: null, flag: 'unknown' });
  });

  test('are unknown on a zero denominator, never infinite', () => {
    const zero = { countedPopulation: 0, officialCapacity: 0, workingToilets: 0, staffPresent: 0, deaths: 0 };
    expect(indicator('occupancy', zero)).toEqual({ value: null, flag: 'unknown' });
    expect(indicator('persons_per_toilet', zero)).toEqual({ value: null, flag: 'unknown' });
    expect(indicator('deaths_per_1000', zero)).toEqual({ value: null, flag: 'unknown' });
    expect(indicator('area_per_person', { ...zero, netLivingArea: 40 })).toEqual({
      value: null,
      flag: 'unknown',
    });
  });

  test.each([
    [100, 'ok'],
    [101, 'watch'],
    [120, 'watch'],
    [121, 'alarm'],
    [300, 'alarm'],
  ])('%i people on 100 places: %s', (countedPopulation, flag) => {
    expect(indicator('occupancy', { countedPopulation, officialCapacity: 100 })).toEqual({
      value: countedPopulation,
      flag,
    });
  });

  test.each([
    [340, 'watch'],
    [339, 'alarm'],
    [400, 'ok'],
    [399, 'watch'],
  ])('100 people on %i m²: %s', (netLivingArea, flag) => {
    expect(indicator('area_per_person', { countedPopulation: 100, netLivingArea }).flag).toBe(flag);
  });

  test.each([
    [15, 'ok'],
    [14, 'watch'],
    [10, 'watch'],
    [9, 'alarm'],
  ])('%i litres a person: %s', (litres, flag) => {
    expect(indicator('water_per_person', { countedPopulation: 10, waterLitres: litres * 10 }).flag).toBe(
      flag,
    );
  });

  test('share before trial comes from the cross-table alone', () => {
    const cells = [
      { legalStatus: 'investigation', persons: 20 },
      { legalStatus: 'awaiting_trial', persons: 40 },
      { legalStatus: 'convicted', persons: 40 },
      { legalStatus: 'civil', persons: null },
    ] as const;
    expect(indicator('untried_share', { cells, countedPopulation: 500 })).toEqual({ value: 60, flag: 'ok' });
    expect(indicator('untried_share', { countedPopulation: 500 }).flag).toBe('unknown');
  });

  test('a gap between payroll and people present is watched, a variance of the register alarms both ways', () => {
    expect(indicator('payroll_gap', { staffOnPayroll: 80, staffPresent: 50 })).toEqual({
      value: 30,
      flag: 'watch',
    });
    expect(indicator('register_variance', { registerPopulation: 90, countedPopulation: 93 })).toEqual({
      value: -3,
      flag: 'alarm',
    });
    expect(indicator('register_variance', { registerPopulation: 93, countedPopulation: 93 }).flag).toBe('ok');
  });

  test('deaths are counted per 1,000 people, vacancies against authorised posts', () => {
    expect(indicator('deaths_per_1000', { deaths: 2, countedPopulation: 400 })).toEqual({
      value: 5,
      flag: 'watch',
    });
    expect(indicator('staff_vacancy', { staffAuthorised: 100, staffOnPayroll: 75 }).value).toBe(25);
    expect(indicator('prisoners_per_officer', { countedPopulation: 400, staffPresent: 20 })).toEqual({
      value: 20,
      flag: 'ok',
    });
  });

  test('each has a name in the catalogue and a source', () => {
    for (const { code, source } of deriveIndicators(nothing)) {
      expect(en).toHaveProperty([`census.indicator.${code}`]);
      expect(source).not.toBe('');
    }
    expect(new Set(indicatorCodes).size).toBe(indicatorCodes.length);
  });
});

test('people held: as counted, else by the register, else the sum of the cross-table', () => {
  const cells = [
    { legalStatus: 'convicted', persons: 7 },
    { legalStatus: 'appeal', persons: 3 },
  ] as const;
  expect(populationOf({ ...nothing, cells })).toBe(10);
  expect(populationOf({ ...nothing, cells, registerPopulation: 12 })).toBe(12);
  expect(populationOf({ ...nothing, cells, registerPopulation: 12, countedPopulation: 11 })).toBe(11);
  expect(populationOf(nothing)).toBeNull();
});

test('headquarters may edit the limits; a setting that makes no sense leaves the default', () => {
  const settings = new Map([
    ['occupancy.flags', '90|110|140'],
    ['toilets.persons', '20'],
    ['showers.persons', 'many'],
  ]);
  const limits = readCensusLimits((name) => settings.get(name));
  expect(limits).toMatchObject({ occupancy: [90, 110, 140], personsPerToilet: 20, personsPerShower: 50 });
  expect(readCensusLimits(() => '3|2|1').occupancy).toEqual([100, 120, 150]);
});

test('a value is finite or unknown, and a flag goes with it', () => {
  const figure = fc.option(fc.nat(5000));
  const inputs = fc.record({
    ...Object.fromEntries(Object.keys(nothing).map((key) => [key, figure])),
    cells: fc.array(
      fc.record({ legalStatus: fc.constantFrom('convicted', 'investigation'), persons: figure }),
      { maxLength: 4 },
    ),
  }) as unknown as fc.Arbitrary<CensusInputs>;
  fc.assert(
    fc.property(inputs, (given) => {
      for (const { value, flag } of deriveIndicators(given)) {
        expect(value === null || Number.isFinite(value)).toBe(true);
        expect(flag === 'unknown').toBe(value === null);
      }
    }),
  );
});
