import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const builtConsole = fileURLToPath(new URL('../../out/console/', import.meta.url));

/**
 * Serves the console's files. Where they were not built, the address says so instead.
 *
 * @param app the server
 * @param folder the built console
 */
export async function serveConsole(app: FastifyInstance, folder: string = builtConsole): Promise<void> {
  if (existsSync(folder)) {
    await app.register(fastifyStatic, {
      root: folder,
      index: 'index.html',
      cacheControl: false,
      setHeaders: (reply, file) => {
        // The names of the assets change with their content; the page must name those of today.
        const kept = file.startsWith(path.join(folder, 'assets') + path.sep);
        reply.header('cache-control', kept ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
    return;
  }
  app.get('/', async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('Headquarters is running. Its console is not built: npm run build\n'),
  );
}
