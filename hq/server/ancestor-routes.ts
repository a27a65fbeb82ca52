import type { FastifyInstance } from 'fastify';
import { OutpostError } from '#shared/errors.ts';
import {
  type AncestorAnswer,
  ancestorPath,
  decodeAncestorQuestion,
  encodeAncestorAnswer,
} from '#shared/sync/ancestor.ts';
import { messageType } from '#shared/sync/photo-lane.ts';
import { lastShared, succeed } from '../store/ancestor.ts';
import { transaction } from '../store/database.ts';
import type { Identity } from '../store/identity.ts';
import { updateDirectory } from '../store/laptop-directory.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { type DeviceRequest, requireDevice } from './device-request.ts';

const questionBytes = 64 * 1024;

/**
 * The road by which a laptop whose database is a copy comes to a number of its own. It needs the content type of the
 * lane of photos.
 *
 * @param app the server
 * @param store headquarters' memory
 */
export function serveAncestor(app: FastifyInstance, store: Store): void {
  const { ledger, identity, pool } = store;
  app.post(ancestorPath, { bodyLimit: questionBytes }, async (request, reply) => {
    const { body } = request;
    if (!(body instanceof Uint8Array)) throw new OutpostError('malformed_body', `Send ${messageType}.`);
    const { payload, given } = await answerAncestor(ledger, identity, request, body, Date.now());
    // The laptops of the site learn of the new number; after a crash, at the next start.
    if (given) await transaction(pool, (sql) => updateDirectory(sql, Date.now()));
    return reply.type(messageType).send(Buffer.from(payload));
  });
}

/**
 * Answers a laptop that asks how much of its chain headquarters has, and gives it another number when it claims one.
 *
 * @param ledger headquarters' memory
 * @param identity of headquarters
 * @param request as it arrived
 * @param body of it
 * @param now headquarters' time, ms
 * @returns the body of the reply, and whether a number was given
 * @throws OutpostError `malformed_body`, `ids_exhausted`, and what `requireDevice` throws; a revoked device may ask, too:
 *   what it sends then is kept aside
 */
export async function answerAncestor(
  ledger: Ledger,
  identity: Identity,
  request: DeviceRequest,
  body: Uint8Array,
  now: number,
): Promise<{ readonly payload: Uint8Array; readonly given: boolean }> {
  const find = (number: number) => ledger.look((view) => view.device(number));
  const { number } = await requireDevice(find, request, body, 'even revoked');
  const { nonce, points, claim } = decodeAncestorQuestion(body);
  const answer = await ledger.change(async (tx): Promise<AncestorAnswer> => {
    const shared = await lastShared(tx, number, points);
    if (!claim) return { nonce, shared };
    const { id, doubt, app, head } = claim;
    const succession = { device: number, claim: id, doubt, app, after: shared, head };
    return { nonce, shared, given: await succeed(tx, identity, succession, now) };
  });
  return { payload: encodeAncestorAnswer(answer, identity.sign), given: answer.given !== undefined };
}
