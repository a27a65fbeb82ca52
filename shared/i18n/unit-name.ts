import type { MessageKey } from './catalogues.ts';

/** How the units of the checklists that ship with the app are called; the key is a template's unit. */
const names: Readonly<Record<string, MessageKey>> = {
  files: 'inspections.unit.files',
  persons: 'inspections.unit.persons',
  hearings: 'inspections.unit.hearings',
  m2: 'inspections.unit.m2',
  degC: 'inspections.unit.degC',
  hours: 'inspections.unit.hours',
  'L/person/day': 'inspections.unit.litresPersonDay',
  toilets: 'inspections.unit.toilets',
  showers: 'inspections.unit.showers',
  kcal: 'inspections.unit.kcal',
  'hours/week': 'inspections.unit.hoursWeek',
  days: 'inspections.unit.days',
  incidents: 'inspections.unit.incidents',
  complaints: 'inspections.unit.complaints',
  deaths: 'inspections.unit.deaths',
  cases: 'inspections.unit.cases',
  staff: 'inspections.unit.staff',
  children: 'inspections.unit.children',
};

/**
 * @param unit as a template has it
 * @returns the key of its name; null for a unit of headquarters' own, which is shown as it is
 */
export function unitName(unit: string): MessageKey | null {
  return names[unit] ?? null;
}
