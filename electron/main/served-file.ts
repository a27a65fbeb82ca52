import path from 'node:path';
import { appOrigin } from './content-policy.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** A file that may be handed to the window. */
export interface ServedFile {
  readonly file: string;
  readonly contentType: string;
}

/**
 * Finds the file that an address of the `app` scheme stands for. Addresses of screens (no file ending) stand for the
 * start page.
 *
 * @param root absolute folder that is served
 * @param address the whole address as requested
 * @returns the file inside `root`, or undefined when the address is of another origin, leaves the folder, or has an
 *   ending that is not served
 */
export function servedFile(root: string, address: string): ServedFile | undefined {
  const pathname = pathOf(address);
  if (pathname === undefined) return undefined;
  const wanted = path.extname(pathname) === '' ? '/index.html' : pathname;
  const file = path.resolve(root, `.${wanted}`);
  const relative = path.relative(root, file);
  // Comparing prefixes would let a neighbour folder with the same beginning through.
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return undefined;
  const contentType = contentTypes[path.extname(file).toLowerCase()];
  return contentType ? { file, contentType } : undefined;
}

function pathOf(address: string): string | undefined {
  try {
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== appOrigin || url.username || url.password) return undefined;
    const pathname = decodeURIComponent(url.pathname);
    const hostile = pathname.includes('\u0000') || pathname.includes('\\');
    return hostile ? undefined : pathname;
  } catch {
    return undefined;
  }
}
