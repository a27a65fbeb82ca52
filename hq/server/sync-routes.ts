import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { OutpostError, parseAtBoundary } from '#shared/errors.ts';
import { fromBase64Url, toBase64Url } from '#shared/sync/base64.ts';
import {
  type EnrolAnswer,
  enrolAnswerBytes,
  enrolProofBytes,
  enrolRequestSchema,
} from '#shared/sync/enrolment.ts';
import { exchangeContentType } from '#shared/sync/exchange.ts';
import { audit } from '../store/audit.ts';
import { transaction } from '../store/database.ts';
import { enrolDevice } from '../store/enrolments.ts';
import { readEpoch } from '../store/identity.ts';
import { isSignedBy } from '../store/keys.ts';
import { updateDirectory } from '../store/laptop-directory.ts';
import type { Store } from '../store/store.ts';
import { brotli, decompress } from './compression.ts';
import { type Caller, type ExchangeSettings, type Headquarters, runExchange } from './exchange.ts';
import { asOutpostError } from './http-errors.ts';

/** Bytes of a refused request that are still read, so that the laptop gets to see the refusal. */
const drainBytes = 32 * 1024 * 1024;

/** Limits of both roads. */
export interface LaptopSettings extends ExchangeSettings {
  /** Attempts from one address. */
  readonly enrolmentsPerMinute: number;
  /** While an exchange is worked on, the laptop hears at least this often that headquarters is there, ms. */
  readonly signOfLifeMs: number;
}

/**
 * The two roads of a laptop: `POST /enrol` once, `POST /sync/exchange` ever after.
 *
 * @param app the server, or an encapsulated part of it
 * @param store headquarters' memory
 * @param settings limits
 */
export function serveLaptops(app: FastifyInstance, store: Store, settings: LaptopSettings): void {
  app.addContentTypeParser(exchangeContentType, (_request, payload, done) => done(null, payload));
  const limited = { rateLimit: { max: settings.enrolmentsPerMinute, timeWindow: '1 minute' } };
  const { ledger, identity } = store;
  const headquarters: Headquarters = { ledger, identity, now: Date.now, compress: brotli, decompress };
  app.post('/enrol', { bodyLimit: 16 * 1024, config: limited }, async (request) => enrol(store, request));
  app.post(
    '/sync/exchange',
    { bodyLimit: settings.maxBytes, onError: auditRefusal(store) },
    async (request, reply) => {
      const { body } = request;
      if (!(body instanceof Readable))
        throw new OutpostError('malformed_body', `Send ${exchangeContentType}.`);
      refuseAnnounced(request, settings.maxBytes);
      const caller: Caller = { device: undefined };
      // A refusal in the middle must not close the line on which it is to be answered.
      const pieces = body.iterator({ destroyOnReturn: false });
      const signsOfLife = setInterval(() => {
        if (!reply.raw.headersSent && !reply.raw.destroyed) reply.raw.writeProcessing();
      }, settings.signOfLifeMs);
      try {
        const blocks = await runExchange(headquarters, settings, pieces, caller, request.log);
        return reply.type(exchangeContentType).send(Readable.from(blocks));
      } catch (error) {
        callers.set(request, caller);
        if (request.raw.destroyed && !request.raw.complete) {
          request.log.info({ device: caller.device }, 'exchange was cut');
          return reply.hijack();
        }
        drain(body);
        throw error;
      } finally {
        clearInterval(signsOfLife);
      }
    },
  );
}

function refuseAnnounced(request: FastifyRequest, limit: number): void {
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    throw new OutpostError('body_too_large', `An exchange may have ${limit} bytes.`, { details: { limit } });
  }
}

const callers = new WeakMap<FastifyRequest, Caller>();

function auditRefusal(store: Store) {
  return async (request: FastifyRequest, _reply: unknown, thrown: Error): Promise<void> => {
    const { code, details } = asOutpostError(thrown);
    const device = callers.get(request)?.device;
    const who = device === undefined ? 'unknown' : String(device);
    await audit(store.pool, {
      action: 'exchange.refused',
      who,
      subject: `device ${who}`,
      code,
      detail: details,
    });
  };
}

/** A laptop that is still sending would take an early close for a broken line. */
function drain(body: Readable): void {
  let left = drainBytes;
  body.on('error', () => undefined);
  body.on('data', (chunk: Uint8Array) => {
    left -= chunk.length;
    if (left < 0) body.destroy();
  });
}

async function enrol(store: Store, request: FastifyRequest): Promise<EnrolAnswer> {
  const { token, publicKey, label, app, proof } = parseAtBoundary(enrolRequestSchema, request.body);
  const key = fromBase64Url(publicKey);
  const { identity } = store;
  try {
    if (!isSignedBy(key, enrolProofBytes(token, key), fromBase64Url(proof))) {
      throw new OutpostError('bad_signature', 'The laptop does not hold the key that it names.');
    }
    const now = Date.now();
    const given = await transaction(store.pool, async (sql) => {
      const enrolled = await enrolDevice(sql, identity, { token, publicKey: key, label, app }, now);
      const who = String(enrolled.device);
      await audit(sql, {
        action: 'device.enrolled',
        who,
        subject: `device ${who}`,
        detail: { site: enrolled.grant.sites.join(' ') },
      });
      await updateDirectory(sql, now);
      return enrolled;
    });
    const unsigned = {
      ...given,
      spares: [...given.spares],
      grant: { version: given.grant.version, sites: [...given.grant.sites] },
      epoch: await readEpoch(store.pool),
      hqId: identity.id,
      time: now,
    };
    return { ...unsigned, signature: toBase64Url(identity.sign(enrolAnswerBytes(unsigned, token))) };
  } catch (error) {
    const { code } = asOutpostError(error);
    await audit(store.pool, { action: 'enrolment.refused', who: 'unknown', subject: 'enrolment', code });
    throw error;
  }
}
