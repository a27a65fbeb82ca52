import { IconMessages } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { goTo } from '../../app/go-to.ts';
import { lazyScreen } from '../../app/lazy-screen.tsx';
import { paths } from '../../app/paths.ts';

/** Mentoring visits: who, where, what was done, what was agreed. */
export const mentoringFeature: Feature = {
  path: paths.visits,
  title: 'mentoring.title',
  icon: IconMessages,
  Screen: lazyScreen(() => import('./mentoring-screen.tsx').then((m) => m.MentoringScreen)),
  permission: 'records.read',
  inNavigation: true,
  commands: [
    {
      name: 'mentoring.new',
      title: 'mentoring.command.new',
      icon: IconMessages,
      permission: 'records.write',
      run: () => goTo(paths.newVisit),
    },
  ],
};
