/** Where the rules that checklists cite can be read. Nothing else opens outside the app. */
const allowedHosts: readonly string[] = ['www.ohchr.org', 'www.unodc.org'];

/**
 * @param address where a link points
 * @returns whether the system's browser may be asked to open it: https and a host of the list, nothing cleverer
 */
export function isAllowedLink(address: string): boolean {
  try {
    const url = new URL(address);
    const plain = url.username === '' && url.password === '' && url.port === '';
    return url.protocol === 'https:' && plain && allowedHosts.includes(url.hostname);
  } catch {
    return false;
  }
}
