import type { Feature } from '../app/feature.ts';
import { actionsFeature } from './actions/feature.ts';
import { importsFeature } from './imports/feature.ts';
import { inspectionsFeature } from './inspections/feature.ts';
import { mentoringFeature } from './mentoring/feature.ts';
import { peopleFeature } from './people/feature.ts';
import { reportsFeature } from './reports/reports-feature.ts';
import { settingsFeature } from './settings/settings-feature.ts';
import { syncFeature } from './sync/sync-feature.ts';
import { todayFeature } from './today/today-feature.ts';
import { trainingFeature } from './training/feature.ts';
import { enrolmentFeature } from './vault/enrolment-feature.ts';

/** Every subject of the app, in the order of the navigation. */
export const features: readonly Feature[] = [
  todayFeature,
  peopleFeature,
  trainingFeature,
  mentoringFeature,
  inspectionsFeature,
  actionsFeature,
  reportsFeature,
  syncFeature,
  settingsFeature,
  enrolmentFeature,
  importsFeature,
];
