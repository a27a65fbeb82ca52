import { navigate } from 'wouter/use-hash-location';

/**
 * Goes to an address of the app from anywhere, also from outside the screens.
 *
 * @param path an address of `paths`
 */
export function goTo(path: string): void {
  navigate(path);
}

/**
 * @param path an address of `paths`
 * @returns the same for the `href` of a plain link
 */
export function hrefOf(path: string): string {
  return `#${path}`;
}
