import type { Feature } from '../app/feature.ts';

/** Every subject of the app, in the order of the navigation. */
export const features: readonly Feature[] = [];
