import type { FastifyInstance } from 'fastify';
import type { Store } from '../store/store.ts';

/**
 * `GET /healthz`: 200 when the database answers, else 503. For supervisors and proxies; it says nothing about the data.
 *
 * @param app the server
 * @param store headquarters' memory
 */
export function serveHealth(app: FastifyInstance, store: Store): void {
  app.get('/healthz', async (request, reply) => {
    try {
      await store.pool.query('SELECT 1');
      return { status: 'ok', hqId: store.identity.id, time: Date.now() };
    } catch (error) {
      request.log.error({ err: error }, 'the database does not answer');
      return reply.status(503).send({ status: 'database' });
    }
  });
}
