import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hqDevice, sampleDevice } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import type { ErrorCode } from '#shared/errors.ts';
import { blockKinds, encodeBlock } from '#shared/sync/blocks.ts';
import { exchangeContentType } from '#shared/sync/exchange.ts';
import { hardFrameBytes } from '#shared/sync/frame.ts';
import { edit, mark, person, session, trainingEvent } from '../fixtures/field-rows.ts';
import { fingerprint, startHq, type TestHq } from '../fixtures/hq.ts';
import { nameOf, type WireLaptop } from '../fixtures/wire-laptop.ts';

let hq: TestHq;
beforeAll(async () => {
  hq = await startHq({ HQ_MAX_EXCHANGE_MB: '0.5' });
});
afterAll(() => hq.stop());

const count = async (sql: string): Promise<number> => {
  const { rows } = await hq.pool.query<{ count: number }>(`SELECT count(*) AS count FROM ${sql}`);
  return rows[0]?.count ?? 0;
};

/** A laptop with a roster of ten and one session, marked. */
async function laptopWithTraining(site = 'MOSUL'): Promise<WireLaptop> {
  const laptop = await hq.enrolDevice(site);
  const event = laptop.newId();
  const held = laptop.newId();
  laptop.write(trainingEvent(laptop, event));
  laptop.write(session(laptop, event, held));
  for (let index = 0; index < 10; index++) {
    const added = person(laptop, `Trainee ${index}`);
    laptop.write(added);
    laptop.write(mark(laptop, held, Number(added.key[0]), index % 3 === 0 ? 'late' : 'present'));
  }
  return laptop;
}

describe('an exchange', () => {
  it('brings the records to headquarters and the reference data to the laptop, in one round trip', async () => {
    const laptop = await laptopWithTraining();
    const marks = await count('record.attendance_mark WHERE deleted = 0');
    const { answer, entries } = await laptop.send();
    expect(answer.accepted).toBe(22);
    expect(answer.quarantined).toEqual([]);
    expect(answer.head).toEqual(laptop.head);
    expect(await count('record.attendance_mark WHERE deleted = 0')).toBe(marks + 10);
    const questions = entries
      .flatMap(({ changes }) => changes)
      .filter(({ table }) => table === tables.templateQuestion.id);
    expect(questions).toHaveLength(216);
    expect(entries.filter(({ device }) => device === laptop.device)).toHaveLength(22);
  });

  it('says little when there is nothing to say: no frames up, no deltas down', async () => {
    const laptop = await laptopWithTraining();
    await laptop.send();
    const request = laptop.request();
    expect(request.length).toBeLessThanOrEqual(200);
    const { entries, answer, bytes } = await laptop.send(request);
    expect(bytes).toBeLessThanOrEqual(200);
    expect(entries).toEqual([]);
    expect(answer.deltas).toBe(0);
  });

  it('may repeat a frame that headquarters has: nothing doubles', async () => {
    const laptop = await laptopWithTraining();
    const frames = laptop.frames();
    await laptop.send();
    const before = await fingerprint(hq.pool);
    const { answer } = await laptop.send(laptop.request(laptop.hello(), frames));
    expect(answer.accepted).toBe(22);
    const after = await fingerprint(hq.pool);
    expect({ ...after, 'hq.device': '' }).toEqual({ ...before, 'hq.device': '' });
  });

  it('takes the ops that are new in a frame that overlaps with known ones', async () => {
    const laptop = await laptopWithTraining();
    await laptop.send();
    laptop.write(person(laptop, 'One more'));
    const { answer } = await laptop.send(laptop.request(laptop.hello(), laptop.frames(10)));
    expect(answer.accepted).toBe(23);
  });

  it('tells the laptop by how much its clock is off, and lets no clock into the future', async () => {
    const laptop = await hq.enrolDevice('MOSUL');
    laptop.clockError = 400 * 86_400_000;
    laptop.write(person(laptop, 'From the future'));
    const { answer } = await laptop.send();
    expect(Math.abs(answer.skew - laptop.clockError)).toBeLessThan(60_000);
    const { rows } = await hq.pool.query<{ effective_ms: number }>(
      'SELECT effective_ms FROM hq.op WHERE device = $1',
      [laptop.device],
    );
    expect(rows[0]?.effective_ms).toBeLessThanOrEqual(Date.now());
  });

  it('keeps aside, and names, an op whose values do not fit; the ones after it are taken', async () => {
    const laptop = await hq.enrolDevice('MOSUL');
    laptop.write(person(laptop, 'Good'));
    laptop.write(person(laptop, 'Bad', { sex: 'unknown' }));
    laptop.write(person(laptop, 'Impossible', { entered_at: '2026-02-31T25:00:00.000Z' }));
    laptop.write({ table: 999, key: [1], fields: [] });
    laptop.write(edit(tables.course, ['IPS-BAS'], { name_en: 'Mine' }));
    laptop.write(edit(tables.person, [laptop.newId()], { post: 'Nobody knows me' }));
    laptop.write(person(laptop, 'Good too'));
    const { answer } = await laptop.send();
    expect(answer.accepted).toBe(7);
    expect(answer.quarantined).toEqual([
      { seq: 2, reason: 'invalid_value' },
      { seq: 3, reason: 'invalid_value' },
      { seq: 4, reason: 'unknown_schema' },
      { seq: 5, reason: 'reference_data' },
      { seq: 6, reason: 'unknown_row' },
    ]);
    expect(await count(`record.person WHERE name_latin LIKE 'Good%'`)).toBe(2);
    expect(await count('record.person WHERE _hq_seq = 0')).toBe(0);
  });
});

