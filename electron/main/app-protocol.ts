import { readFile } from 'node:fs/promises';
import { type Protocol, protocol } from 'electron';
import { appScheme, securityHeaders } from './content-policy.ts';
import { servedFile } from './served-file.ts';

/** Declares the `app` scheme. Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the screens from one folder, and nothing else.
 *
 * @param target the protocol registry of the session
 * @param root absolute folder of the built screens
 */
export function serveScreens(target: Protocol, root: string): void {
  target.handle(appScheme, async (request) => {
    const found = request.method === 'GET' ? servedFile(root, request.url) : undefined;
    if (!found) return notFound();
    try {
      const body = new Uint8Array(await readFile(found.file));
      return new Response(body, { headers: { ...securityHeaders, 'content-type': found.contentType } });
    } catch {
      return notFound();
    }
  });
}

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { ...securityHeaders, 'content-type': 'text/plain' },
  });
}
