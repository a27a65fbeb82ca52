import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OutpostError, parseAtBoundary } from '#shared/errors.ts';
import {
  type ConsoleReply,
  type ConsoleRoute,
  consoleRoutes,
  csrfHeader,
  longestCarriedFile,
  type SessionView,
} from '#shared/ipc/console.ts';
import { longestFormFile } from '#shared/ipc/console-templates.ts';
import { type AdminSession, findSession, signIn, signOut } from '../store/admins.ts';
import { audit, auditOnce } from '../store/audit.ts';
import { type ConsoleContext, consoleHandlers, type SignedInRoute } from './console-handlers.ts';

const cookieName = 'outpost_session';
const signInsPerMinute = 10;
/** Open screens read again by themselves; so long, that is the same look. */
export const minutesOfOneLook = 10;
/** Calls whose use is written down: who looked at records, and at which. */
const watched: ReadonlySet<string> = new Set([
  'trainings.list',
  'trainings.get',
  'visits.list',
  'visits.get',
  'inspections.list',
  'inspections.get',
  'actions.list',
  'conflicts.list',
  'conflicts.get',
]);

/**
 * The admin API under `/api`: a cookie that scripts cannot read, a token in a header for every change, every request
 * parsed by its schema, every look at records written down.
 *
 * @param app the server, or an encapsulated part of it
 * @param context what the calls work with
 * @param secureCookie whether browsers reach headquarters by HTTPS only
 */
export function serveConsoleApi(app: FastifyInstance, context: ConsoleContext, secureCookie: boolean): void {
  serveSession(app, context, secureCookie);
  for (const name of Object.keys(consoleHandlers) as SignedInRoute[]) serveCall(app, context, name);
}

function serveSession(app: FastifyInstance, { store }: ConsoleContext, secure: boolean): void {
  const { pool } = store;
  const cookie = { httpOnly: true, sameSite: 'strict', secure, path: '/api' } as const;
  const none: SessionView = { admin: null, csrf: null };
  app.get(consoleRoutes['session.get'].path, async (request): Promise<SessionView> => {
    const session = await sessionOf(request, pool);
    return session ?? none;
  });
  const limited = { rateLimit: { max: signInsPerMinute, timeWindow: '1 minute' } };
  app.post(
    consoleRoutes['session.signIn'].path,
    { config: limited },
    async (request, reply): Promise<SessionView> => {
      refuseForeignOrigin(request);
      const { name, password } = parseAtBoundary(consoleRoutes['session.signIn'].request, request.body);
      const signedIn = await signIn(pool, name, password);
      if (!signedIn) {
        await audit(pool, { action: 'admin.refused', who: name, subject: 'session', code: 'unauthorised' });
        throw new OutpostError('unauthorised', 'The name or the password is wrong.');
      }
      await audit(pool, { action: 'admin.signIn', who: name, subject: 'session' });
      reply.setCookie(cookieName, signedIn.token, cookie);
      return { ...signedIn.session };
    },
  );
  app.post(consoleRoutes['session.signOut'].path, async (request, reply) => {
    const session = await requireSession(request, pool);
    await signOut(pool, request.cookies[cookieName] ?? '');
    await audit(pool, { action: 'admin.signOut', who: session.admin.name, subject: 'session' });
    reply.clearCookie(cookieName, cookie);
    return {};
  });
}

function serveCall<R extends SignedInRoute>(app: FastifyInstance, whole: ConsoleContext, name: R): void {
  const { method, path, request: schema, reply: replySchema }: ConsoleRoute = consoleRoutes[name];
  app.route({
    method,
    url: path,
    ...(name === 'files.read' ? { bodyLimit: 2 * longestCarriedFile } : {}),
    ...(name === 'templates.check' || name === 'templates.publish' ? { bodyLimit: 2 * longestFormFile } : {}),
    handler: async (request: FastifyRequest, _reply: FastifyReply) => {
      const { admin } = await requireSession(request, whole.store.pool);
      const given =
        method === 'GET' ? { ...asFields(request.query), ...asFields(request.params) } : request.body;
      const parsed = parseAtBoundary(schema, given);
      const handle = consoleHandlers[name] as (
        c: ConsoleContext,
        r: unknown,
        a: typeof admin,
      ) => Promise<ConsoleReply<R>>;
      const answer = await handle(whole, parsed, admin);
      if (watched.has(name)) {
        const { id } = { ...asFields(request.query), ...asFields(request.params) };
        const subject = `${name} ${id ?? ''}`.trim();
        const look = { action: 'record.read', who: admin.name, subject };
        await auditOnce(whole.store.pool, look, minutesOfOneLook);
      }
      // Parsing the reply keeps what the contract does not name from leaving.
      return replySchema.parse(answer);
    },
  });
}

async function sessionOf(
  request: FastifyRequest,
  pool: ConsoleContext['store']['pool'],
): Promise<AdminSession | undefined> {
  const token = request.cookies[cookieName];
  return token === undefined ? undefined : findSession(pool, token);
}

/**
 * @param request of the console
 * @param pool of headquarters' database
 * @returns whose session it is
 * @throws OutpostError `unauthorised` without one; `not_permitted` for a change that does not come from the console
 */
export async function requireSession(
  request: FastifyRequest,
  pool: ConsoleContext['store']['pool'],
): Promise<AdminSession> {
  const session = await sessionOf(request, pool);
  if (!session) throw new OutpostError('unauthorised', 'Sign in first.');
  if (request.method !== 'GET' && !sameText(request.headers[csrfHeader], session.csrf)) {
    throw new OutpostError('not_permitted', 'The request does not come from the console.');
  }
  return session;
}

/** Nobody has a session to forge before signing in, but another site must not sign a browser in either. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const fetchSite = request.headers['sec-fetch-site'];
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') {
    throw new OutpostError('not_permitted', 'The request does not come from the console.');
  }
}

function sameText(given: string | string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function asFields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
