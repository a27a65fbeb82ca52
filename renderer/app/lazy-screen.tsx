import { type ComponentType, lazy } from 'react';

/**
 * A screen whose code is read when it is first shown, so that the window opens sooner.
 *
 * @param load imports the file and picks the screen
 * @returns a component to use as a feature's `Screen`
 */
export function lazyScreen(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}
