import type { MessageKey } from '#shared/i18n/catalogues.ts';
import { censusFigures } from '#shared/ipc/inspections.ts';

type Figure = (typeof censusFigures)[number];

/** Figures that stand together, under one title. */
export interface FigureGroup {
  readonly title: MessageKey;
  readonly figures: readonly Figure[];
}

/** The figures of the census in the order of the paper form, in its groups: each begins with the named figure. */
export const figureGroups: readonly FigureGroup[] = groupsBeginningWith([
  ['inspections.census.group.capacity', 'official_capacity'],
  ['inspections.census.group.people', 'foreigners'],
  ['inspections.census.group.year', 'admissions_12_months'],
  ['inspections.census.group.staff', 'staff_authorised'],
  ['inspections.census.group.count', 'register_population'],
]);

function groupsBeginningWith(starts: readonly (readonly [MessageKey, Figure])[]): readonly FigureGroup[] {
  const places = starts.map(([, first]) => censusFigures.indexOf(first));
  return starts.map(([title], index) => ({
    title,
    figures: censusFigures.slice(places[index], places[index + 1]),
  }));
}
