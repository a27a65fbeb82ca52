import { IconFileImport } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';

/** Rosters from files; reached from the training that they are for. */
export const importsFeature: Feature = {
  path: '/imports',
  title: 'imports.title',
  icon: IconFileImport,
  Screen: lazyScreen(() => import('./imports-screen.tsx').then((m) => m.ImportsScreen)),
  permission: 'records.write',
  inNavigation: false,
};
