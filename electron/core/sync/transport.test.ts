import { createHash, X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { exchangeContentType } from '#shared/sync/exchange.ts';
import { testCertificate } from './fixtures/certificate.ts';
import { rawServer, type Script, type ScriptedServer, scriptedServer } from './fixtures/scripted-server.ts';
import { askJson, bytesSpent, createHttpTransport, type RoadReply } from './transport.ts';

const transport = createHttpTransport({ connectMs: 5000, idleMs: 300 });
const open: ScriptedServer[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function server(script: Script, secure = false): Promise<URL> {
  const started = await scriptedServer(script, secure);
  open.push(started);
  return started.url;
}

async function raw(onSocket: Parameters<typeof rawServer>[0]): Promise<URL> {
  const started = await rawServer(onSocket);
  open.push(started);
  return started.url;
}

interface Choices {
  readonly tlsPin?: string | null;
  readonly body?: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  readonly signal?: AbortSignal;
}

function exchange(url: URL, { tlsPin = null, body = [new Uint8Array([1, 2, 3])], signal }: Choices = {}) {
  return transport.send({
    address: { url, tlsPin },
    method: 'POST',
    path: '/sync/exchange',
    contentType: exchangeContentType,
    accept: exchangeContentType,
    body,
    signal: signal ?? new AbortController().signal,
  });
}

async function read(reply: RoadReply): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reply.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const echo: Script = (body, response) => {
  response.writeHead(200, { 'content-type': exchangeContentType }).end(body);
};

describe('the road to headquarters', () => {
  it('carries everything both ways and counts every byte', async () => {
    const big = Array.from({ length: 50 }, (_, index) => new Uint8Array(50_000).fill(index));
    const reply = await exchange(await server(echo), { body: big });
    expect((await read(reply)).equals(Buffer.concat(big))).toBe(true);
    expect(reply.bytes().up).toBeGreaterThan(2_500_000);
    expect(reply.bytes().up).toBeLessThan(2_520_000);
    expect(reply.bytes().down).toBeGreaterThan(2_500_000);
  });

  it('asks for the next piece only when the road has room', async () => {
    let made = 0;
    function* endless(): Generator<Uint8Array> {
      for (;;) {
        made++;
        yield new Uint8Array(100_000);
      }
    }
    const deaf = await raw((socket) => void socket.pause());
    await expect(exchange(deaf, { body: endless() })).rejects.toMatchObject({ code: 'network_timeout' });
    expect(made).toBeLessThan(1000);
  });

  it.each([
    ['a login page', 200, 'text/html', '<html>Sign in</html>'],
    ['a redirect to one', 302, 'text/html', ''],
    ['a network that asks to sign in', 511, 'text/html', ''],
    ['a proxy that wants a password', 407, 'text/plain', ''],
    ['JSON of somebody else', 200, 'application/json', '{"welcome":true}'],
    ['a page that was not found', 404, 'text/html', 'no such page'],
  ])('recognises %s', async (_name, status, type, text) => {
    const url = await server(
      (_body, response) => void response.writeHead(status, { 'content-type': type }).end(text),
    );
    await expect(exchange(url)).rejects.toMatchObject({ code: 'captive_portal' });
  });

  it.each([
    [401, 'unknown_device'],
    [403, 'device_revoked'],
    [409, 'replayed_exchange'],
    [413, 'body_too_large'],
    [429, 'rate_limited'],
  ])('hands on with status %i what headquarters says: %s', async (status, code) => {
    const error = { code, message: 'No.', details: { lastExchange: 7 }, issues: [] };
    const url = await server((_body, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    });
    await expect(exchange(url)).rejects.toMatchObject({ code, details: { lastExchange: 7 } });
  });

  it('calls a failing headquarters by its name', async () => {
    const url = await server(
      (_body, response) => void response.writeHead(502, { 'content-type': 'text/html' }).end('x'),
    );
    await expect(exchange(url)).rejects.toMatchObject({ code: 'hq_error', details: { status: 502 } });
  });

  it('tells apart a name that is unknown, a port where nobody listens, silence, a cut and another protocol', async () => {
    const gone = await scriptedServer(echo);
    await gone.close();
    await expect(exchange(gone.url)).rejects.toMatchObject({ code: 'network_unreachable' });
    await expect(exchange(new URL('http://no-such-host.invalid'))).rejects.toMatchObject({
      code: 'network_name',
    });
    await expect(exchange(await raw(() => undefined))).rejects.toMatchObject({ code: 'network_timeout' });
    await expect(exchange(await raw((socket) => void socket.destroy()))).rejects.toMatchObject({
      code: 'network_cut',
    });
    const other = await raw((socket) => void socket.end('SSH-2.0-router\r\n'));
    await expect(exchange(other)).rejects.toMatchObject({ code: 'captive_portal' });
  });

  it('notices an answer that ends early, and still knows what was spent', async () => {
    const url = await server((_body, response) => {
      response.writeHead(200, { 'content-type': exchangeContentType, 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    const failure: unknown = await exchange(url)
      .then(read)
      .catch((cause: unknown) => cause);
    expect(failure).toMatchObject({ code: 'network_cut' });
    expect(bytesSpent(failure).up).toBeGreaterThan(50);
    expect(bytesSpent(failure).down).toBeGreaterThan(50);
  });

  it('stops at once when it is cancelled', async () => {
    const abort = new AbortController();
    const url = await server(() => abort.abort());
    await expect(exchange(url, { signal: abort.signal })).rejects.toMatchObject({ code: 'cancelled' });
    await expect(exchange(url, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('the pin of the enrolment', () => {
  const key = new X509Certificate(testCertificate).publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(key).digest('base64');

  it('lets the right server in, whoever signed its certificate', async () => {
    const reply = await exchange(await server(echo, true), { tlsPin: pin });
    expect([...(await read(reply))]).toEqual([1, 2, 3]);
    expect(reply.bytes().down).toBeGreaterThan(300);
  });

  it('keeps every other server out before anything is sent', async () => {
    let asked = 0;
    const url = await server(() => void asked++, true);
    await expect(exchange(url, { tlsPin: 'AAAA' })).rejects.toMatchObject({ code: 'tls_pin' });
    await expect(exchange(url, { tlsPin: null })).rejects.toMatchObject({ code: 'tls_pin' });
    expect(asked).toBe(0);
  });
});

describe('a question in JSON', () => {
  it('is answered in JSON', async () => {
    const url = await server((body, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(`{"heard":${body.toString()}}`);
    });
    const request = { address: { url, tlsPin: null }, path: '/enrol', signal: new AbortController().signal };
    expect(await askJson(transport, { ...request, body: { a: 1 } })).toEqual({ heard: { a: 1 } });
  });
});
