import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchangeHistory } from '#db/exchange-log.ts';
import { saveEnrolment, syncState } from '#db/sync-state.ts';
import { openTestDatabase, type TestDatabase } from '#db/test-database.ts';
import { person } from '#shared/domain/tables/people.ts';
import type { SyncStatus } from '#shared/ipc/sync.ts';
import { createJobs, type JobRegistry } from '../jobs.ts';
import { makeKeyPair } from './device-key.ts';
import { createSyncEngine, type SyncEngine } from './engine.ts';
import { rawServer, type ScriptedServer, scriptedServer } from './fixtures/scripted-server.ts';
import { type SmallHeadquarters, sendReply, smallHeadquarters } from './fixtures/small-headquarters.ts';
import { createHttpTransport } from './transport.ts';

const device = 16;
const author = { advisorId: device * 2 ** 33 + 1, site: 'mosul' };

/** Timers that go when the test says so. */
function handTimers() {
  const waiting: { readonly ms: number; readonly work: () => void }[] = [];
  return {
    waiting,
    after(ms: number, work: () => void) {
      const entry = { ms, work };
      waiting.push(entry);
      return () => {
        const place = waiting.indexOf(entry);
        if (place >= 0) waiting.splice(place, 1);
      };
    },
    fire() {
      for (const { work } of waiting.splice(0)) work();
    },
  };
}

let db: TestDatabase;
let hq: SmallHeadquarters;
let server: ScriptedServer;
let jobs: JobRegistry;
let engine: SyncEngine;
let timers: ReturnType<typeof handTimers>;
let script: (body: Buffer, response: ServerResponse, request: IncomingMessage) => void;
let reachable: boolean;
const statuses: SyncStatus[] = [];

beforeEach(async () => {
  db = openTestDatabase({ device: null });
  const keys = makeKeyPair();
  hq = smallHeadquarters(device, keys.publicKey);
  script = (body, response) => sendReply(response, hq.answer(body));
  server = await scriptedServer((body, response, request) => script(body, response, request));
  saveEnrolment(db.store, {
    device,
    spares: [],
    epoch: 'first',
    grant: { version: 1, sites: ['mosul'] },
    hqUrl: server.url.href,
    hqId: 'hq',
    hqKey: hq.publicKey,
    tlsPin: null,
    publicKey: keys.publicKey,
    privateKey: keys.privateKey,
    certificate: '{}',
    site: 'mosul',
    label: 'Mosul-1',
    role: 'advisor',
    programme: 'police',
  });
  jobs = createJobs(
    () => undefined,
    () => undefined,
  );
  timers = handTimers();
  statuses.length = 0;
  reachable = false;
  engine = newEngine(true);
});

afterEach(async () => {
  engine.stop();
  await jobs.stopAll();
  await server.close();
  db.dispose();
});

function newEngine(automatic: boolean): SyncEngine {
  return createSyncEngine({
    store: db.store,
    jobs,
    transport: createHttpTransport({ connectMs: 5000, idleMs: 2000 }),
    appVersion: '0.1.0',
    timers,
    random: (count) => new Uint8Array(randomBytes(count)),
    announce: (status) => statuses.push(status),
    automatic,
    probe: async () => reachable,
  });
}

function record(count: number): void {
  for (let index = 0; index < count; index++) {
    db.commit(author, (tx) => {
      const id = tx.newId();
      tx.insert(person, {
        id,
        site: 'mosul',
        name_ar: `اسم ${index}`,
        given_ar: null,
        father_ar: null,
        grandfather_ar: null,
        great_grandfather_ar: null,
        laqab_ar: null,
        name_latin: `Name ${index}`,
        sex: null,
        birth_date: null,
        birth_placeholder: 0,
        rank_code: null,
        post: null,
        institution_id: null,
        governorate_code: null,
        badge: null,
        other_id: null,
        phone: null,
        unit: null,
        note: randomBytes(400).toString('base64'),
        merged_into: null,
        entered_by: author.advisorId,
        entered_at: '2007-03-04T05:06:07.000Z',
      });
    });
  }
}

