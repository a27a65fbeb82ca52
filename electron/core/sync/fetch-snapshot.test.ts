import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bootstrapPlan, missingParts } from '#db/bootstrap.ts';
import { sha256 } from '#db/journal.ts';
import { acknowledge, beginExchange, saveEnrolment, syncState } from '#db/sync-state.ts';
import { openTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { parseAuthorization, requestBytes } from '#shared/sync/signed-request.ts';
import { encodeSnapshotPart, partType } from '#shared/sync/snapshot-part.ts';
import { frameCompression } from './compression.ts';
import { makeKeyPair, verifierOf } from './device-key.ts';
import type { Moved } from './exchange.ts';
import { fetchSnapshot } from './fetch-snapshot.ts';
import { type ScriptedServer, scriptedServer } from './fixtures/scripted-server.ts';
import { createHttpTransport } from './transport.ts';

const device = 16;
const keys = makeKeyPair();
/** Three parts with one mark each. */
const parts = [1, 2, 3].map((person) =>
  encodeSnapshotPart(
    [
      {
        table: 34,
        rows: 1,
        keys: [[9], [person]],
        fields: [0, 3, 4, 5],
        values: [[0], ['MOSUL'], ['present'], [null]],
        actors: [7],
        devices: [17],
        times: [500],
      },
    ],
    frameCompression(1),
  ),
);
const hex = (bytes: Uint8Array): string => Buffer.from(sha256(bytes)).toString('hex');

let db: TestDatabase;
let server: ScriptedServer;
let script: (response: ServerResponse, part: Uint8Array, request: IncomingMessage) => void;
const asked: string[] = [];
const whole = (response: ServerResponse, part: Uint8Array): void => {
  response.writeHead(200, { 'content-type': partType }).end(part);
};

beforeEach(async () => {
  asked.length = 0;
  script = whole;
  server = await scriptedServer((_body, response, request) => {
    const name = request.url?.split('/').at(-1) ?? '';
    asked.push(name);
    script(response, parts.find((part) => hex(part) === name) ?? new Uint8Array(), request);
  });
  db = openTestDatabase({ device: null });
  saveEnrolment(db.store, {
    device,
    spares: [],
    epoch: 'e1',
    grant: { version: 1, sites: ['MOSUL'] },
    hqUrl: server.url.href,
    hqId: 'hq',
    hqKey: keys.publicKey,
    tlsPin: null,
    ...keys,
    certificate: '{}',
    site: 'MOSUL',
    label: 'Mosul-1',
    role: 'advisor',
    programme: 'police',
  });
  beginExchange(db.store);
  announce(parts);
});
afterEach(async () => {
  await server.close();
  db.dispose();
});

/** Headquarters names a snapshot of these parts. */
function announce(named: readonly Uint8Array[]): void {
  acknowledge(db.store, {
    epoch: 'e1',
    grant: { version: 1, sites: ['MOSUL'] },
    headSeq: 0,
    accepted: 0,
    durable: 0,
    quarantined: [],
    skewMs: 0,
    bootstrap: {
      id: `s${named.length}`,
      at: 40,
      ownSeq: 0,
      scopes: ['*', 'MOSUL'],
      whole: true,
      parts: named.map((part) => ({ sha256: sha256(part), size: part.length })),
    },
  });
}

function run(signal = new AbortController().signal): Promise<boolean> {
  const moved: Moved = { opsSent: 0, opsReceived: 0, bytesUp: 0, bytesDown: 0 };
  const transport = createHttpTransport({ connectMs: 5000, idleMs: 2000 });
  return fetchSnapshot({ store: db.store, transport, signal, report: () => undefined }, moved);
}

const marks = (): number => db.read.all('SELECT 1 FROM attendance_mark').length;

describe('fetching a snapshot', () => {
  it('asks for each part once, in order, signed by this laptop, and loads them', async () => {
    script = (response, part, request) => {
      const credentials = parseAuthorization(request.headers.authorization);
      const path = request.url ?? '';
      const signed = requestBytes({ method: 'GET', path, device, exchange: 1, bodyHash: new Uint8Array() });
      expect(credentials).toMatchObject({ device, exchange: 1 });
      expect(verifierOf(keys.publicKey)(signed, credentials?.signature ?? new Uint8Array())).toBe(true);
      whole(response, part);
    };
    expect(await run()).toBe(true);
    expect(asked).toEqual(parts.map(hex));
    expect(marks()).toBe(3);
    expect(syncState(db.store).cursor).toBe(40);
    expect(await run()).toBe(false);
  });

  it('loses the part that was under way when the road breaks, and no other', async () => {
    script = (response, part) => {
      if (hex(part) !== hex(parts[1] ?? new Uint8Array())) whole(response, part);
      else
        response
          .writeHead(200, { 'content-type': partType })
          .write(part.subarray(0, 20), () => response.destroy());
    };
    await expect(run()).rejects.toMatchObject({ code: 'network_cut' });
    expect(missingParts(db.store)).toHaveLength(2);
    expect(marks()).toBe(0);
    script = whole;
    expect(await run()).toBe(true);
    expect(asked.filter((name) => name === asked[0])).toHaveLength(1);
    expect(marks()).toBe(3);
  });

  it('takes nothing that only looks like a part, however long it is', async () => {
    script = (response) => {
      response.writeHead(200, { 'content-type': partType }).end(Buffer.alloc(300_000));
    };
    await expect(run()).rejects.toMatchObject({ code: 'frame_too_large' });
    script = (response, part) => whole(response, new Uint8Array(part.length));
    await expect(run()).rejects.toMatchObject({ code: 'frame_malformed' });
    expect(missingParts(db.store)).toHaveLength(3);
  });

  it('asks headquarters again when it no longer keeps a part', async () => {
    script = (response) => {
      const error = { code: 'not_found', message: 'gone', details: {}, issues: [] };
      response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    };
    expect(await run()).toBe(true);
    expect(bootstrapPlan(db.store)).toBeDefined();
    expect(marks()).toBe(0);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    script = (response, part) => {
      stop.abort();
      whole(response, part);
    };
    await expect(run(stop.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(marks()).toBe(0);
  });
});
