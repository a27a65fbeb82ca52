import { IconBook2, IconSchool } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { goTo } from '../../app/go-to.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { paths } from '../../app/paths.ts';

/** Runs of courses: rosters, sessions, attendance, tests. */
export const trainingFeature: Feature = {
  path: paths.trainings,
  title: 'training.title',
  icon: IconSchool,
  Screen: lazyScreen(() => import('./training-screen.tsx').then((m) => m.TrainingScreen)),
  permission: 'records.read',
  inNavigation: true,
  commands: [
    {
      name: 'training.new',
      title: 'training.command.new',
      icon: IconSchool,
      permission: 'records.write',
      run: () => goTo(paths.newTraining),
    },
    {
      name: 'training.courses',
      title: 'courses.title',
      icon: IconBook2,
      permission: 'records.read',
      run: () => goTo(paths.courses),
    },
  ],
};
