import { IconCalendarEvent } from '@tabler/icons-react';
import type { Feature } from '../../app/feature.ts';
import { paths } from '../../app/paths.ts';
import { TodayScreen } from './today-screen.tsx';

/** What the day asks for. Not loaded late: it is the first thing that is shown. */
export const todayFeature: Feature = {
  path: paths.today,
  title: 'shell.nav.today',
  icon: IconCalendarEvent,
  inNavigation: true,
  Screen: TodayScreen,
};
