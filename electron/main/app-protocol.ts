import { readFile } from 'node:fs/promises';
import { type Protocol, protocol } from 'electron';
import type { PaperDocument } from '#shared/documents/document.ts';
import { appOrigin, appScheme, documentHeaders, securityHeaders } from './content-policy.ts';
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
  target.handle(appScheme, (request) => reply(root, request, securityHeaders));
}

/** The address, beside the page's own files, under which the page of documents finds what it lays out. */
const documentAddress = `${appOrigin}/document.json`;

/**
 * Serves the page that lays documents out, and the one document that is printed now.
 *
 * @param target the protocol registry of the session
 * @param root absolute folder of the built screens
 * @param current the document; undefined while none is printed
 */
export function serveDocuments(
  target: Protocol,
  root: string,
  current: () => PaperDocument | undefined,
): void {
  target.handle(appScheme, async (request) => {
    if (request.url !== documentAddress) return reply(root, request, documentHeaders);
    const paper = request.method === 'GET' ? current() : undefined;
    return paper ? Response.json(paper, { headers: documentHeaders }) : notFound(documentHeaders);
  });
}

async function reply(
  root: string,
  request: Request,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const found = request.method === 'GET' ? servedFile(root, request.url) : undefined;
  if (!found) return notFound(headers);
  try {
    const body = new Uint8Array(await readFile(found.file));
    return new Response(body, { headers: { ...headers, 'content-type': found.contentType } });
  } catch {
    return notFound(headers);
  }
}

function notFound(headers: Readonly<Record<string, string>>): Response {
  return new Response('Not found', { status: 404, headers: { ...headers, 'content-type': 'text/plain' } });
}
