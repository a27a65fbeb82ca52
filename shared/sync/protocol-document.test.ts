import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeId } from '../domain/ids.ts';
import { toBase64Url } from './base64.ts';
import { blockKinds, encodeBlock } from './blocks.ts';
import { encodeUtf8, joinBytes } from './bytes.ts';
import { decodeOps, encodeOps } from './columns.ts';
import type { Compression } from './compression.ts';
import { decodeDeltas, encodeDeltas } from './delta.ts';
import { certificateBytes, type Enrolment, formatEnrolmentCode, parseEnrolment } from './enrolment.ts';
import {
  answerSchema,
  decodeAnswer,
  decodeHello,
  encodeAnswer,
  encodeHello,
  helloSchema,
} from './exchange.ts';
import { decodeFrame, encodeFrame } from './frame.ts';
import type { Op } from './op.ts';
import { decodeChanges, encodeChanges, opHash } from './op-body.ts';

const document = readFileSync(new URL('../../docs/sync-protocol.md', import.meta.url), 'utf8');

/** The document's blocks of bytes by name: hexadecimal at the start of each line, an explanation after two spaces. */
const examples = new Map(
  [...document.matchAll(/^```hex (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', lines = '']) => [
    name,
    lines
      .split('\n')
      .map((line) => line.split('  ')[0]?.replaceAll(' ', '') ?? '')
      .join(''),
  ]),
);

/** Ed25519 private keys that the document gives: nobody's. */
const keyFrom = (first: number) =>
  createPrivateKey({
    key: Buffer.concat([
      Buffer.from('302e020100300506032b657004220420', 'hex'),
      Uint8Array.from({ length: 32 }, (_, index) => first + index),
    ]),
    format: 'der',
    type: 'pkcs8',
  });
const laptopKey = keyFrom(0);
const hqKey = keyFrom(32);
const rawPublic = (key: typeof laptopKey) =>
  new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(12));
const byLaptop = (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, laptopKey));
const byHq = (bytes: Uint8Array) => new Uint8Array(sign(null, bytes, hqKey));
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const plain: Compression = { encoding: 'plain', run: (bytes) => bytes };
const decompress = (_encoding: unknown, bytes: Uint8Array) => bytes;

const device = 16;
const zeros = new Uint8Array(32);
const nonce = Uint8Array.from({ length: 16 }, (_, index) => 0xa0 + index);
const common = { seen: 3, actor: makeId(device, 3), schema: 1 };
const session = makeId(device, 1);
const first: Op = {
  ...common,
  seq: 1,
  first: 1,
  hlc: { ms: 1_764_579_600_000, counter: 0 },
  changes: [
    {
      table: 34,
      key: [session, makeId(device, 2)],
      fields: [
        [3, 'MOSUL'],
        [4, 'late'],
        [5, 15],
      ],
    },
  ],
};
const second: Op = {
  ...common,
  seq: 2,
  first: 2,
  hlc: { ms: 1_764_579_601_500, counter: 0 },
  changes: [
    {
      table: 34,
      key: [session, makeId(device, 4)],
      fields: [
        [3, 'MOSUL'],
        [4, 'present'],
        [5, null],
      ],
    },
  ],
};
const ops = [first, second];
const firstHash = opHash(zeros, device, first, encodeChanges(first.changes), sha256);
const secondHash = opHash(firstHash, device, second, encodeChanges(second.changes), sha256);
const frame = encodeFrame(
  { device, ops, previous: zeros, last: secondHash },
  { compress: plain, sign: byLaptop },
);
const hello = encodeHello(
  {
    protocol: [1, 1],
    schema: 1,
    device,
    exchange: 7,
    time: 1_764_579_660_000,
    epoch: 'kL3x',
    grant: 1,
    cursor: 3,
    head: { seq: 2, hash: secondHash },
    app: '0.1.0',
    nonce,
  },
  byLaptop,
);
const answer = encodeAnswer(
  {
    nonce,
    exchange: 7,
    protocol: 1,
    epoch: 'kL3x',
    grant: { version: 1, sites: ['MOSUL'] },
    time: 1_764_579_655_000,
    skew: 5000,
    head: { seq: 2, hash: secondHash },
    accepted: 2,
    durable: 0,
    quarantined: [],
    cursor: 5,
    deltas: 1,
  },
  byHq,
);
const entryOf = ({ seq, actor, hlc }: Op, hqSeq: number) =>
  ({
    hqSeq,
    device,
    seq,
    actor,
    hlc: { ms: hlc.ms - 5000, counter: hlc.counter },
    kind: 'change',
    changes: [],
    lost: [],
  }) as const;
const delta = encodeDeltas({ nonce, index: 0, from: 3, to: 5 }, [entryOf(first, 4), entryOf(second, 5)], {
  compress: plain,
  sign: byHq,
});
const certificate = {
  device,
  publicKey: toBase64Url(rawPublic(laptopKey)),
  expiresAt: '2027-12-01T09:00:00.000Z',
};

const made: Readonly<Record<string, Uint8Array>> = {
  'laptop-key': rawPublic(laptopKey),
  'hq-key': rawPublic(hqKey),
  changes: encodeChanges(first.changes),
  link: joinBytes([zeros, linkHead(first), encodeChanges(first.changes)]),
  hash: firstHash,
  'second-hash': secondHash,
  columns: encodeOps(ops),
  frame,
  hello: encodeBlock(blockKinds.hello, hello),
  answer: encodeBlock(blockKinds.answer, answer),
  delta: encodeBlock(blockKinds.delta, delta),
  end: encodeBlock(blockKinds.end),
  'certificate-signature': byHq(certificateBytes(certificate)),
};

/** The header of the chain's link, written out by hand: every number here takes the bytes that the document shows. */
function linkHead(op: Op): Uint8Array {
  const numbers = [device, op.seq, op.first, op.hlc.ms, op.hlc.counter, op.seen, op.actor, op.schema];
  return Uint8Array.from(numbers.flatMap(sevenBits));
}

function sevenBits(value: number): readonly number[] {
  return value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...sevenBits(Math.floor(value / 0x80))];
}

test.each(Object.entries(made))('a client written from the document makes these bytes: %s', (name, bytes) => {
  expect(examples.get(name)).toBe(Buffer.from(bytes).toString('hex'));
});

test('the document shows no bytes that are not checked here', () => {
  expect([...examples.keys()].sort()).toEqual(Object.keys(made).sort());
});

test('the bytes of the document mean what it says', () => {
  const bytes = (name: string) => new Uint8Array(Buffer.from(examples.get(name) ?? '', 'hex'));
  expect(sha256(bytes('link'))).toEqual(bytes('hash'));
  expect(decodeChanges(bytes('changes'))).toEqual(first.changes);
  expect(decodeOps(bytes('columns'))).toEqual(ops);
  expect(decodeFrame(bytes('frame'), { decompress }).ops).toEqual(ops);
  expect(decodeHello(bytes('hello').slice(5)).message).toMatchObject({ device, cursor: 3, nonce });
  expect(decodeAnswer(bytes('answer').slice(5)).message).toMatchObject({ accepted: 2, skew: 5000 });
  expect(decodeDeltas(bytes('delta').slice(5), { decompress }).entries).toHaveLength(2);
});

test('the enrolment of the document can be read as file and as code', () => {
  const [, file = ''] = /^```json enrolment\n([\s\S]*?)^```$/m.exec(document) ?? [];
  const [, code = ''] = /^```text code\n([\s\S]*?)^```$/m.exec(document) ?? [];
  const enrolment: Enrolment = parseEnrolment(file);
  expect(parseEnrolment(code)).toEqual(enrolment);
  expect(code.replaceAll('\n', '')).toBe(formatEnrolmentCode(enrolment));
  expect(enrolment.hqKey).toBe(toBase64Url(rawPublic(hqKey)));
  expect(document).toContain(`\n${new TextDecoder().decode(certificateBytes(certificate))}\n`);
  expect(encodeUtf8(enrolment.token).length).toBeGreaterThanOrEqual(16);
});

/** Cells of the table under a heading of the document. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = document.split(`\n${heading}\n`)[1]?.match(/^([\s\S]*?)(?=\n#|$(?![\s\S]))/) ?? [];
  const lines = section.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(1).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

test.each([
  ['### Hello', Object.keys(helloSchema.shape)],
  ['### Answer', Object.keys(answerSchema.shape)],
])('every field of the message under %s is explained at its place', (heading, fields) => {
  const rows = tableUnder(heading).map(([place, field]) => `${place} ${field}`);
  expect(rows).toEqual(fields.map((field, place) => `${place} ${field}`));
});

test('every kind of block is explained by its number', () => {
  const rows = tableUnder('## Blocks').map(([number, name]) => `${number} ${name}`);
  expect(rows).toEqual(Object.entries(blockKinds).map(([name, number]) => `${number} ${name}`));
});

test('every address under which laptops ask is explained', () => {
  const folder = new URL('./', import.meta.url);
  const sources = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.includes('.test.'));
  const addresses = sources.flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return [...text.matchAll(/'(\/sync\/[a-z/]+)'/g)].map(([, address = '']) => address);
  });
  expect(addresses.length).toBeGreaterThan(3);
  expect(addresses.filter((address) => !document.includes(address))).toEqual([]);
});