const sync = (): Promise<void> => engine.start().done;
const seqs = (): readonly number[] => hq.ops.map(({ seq }) => seq);
const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('an exchange', () => {
  it('sends everything that waits once and leaves the laptop up to date', async () => {
    record(40);
    expect(engine.status()).toMatchObject({ state: 'saved', toSend: 40 });
    await sync();
    expect(seqs()).toEqual(upTo(40));
    expect(engine.status()).toMatchObject({
      state: 'up_to_date',
      toSend: 0,
      lastError: null,
      progress: null,
    });
    const [log] = exchangeHistory(db.store, 1);
    expect(log).toMatchObject({ outcome: 'ok', way: 'network', opsSent: 40, opsReceived: 0, error: null });
    expect(log?.bytesUp).toBeGreaterThan(40 * 300);
    expect(log?.bytesDown).toBeGreaterThan(200);
    await sync();
    expect(seqs()).toEqual(upTo(40));
    expect(exchangeHistory(db.store, 1)[0]?.opsSent).toBe(0);
  });

  it('brings what others recorded', async () => {
    hq.fromElsewhere({
      changes: [{ table: person.id, key: [17 * 2 ** 33 + 1], fields: [[9, 'From Basra']] }],
    });
    await sync();
    expect(db.read.get(person, { id: 17 * 2 ** 33 + 1 })?.name_latin).toBe('From Basra');
    expect(exchangeHistory(db.store, 1)[0]?.opsReceived).toBe(1);
  });

  it('says when the clock of the laptop is wrong, and nothing about less than two minutes', async () => {
    hq.skew = -180_000;
    await sync();
    expect(engine.status().skewMinutes).toBe(-3);
    hq.skew = 119_000;
    await sync();
    expect(engine.status().skewMinutes).toBe(0);
  });

  it('is one at a time: who asks again joins the one that runs', async () => {
    record(1);
    const first = engine.start();
    expect(engine.start().jobId).toBe(first.jobId);
    await first.done;
    expect(hq.hellos).toHaveLength(1);
  });

  it('uses a new number every time, also when the one before failed', async () => {
    script = (_body, response) => response.destroy();
    await expect(sync()).rejects.toThrow();
    script = (body, response) => sendReply(response, hq.answer(body));
    await sync();
    await sync();
    const numbers = hq.hellos.map(({ exchange }) => exchange);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    expect(numbers[0]).toBeGreaterThan(1);
  });

  it('goes on above the number that headquarters saw last', async () => {
    let refused = false;
    script = (body, response) => {
      if (refused) return sendReply(response, hq.answer(body));
      refused = true;
      const error = {
        code: 'replayed_exchange',
        message: 'Seen.',
        details: { lastExchange: 500 },
        issues: [],
      };
      response.writeHead(409, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    };
    await sync();
    expect(hq.hellos[0]?.exchange).toBe(501);
  });
});

describe('who answers', () => {
  it('must have signed with the key of the enrolment', async () => {
    record(1);
    hq.turnFalse();
    await expect(sync()).rejects.toMatchObject({ code: 'hq_identity' });
    expect(engine.status()).toMatchObject({ state: 'refused', toSend: 1 });
  });

  it('must have answered this exchange and not an earlier one', async () => {
    let earlier: Uint8Array | undefined;
    script = (body, response) => {
      const reply = hq.answer(body);
      sendReply(response, earlier ?? reply);
      earlier ??= reply;
    };
    await sync();
    await expect(sync()).rejects.toMatchObject({ code: 'hq_identity' });
  });

  it('is named when it is a login page, and nothing is lost', async () => {
    record(3);
    script = (_body, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<html>Welcome to the camp network</html>');
    };
    await expect(sync()).rejects.toMatchObject({ code: 'captive_portal' });
    expect(engine.status()).toMatchObject({ state: 'offline', toSend: 3 });
    expect(exchangeHistory(db.store, 1)[0]).toMatchObject({ outcome: 'unreachable' });
    script = (body, response) => sendReply(response, hq.answer(body));
    await sync();
    expect(seqs()).toEqual(upTo(3));
  });

  it.each([
    [401, 'unknown_device'],
    [401, 'bad_signature'],
    [403, 'device_revoked'],
  ] as const)('may refuse with %i: %s', async (status, code) => {
    record(1);
    script = (_body, response) => {
      const error = { code, message: 'No.', details: {}, issues: [] };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error }));
    };
    await expect(sync()).rejects.toMatchObject({ code });
    expect(engine.status()).toMatchObject({ state: 'refused', toSend: 1, lastError: { code } });
    expect(exchangeHistory(db.store, 1)[0]).toMatchObject({ outcome: 'refused', error: { code } });
  });
});

