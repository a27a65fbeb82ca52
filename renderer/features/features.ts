import type { Feature } from '../app/feature.ts';
import { settingsFeature } from './settings/settings-feature.ts';
import { syncFeature } from './sync/sync-feature.ts';
import { todayFeature } from './today/today-feature.ts';
import { enrolmentFeature } from './vault/enrolment-feature.ts';

/** Every subject of the app, in the order of the navigation. */
export const features: readonly Feature[] = [todayFeature, syncFeature, settingsFeature, enrolmentFeature];