describe('headquarters refuses, names the reason, writes it down and changes no row:', () => {
  const refusals: readonly (readonly [ErrorCode, string, (laptop: WireLaptop) => Uint8Array])[] = [
    ['unknown_device', 'a number it never gave', (l) => l.request(l.hello({ device: 500_000 }))],
    ['unknown_device', 'the number of the sample mode', (l) => l.request(l.hello({ device: sampleDevice }))],
    ['bad_signature', 'its own number', (l) => l.request(l.hello({ device: hqDevice }))],
    ['bad_signature', 'a hello that was changed', (l) => flip(l.request(), 60)],
    ['replayed_exchange', 'an exchange number that was before', (l) => l.request(l.hello({ exchange: 0 }))],
    ['unsupported_protocol', 'a protocol it does not speak', (l) => l.request(l.hello({ protocol: [2, 3] }))],
    ['malformed_body', 'bytes that are no exchange', () => new Uint8Array(randomBytes(500)).fill(0xff, 0, 1)],
    ['malformed_body', 'nothing at all', () => new Uint8Array(0)],
    ['malformed_body', 'a request without its end', (l) => l.request(l.hello(), []).subarray(0, -5)],
    ['malformed_body', 'frames before the hello', (l) => block(blockKinds.frame, l.frames()[0])],
    ['malformed_body', 'a hello that is no message', () => block(blockKinds.hello, new Uint8Array(40))],
    [
      'malformed_body',
      'a block that only headquarters sends',
      (l) => Buffer.concat([l.request(l.hello(), []).subarray(0, -5), encodeBlock(blockKinds.delta)]),
    ],
    ['frame_malformed', 'a frame of noise', (l) => l.request(l.hello(), [new Uint8Array(randomBytes(400))])],
    ['frame_malformed', 'a frame that ends early', (l) => l.request(l.hello(), [first(l).subarray(0, -70)])],
    ['frame_too_large', 'a block above the limit', (l) => oversized(l)],
    ['frame_signature', 'a frame that was changed', (l) => l.request(l.hello(), [flip(first(l), -10)])],
    ['frame_gap', 'a frame that skips ops', (l) => l.request(l.hello(), l.frames(5))],
    ['frame_chain', 'a chain that does not end where it says', (l) => l.request(l.hello(), [brokenChain(l)])],
    ['frame_chain', 'a chain that begins in the middle', (l) => l.request(l.hello(), [wrongStart(l)])],
  ];

  it.each(refusals)('%s: %s', async (code, _what, make) => {
    const laptop = await laptopWithTraining();
    laptop.exchange = 3;
    const before = await fingerprint(hq.pool);
    const audited = await count('hq.audit WHERE code IS NOT NULL');
    const logged = hq.log.length;
    await expect(laptop.send(make(laptop))).rejects.toMatchObject({ code });
    expect(await fingerprint(hq.pool)).toEqual(before);
    expect(await count('hq.audit WHERE code IS NOT NULL')).toBe(audited + 1);
    expect(hq.log.slice(logged).join('')).toContain(`"code":"${code}"`);
  });

  it('body_too_large: more than the limit, announced or not', async () => {
    const laptop = await laptopWithTraining();
    const before = await fingerprint(hq.pool);
    const request = Buffer.concat([laptop.request(laptop.hello(), []).subarray(0, -5), ...noise()]);
    await expect(laptop.send(request)).rejects.toMatchObject({ code: 'body_too_large' });
    expect(await fingerprint(hq.pool)).toEqual(before);
    const response = await fetch(`${hq.url}/sync/exchange`, {
      method: 'POST',
      headers: { 'content-type': exchangeContentType },
      body: new ReadableStream({
        start(controller) {
          controller.enqueue(request);
          controller.close();
        },
      }),
      duplex: 'half',
    } as RequestInit);
    expect(await response.json()).toMatchObject({ error: { code: 'body_too_large' } });
    expect(await fingerprint(hq.pool)).toEqual(before);
  });

  it('replayed_exchange: the very same request once more, with the number it may follow', async () => {
    const laptop = await laptopWithTraining();
    const request = laptop.request();
    await laptop.send(request);
    const before = await fingerprint(hq.pool);
    const error = await laptop.send(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'replayed_exchange', details: { lastExchange: 1 } });
    expect(await fingerprint(hq.pool)).toEqual(before);
  });

  it('frame_fork: a second history under one number', async () => {
    const laptop = await laptopWithTraining();
    await laptop.send();
    laptop.ops.splice(15);
    laptop.write(person(laptop, 'Another past'));
    const before = await fingerprint(hq.pool);
    for (const after of [15, 10, 0]) {
      const request = laptop.request(laptop.hello(), laptop.frames(after));
      await expect(laptop.send(request)).rejects.toMatchObject({ code: 'frame_fork' });
    }
    expect(await fingerprint(hq.pool)).toEqual(before);
  });

  it('another content type', async () => {
    const response = await fetch(`${hq.url}/sync/exchange`, { method: 'POST', body: '{}' });
    expect(await response.json()).toMatchObject({ error: { code: 'malformed_body' } });
  });

  it('device_revoked: what it sends is kept aside, and nothing is told to it', async () => {
    const laptop = await laptopWithTraining();
    await hq.pool.query('UPDATE hq.device SET revoked_at = now() WHERE number = $1', [laptop.device]);
    const people = await count('record.person');
    await expect(laptop.send()).rejects.toMatchObject({ code: 'device_revoked' });
    expect(await count('record.person')).toBe(people);
    expect(await count(`hq.quarantine WHERE device = ${laptop.device} AND reason = 'device_revoked'`)).toBe(
      22,
    );
    expect(await count(`hq.op WHERE device = ${laptop.device} AND hq_seq IS NULL`)).toBe(22);
  });
});

