import { IconUsers } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { goTo } from '../../app/go-to.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { paths } from '../../app/paths.ts';

/** Trainees and counterparts. */
export const peopleFeature: Feature = {
  path: paths.people,
  title: 'people.title',
  icon: IconUsers,
  Screen: lazyScreen(() => import('./people-screen.tsx').then((m) => m.PeopleScreen)),
  permission: 'records.read',
  inNavigation: true,
  commands: [
    {
      name: 'people.new',
      title: 'people.command.new',
      icon: IconUsers,
      permission: 'records.write',
      run: () => goTo(paths.newPerson('')),
    },
  ],
};
