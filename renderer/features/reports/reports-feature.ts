import { IconChartBar } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { paths } from '../../app/paths.ts';

/** Figures of the programme, over many trainings. */
export const reportsFeature: Feature = {
  path: paths.reports,
  title: 'figures.title',
  icon: IconChartBar,
  Screen: lazyScreen(() => import('./figures-screen.tsx').then((m) => m.FiguresScreen)),
  permission: 'records.read',
  inNavigation: true,
};