describe('a cut', () => {
  it('of the reply at any byte loses nothing and doubles nothing', async () => {
    record(8);
    for (const place of [20, 90, 130, 180, 260, 330, 420, 500]) {
      hq.fromElsewhere({
        changes: [{ table: person.id, key: [17 * 2 ** 33 + place], fields: [[9, `From Basra ${place}`]] }],
      });
      script = (body, response) => sendReply(response, hq.answer(body), place);
      await expect(sync()).rejects.toMatchObject({ code: 'network_cut' });
    }
    script = (body, response) => sendReply(response, hq.answer(body));
    await sync();
    expect(seqs()).toEqual(upTo(8));
    expect(db.read.one<{ n: number }>('SELECT count(*) AS n FROM person')?.n).toBe(16);
    expect(syncState(db.store)).toMatchObject({ cursor: 16, accepted: 8, settled: 8 });
    expect(engine.status().state).toBe('up_to_date');
  });

  it('of the request is followed by a question first, so that nothing goes up twice', async () => {
    record(30);
    const flaky = await rawServer((socket) => {
      let got = 0;
      socket.on('data', (chunk) => {
        got += chunk.length;
        if (got > 6000) socket.destroy();
      });
    });
    const right = syncState(db.store).enrolled?.hqUrl ?? '';
    const pointAt = (url: string) => db.store.run('UPDATE sync_state SET hq_url = ?', url);
    pointAt(flaky.url.href);
    await expect(sync()).rejects.toMatchObject({ code: 'network_cut' });
    await flaky.close();
    expect(exchangeHistory(db.store, 1)[0]).toMatchObject({ outcome: 'cut' });
    pointAt(right);
    const sizes: number[] = [];
    script = (body, response) => {
      sizes.push(body.length);
      sendReply(response, hq.answer(body));
    };
    await sync();
    expect(sizes).toHaveLength(2);
    expect(sizes[0]).toBeLessThan(500);
    expect(seqs()).toEqual(upTo(30));
  });

  it('by the person keeps everything for the next time', async () => {
    record(2);
    script = () => jobs.cancel(engine.start().jobId);
    await expect(sync()).rejects.toMatchObject({ code: 'cancelled' });
    expect(engine.status()).toMatchObject({ toSend: 2, lastError: null });
  });
});

describe('by itself', () => {
  it('the laptop calls when it starts, after a pause in the recording, and every few minutes', async () => {
    expect(timers.waiting).toHaveLength(1);
    timers.fire();
    await engine.start().done;
    expect(hq.hellos).toHaveLength(1);
    expect(timers.waiting[0]?.ms).toBe(5 * 60_000);
    record(1);
    engine.recorded();
    engine.recorded();
    expect(timers.waiting.map(({ ms }) => ms).sort()).toEqual([200, 3000]);
    timers.fire();
    await engine.start().done;
    expect(seqs()).toEqual([1]);
  });

  it('it waits longer after each failure, and tries at once when the link comes up', async () => {
    script = (_body, response) => response.destroy();
    const delays: number[] = [];
    for (let failures = 0; failures < 4; failures++) {
      await expect(sync()).rejects.toThrow();
      delays.push(timers.waiting[0]?.ms ?? 0);
    }
    expect(delays[0]).toBeLessThan(10_000);
    expect(delays[3]).toBeGreaterThan(15_000);
    engine.recorded();
    expect(timers.waiting.map(({ ms }) => ms)).toEqual([delays[3], 200]);
    engine.linkCameUp();
    expect(timers.waiting.map(({ ms }) => ms)).toEqual([200, 1500]);
  });

  it('it knocks while headquarters is out of reach, and calls as soon as somebody is there', async () => {
    const right = syncState(db.store).enrolled?.hqUrl ?? '';
    const pointAt = (url: string) => db.store.run('UPDATE sync_state SET hq_url = ?', url);
    pointAt('http://127.0.0.1:1');
    await expect(sync()).rejects.toMatchObject({ code: 'network_unreachable' });
    const knock = () => timers.waiting.find(({ ms }) => ms === 30_000);
    knock()?.work();
    await expect.poll(() => timers.waiting.filter(({ ms }) => ms === 30_000).length).toBe(2);
    reachable = true;
    pointAt(right);
    timers.waiting.at(-1)?.work();
    await expect.poll(() => timers.waiting.some(({ ms }) => ms === 1500)).toBe(true);
  });

  it('it starts no exchange when the command line runs it', () => {
    timers.waiting.length = 0;
    const quiet = newEngine(false);
    quiet.recorded();
    quiet.linkCameUp();
    expect(timers.waiting.map(({ ms }) => ms)).toEqual([200]);
  });
});
