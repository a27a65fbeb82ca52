import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { photoType } from '#shared/attachments/limits.ts';
import { OutpostError, parseAtBoundary } from '#shared/errors.ts';
import { photoFilePath } from '#shared/ipc/console.ts';
import { auditOnce } from '../store/audit.ts';
import { readPhotoFile } from '../store/queries/photos.ts';
import type { Store } from '../store/store.ts';
import { minutesOfOneLook, requireSession } from './console-routes.ts';

const wanted = z.object({ id: z.coerce.number().int().positive(), part: z.enum(['picture', 'thumbnail']) });

/**
 * Pictures for the console, each to signed-in admins alone; who looked at which large is written down.
 *
 * @param app the server, or an encapsulated part of it
 * @param store headquarters' memory
 */
export function serveConsolePhotos(app: FastifyInstance, store: Store): void {
  const { pool } = store;
  app.get(photoFilePath(':id', ':part'), async (request, reply) => {
    const { admin } = await requireSession(request, pool);
    const { id, part } = parseAtBoundary(wanted, request.params);
    const bytes = await readPhotoFile(pool, id, part);
    if (!bytes) throw new OutpostError('not_found', 'There is no such photo.');
    // The small pictures belong to the record, whose reading is written down by itself.
    if (part === 'picture') {
      await auditOnce(
        pool,
        { action: 'photo.read', who: admin.name, subject: `photo ${id}` },
        minutesOfOneLook,
      );
    }
    return reply.type(photoType).send(Buffer.from(bytes));
  });
}
