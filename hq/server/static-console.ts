import { existsSync } from 'node:fs';
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
      cacheControl: true,
      maxAge: '1h',
    });
    return;
  }
  app.get('/', async (_request, reply) =>
    reply
      .type('text/plain; charset=utf-8')
      .send('Headquarters is running. Its console is not built: npm run build\n'),
  );
}
