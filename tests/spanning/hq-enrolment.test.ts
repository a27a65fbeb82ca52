import { createPublicKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstLaptopDevice } from '#shared/domain/ids.ts';
import { fromBase64Url } from '#shared/sync/base64.ts';
import {
  certificateBytes,
  enrolAnswerBytes,
  enrolAnswerSchema,
  formatEnrolmentCode,
  parseEnrolment,
} from '#shared/sync/enrolment.ts';
import { fingerprint, startHq, type TestHq } from '../fixtures/hq.ts';
import { hqKeyOf, makeKeys, postEnrolment } from '../fixtures/wire-laptop.ts';

let hq: TestHq;
beforeAll(async () => {
  hq = await startHq();
});
afterAll(() => hq.stop());

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

function isByHq(enrolment: string, bytes: Uint8Array, signature: string): boolean {
  const key = Buffer.concat([spkiPrefix, hqKeyOf(enrolment)]);
  const publicKey = createPublicKey({ key, format: 'der', type: 'spki' });
  return verify(null, bytes, publicKey, fromBase64Url(signature));
}

describe('an enrolment', () => {
  it('makes one laptop a device, with spare numbers, its site and proofs by headquarters', async () => {
    const enrolment = await hq.enrolment('MOSUL');
    const { status, body } = await postEnrolment(hq.url, enrolment, makeKeys());
    expect(status).toBe(200);
    const answer = enrolAnswerSchema.parse(body);
    expect(answer.device).toBeGreaterThanOrEqual(firstLaptopDevice);
    expect(answer.spares).toEqual([1, 2, 3].map((step) => answer.device + step));
    expect(answer.grant).toEqual({ version: 1, sites: ['MOSUL'] });
    const { token } = parseEnrolment(enrolment);
    expect(isByHq(enrolment, enrolAnswerBytes(answer, token), answer.signature)).toBe(true);
    expect(isByHq(enrolment, certificateBytes(answer.certificate), answer.certificate.signature)).toBe(true);
  });

  it('works as a code too', async () => {
    const code = formatEnrolmentCode(parseEnrolment(await hq.enrolment('BASRA')));
    expect((await postEnrolment(hq.url, code, makeKeys())).status).toBe(200);
  });

  it('gives the same device again when the reply was lost, and no other laptop anything', async () => {
    const enrolment = await hq.enrolment('MOSUL');
    const keys = makeKeys();
    const first = await postEnrolment(hq.url, enrolment, keys);
    const before = await fingerprint(hq.pool);
    const again = await postEnrolment(hq.url, enrolment, keys);
    const { device, spares, certificate } = enrolAnswerSchema.parse(first.body);
    expect(again.body).toMatchObject({ device, spares, certificate });
    const other = await postEnrolment(hq.url, enrolment, makeKeys());
    expect(other).toMatchObject({ status: 409, body: { error: { code: 'enrolment_used' } } });
    expect(await fingerprint(hq.pool)).toEqual(before);
  });

  it('serves one laptop when two use it at the same moment', async () => {
    const enrolment = await hq.enrolment('MOSUL');
    const replies = await Promise.all([1, 2, 3, 4].map(() => postEnrolment(hq.url, enrolment, makeKeys())));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  it('expires', async () => {
    const enrolment = await hq.enrolment('MOSUL', 'Late-1', 'advisor', -1);
    const before = await fingerprint(hq.pool);
    const reply = await postEnrolment(hq.url, enrolment, makeKeys());
    expect(reply).toMatchObject({ status: 410, body: { error: { code: 'enrolment_expired' } } });
    expect(await fingerprint(hq.pool)).toEqual(before);
  });

  it('must be one that headquarters made, by a laptop that holds its key; a key serves one device', async () => {
    const enrolment = parseEnrolment(await hq.enrolment('MOSUL'));
    const invented = JSON.stringify({ ...enrolment, token: 'x'.repeat(43) });
    expect(await postEnrolment(hq.url, invented, makeKeys())).toMatchObject({
      body: { error: { code: 'enrolment_invalid' } },
    });
    const stolen = { ...makeKeys(), publicKey: makeKeys().publicKey };
    expect(await postEnrolment(hq.url, JSON.stringify(enrolment), stolen)).toMatchObject({
      body: { error: { code: 'bad_signature' } },
    });
    const keys = makeKeys();
    expect((await postEnrolment(hq.url, JSON.stringify(enrolment), keys)).status).toBe(200);
    expect(await postEnrolment(hq.url, await hq.enrolment('MOSUL'), keys)).toMatchObject({
      body: { error: { code: 'enrolment_used' } },
    });
    const { rows } = await hq.pool.query(
      `SELECT count(*) AS n FROM hq.audit WHERE action = 'enrolment.refused'`,
    );
    expect(Number(rows[0]?.n)).toBeGreaterThanOrEqual(3);
  });

  it('of a site that does not exist cannot be made', async () => {
    await expect(hq.enrolment('ATLANTIS')).rejects.toMatchObject({ code: 'not_found' });
  });
});