describe('a line that is cut', () => {
  it('at any byte costs at most the frame under way; the next exchange goes on from there', async () => {
    const laptop = await hq.enrolDevice('MOSUL');
    for (let index = 0; index < 400; index++)
      laptop.write(person(laptop, `Cut ${index} ${randomBytes(30).toString('hex')}`));
    const frames = laptop.frames();
    expect(frames.length).toBeGreaterThan(2);
    const people = await count('record.person');
    const whole = laptop.request(laptop.hello(), frames).length;
    for (let cut = 0; cut < 24; cut++) {
      const request = laptop.request(laptop.hello(), laptop.frames(0));
      await sendCut(hq.url, request, Math.floor((whole * cut) / 24) + (cut % 5));
    }
    const { answer } = await laptop.send(laptop.request(laptop.hello(), laptop.frames(0)));
    expect(answer.accepted).toBe(400);
    expect(await count('record.person')).toBe(people + 400);
    expect(await count(`hq.op WHERE device = ${laptop.device}`)).toBe(400);
    const told = new Set(laptop.rows.keys());
    for (const { op } of laptop.ops)
      for (const change of op.changes) expect(told.has(nameOf(change))).toBe(true);
  });
});

function first(laptop: WireLaptop): Uint8Array {
  return laptop.frames()[0] ?? new Uint8Array(0);
}

function block(kind: 1 | 2, payload: Uint8Array | undefined): Uint8Array {
  return encodeBlock(kind, payload);
}

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const changed = bytes.slice();
  const index = at < 0 ? changed.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
}

function oversized(laptop: WireLaptop): Uint8Array {
  const head = new Uint8Array(5);
  head[0] = blockKinds.frame;
  new DataView(head.buffer).setUint32(1, hardFrameBytes + 1);
  return Buffer.concat([laptop.request(laptop.hello(), []).subarray(0, -5), head, new Uint8Array(10)]);
}

function brokenChain(laptop: WireLaptop): Uint8Array {
  const ops = laptop.ops.map(({ op, hash }) => ({ op, hash: flip(hash, 0) }));
  return laptop.frame(ops, new Uint8Array(32));
}

function wrongStart(laptop: WireLaptop): Uint8Array {
  return laptop.frame(laptop.ops, new Uint8Array(32).fill(7));
}

function noise(): readonly Uint8Array[] {
  const payload = new Uint8Array(randomBytes(700 * 1024));
  return [encodeBlock(blockKinds.frame, payload)];
}

/** Sends the first bytes of a request and then breaks the connection. */
function sendCut(url: string, request: Uint8Array, bytes: number): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(
        `POST /sync/exchange HTTP/1.1\r\nhost: hq\r\ncontent-type: ${exchangeContentType}\r\ncontent-length: ${request.length}\r\n\r\n`,
      );
      socket.write(request.subarray(0, bytes), () => socket.end());
    });
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
    socket.resume();
  });
}
