import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchangeContentType } from '#shared/sync/exchange.ts';
import { person } from '../fixtures/field-rows.ts';
import { startHq, type TestHq } from '../fixtures/hq.ts';

let hq: TestHq;
beforeAll(async () => {
  hq = await startHq({ HQ_SIGN_OF_LIFE_SECONDS: '0.05' });
});
afterAll(() => hq.stop());

describe('a headquarters that needs long for an exchange', () => {
  it('keeps telling the laptop that it is there, and answers when it is done', async () => {
    const laptop = await hq.enrolDevice('MOSUL');
    laptop.write(person(laptop, 'Somebody who waits'));
    const busy = await hq.pool.connect();
    await busy.query(`BEGIN; SELECT value FROM hq.counter WHERE name = 'hq_seq' FOR UPDATE`);
    try {
      const outgoing = httpRequest(`${hq.url}/sync/exchange`, {
        method: 'POST',
        headers: { 'content-type': exchangeContentType },
      });
      let signs = 0;
      const heard = new Promise<void>((resolve) => {
        outgoing.on('information', ({ statusCode }) => {
          expect(statusCode).toBe(102);
          signs++;
          if (signs === 3) resolve();
        });
      });
      const answered = once(outgoing, 'response') as Promise<[IncomingMessage]>;
      outgoing.end(laptop.request());
      await heard;
      await busy.query('ROLLBACK');
      const [reply] = await answered;
      expect(reply.statusCode).toBe(200);
      reply.resume();
      await once(reply, 'end');
    } finally {
      busy.release();
    }
    expect((await laptop.send()).answer.accepted).toBe(1);
  });
});
