import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Store } from '../store/store.ts';
import { serveAncestor } from './ancestor-routes.ts';
import type { Config } from './config.ts';
import { serveConsolePhotos } from './console-photos.ts';
import { serveConsoleApi } from './console-routes.ts';
import type { ExchangeSettings } from './exchange.ts';
import { serveHealth } from './health.ts';
import { answerErrors } from './http-errors.ts';
import { type PublicAddress, tlsPinOf } from './issue-enrolment.ts';
import { logSettings } from './log-settings.ts';
import { servePhotos } from './photo-routes.ts';
import { sendSecurityHeaders } from './security-headers.ts';
import { serveSnapshots } from './snapshot-routes.ts';
import { serveConsole } from './static-console.ts';
import { serveLaptops } from './sync-routes.ts';

const smallBody = 64 * 1024;

/** What the server needs besides its configuration. */
export interface ServerParts {
  readonly store: Store;
  readonly version: string;
  /** Where the log goes; undefined: standard output. */
  readonly logTo?: { write(line: string): void };
  /** The built console; undefined: the repository's. */
  readonly consoleFolder?: string;
}

/**
 * Puts headquarters' server together. It does not listen yet.
 *
 * @param config how it runs
 * @param parts store, version, log
 * @returns the server
 */
export async function buildServer(config: Config, parts: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    logger: logSettings(config.logLevel, parts.logTo),
    bodyLimit: smallBody,
    trustProxy: config.behindProxy,
    logController: new LogController({ disableRequestLogging: true }),
    // An open connection that is not in the middle of a request must not hold up a stop.
    forceCloseConnections: 'idle',
    serverFactory: (handler) =>
      config.tls
        ? createHttpsServer(
            { cert: readFileSync(config.tls.cert), key: readFileSync(config.tls.key) },
            handler,
          )
        : createHttpServer(handler),
  });
  const https = config.tls !== undefined || config.behindProxy;
  const address = (): PublicAddress => publicAddress(app, config);
  const startedAt = new Date().toISOString();

  answerErrors(app);
  sendSecurityHeaders(app, https);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  serveHealth(app, parts.store);
  const exchanges = exchangeSettings(config);
  serveLaptops(app, parts.store, {
    ...exchanges,
    enrolmentsPerMinute: config.enrolmentsPerMinute,
    signOfLifeMs: config.signOfLifeSeconds * 1000,
  });
  serveSnapshots(app, parts.store.ledger);
  servePhotos(app, parts.store);
  serveAncestor(app, parts.store);
  const { store, version } = parts;
  serveConsoleApi(app, { store, address, version, startedAt, carrying: exchanges }, https);
  serveConsolePhotos(app, parts.store);
  await serveConsole(app, parts.consoleFolder);
  return app;
}

/**
 * @param config how headquarters runs
 * @returns limits of exchanges, by network and by file
 */
export function exchangeSettings(config: Config): ExchangeSettings {
  return {
    maxBytes: config.maxExchangeBytes,
    durableAfterMs: config.durableAfterHours * 3_600_000,
    streamedBytes: config.streamedBytes,
  };
}

/**
 * @param app a server that listens
 * @param config how it runs
 * @returns the address that laptops and browsers use, and the pin of its certificate
 */
export function publicAddress(app: FastifyInstance, config: Config): PublicAddress {
  const bound = app.server.address();
  const { port } =
    (typeof bound === 'object' ? bound : null) ?? ({ port: config.port } satisfies Partial<AddressInfo>);
  return addressOf(config, port);
}

/**
 * @param config how headquarters runs
 * @param port on which it listens
 * @returns the address that laptops and browsers use, and the pin of its certificate
 */
export function addressOf(config: Config, port: number): PublicAddress {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const own = `${config.tls ? 'https' : 'http'}://${host}:${port}`;
  return { url: config.publicUrl ?? own, tlsPin: config.tls ? tlsPinOf(config.tls.cert) : null };
}
