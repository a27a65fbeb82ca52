import { IconLink } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

/** Enrolling a vault that was created before the file from headquarters was at hand. */
export const enrolmentFeature: Feature = {
  path: '/enrolment',
  title: 'vault.enrol.title',
  icon: IconLink,
  inNavigation: false,
  Screen: lazyScreen(async () => (await import('./enrolment-screen.tsx')).EnrolmentScreen),
};
