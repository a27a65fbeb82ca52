import { ed25519 } from '@noble/curves/ed25519.js';
import * as fc from 'fast-check';
import {
  decodeAncestorAnswer,
  decodeAncestorQuestion,
  encodeAncestorAnswer,
  encodeAncestorQuestion,
} from '#shared/sync/ancestor.ts';
import { toBase64Url } from '#shared/sync/base64.ts';
import { BlockReader, blockKinds, encodeBlock } from '#shared/sync/blocks.ts';
import { joinBytes } from '#shared/sync/bytes.ts';
import { decodeCarried, encodeCarried } from '#shared/sync/carry.ts';
import { decodeEntries, decodeOps, encodeEntries, encodeOps } from '#shared/sync/columns.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import {
  type Enrolment,
  formatEnrolmentCode,
  formatEnrolmentFile,
  parseEnrolment,
} from '#shared/sync/enrolment.ts';
import {
  decodeAnswer,
  decodeDeltas,
  decodeError,
  decodeHello,
  encodeAnswer,
  encodeDeltas,
  encodeError,
  encodeHello,
} from '#shared/sync/exchange.ts';
import { decodeFrame, deviceOfFrame, encodeFrame } from '#shared/sync/frame.ts';
import type { Op } from '#shared/sync/op.ts';
import { decodeChanges, encodeChanges } from '#shared/sync/op-body.ts';
import { openSealedFile, sealFile } from '#shared/sync/sealed-file.ts';
import { authorization, parseAuthorization } from '#shared/sync/signed-request.ts';
import { decodeSnapshotPart, encodeSnapshotPart } from '#shared/sync/snapshot-part.ts';
import { decodeVersions, encodeVersions, type Winner } from '#shared/sync/versions.ts';
import { arbitraryChange, arbitraryOps, brotli, decompress, gzip, plain } from '../sync/arbitrary-ops.ts';
import { attendanceOps } from '../sync/marks.ts';
import type { HostileParser } from './hostile-parser.ts';

const hash = new Uint8Array(32).fill(7);
const nonce = new Uint8Array(16).fill(3);
const sign = (): Uint8Array => new Uint8Array(64).fill(9);
const text = (words: string): Uint8Array => new TextEncoder().encode(words);
const words = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const compressions = [plain, gzip, brotli(4)];

const samples: readonly (readonly Op[])[] = [
  attendanceOps(3, 1),
  attendanceOps(40, 1),
  ...fc.sample(arbitraryOps(5), { seed: 41, numRuns: 12 }).filter((ops) => ops.length > 0),
];
const frames = samples.flatMap((ops) =>
  compressions.map((compress) =>
    encodeFrame({ device: 21, ops, previous: hash, last: hash }, { compress, sign }),
  ),
);

const entries = samples.map((ops): readonly DeltaEntry[] =>
  ops.map(({ seq, actor, hlc, changes }, index) => ({
    hqSeq: 101 + index,
    device: 22,
    seq,
    actor,
    hlc,
    kind: index % 3 === 0 ? 'put' : 'change',
    changes,
    lost: index % 4 === 0 ? [{ table: 34, key: [7], group: 2 }] : [],
  })),
);
const deltas = entries.flatMap((some) =>
  compressions.map((compress) =>
    encodeDeltas({ nonce, index: 0, from: 100, to: 100 + some.length }, some, { compress, sign }),
  ),
);

const hello = encodeHello(
  {
    protocol: [1, 1],
    schema: 9,
    device: 21,
    exchange: 2 ** 40,
    time: 1_795_000_000_000,
    epoch: 'kL3x',
    grant: 4,
    cursor: 2 ** 45,
    head: { seq: 12, hash },
    app: '0.1.0',
    nonce,
    carried: [22, 23],
    retry: [4],
  },
  sign,
);
const answer = encodeAnswer(
  {
    nonce,
    exchange: 7,
    protocol: 1,
    epoch: 'kL3x',
    grant: { version: 4, sites: ['BASRA', 'مركز'] },
    time: 1_795_000_000_000,
    skew: -86_400_000,
    head: { seq: 12, hash },
    accepted: 12,
    durable: 3,
    quarantined: [{ seq: 9, reason: 'out_of_grant' }],
    cursor: 900,
    deltas: 2,
    bootstrap: {
      id: 'b1',
      at: 900,
      ownSeq: 12,
      scopes: ['*', 'BASRA'],
      whole: true,
      parts: [{ sha256: hash, size: 70_000 }],
    },
    heads: [[22, 4]],
  },
  sign,
);
const refusal = encodeError({
  code: 'frame_gap',
  message: 'A frame is missing.',
  details: { seq: 9 },
  issues: [],
});

const carried = encodeCarried(
  {
    format: 1,
    purpose: 'work',
    hqId: 'hq-1',
    from: 21,
    to: [0, 22],
    madeAt: 1_795_000_000_000,
    nonce,
    certificates: [{ label: 'Basra-2', certificate: '{}' }],
  },
  [
    encodeBlock(blockKinds.hello, hello),
    ...frames.slice(0, 2).map((frame) => encodeBlock(blockKinds.frame, frame)),
  ],
  sign,
);
const stream = joinBytes([
  encodeBlock(blockKinds.hello, hello),
  ...frames.slice(0, 3).map((frame) => encodeBlock(blockKinds.frame, frame)),
  encodeBlock(blockKinds.end),
]);

const snapshotParts = compressions.map((compress) =>
  encodeSnapshotPart(
    [
      {
        table: 34,
        rows: 3,
        keys: [
          [1, 1, 2],
          [7, 8, 7],
        ],
        fields: [0, 3, 4],
        values: [
          [0, 0, 1],
          ['MOSUL', 'MOSUL', 'مركز'],
          ['present', null, 7.25],
        ],
        actors: [7, 7, 8],
        devices: [21, 21, 22],
        times: [100, 100, 250],
      },
    ],
    compress,
  ),
);

const key = toBase64Url(hash);
const enrolment: Enrolment = {
  format: 'outpost-enrolment',
  version: 1,
  hqUrl: 'https://hq.example.org',
  hqId: 'hq-1',
  hqKey: key,
  tlsPin: null,
  token: 'a'.repeat(32),
  site: 'BASRA',
  label: 'Basra-2',
  role: 'advisor',
  programme: 'police',
  expiresAt: '2026-12-24T00:00:00.000Z',
};
const request = { method: 'GET', path: '/sync/snapshot/a', device: 21, exchange: 9, bodyHash: hash };

const question = encodeAncestorQuestion({
  nonce,
  points: [
    [1, hash.slice(0, 8)],
    [2, hash.slice(0, 8)],
  ],
  claim: { id: nonce, doubt: 'restored', app: '0.1.0', head: 2 },
});
const givenNumber = encodeAncestorAnswer(
  { nonce, shared: 1, given: { device: 40, spares: [41], certificate: '{}', after: 1, aside: [1] } },
  sign,
);

const winner: Winner = { hqSeq: 900, device: 21, hlc: { ms: 1_795_000_000_000, counter: 3 } };
const winners = encodeVersions(
  new Map<number, Winner>([
    [0, winner],
    [3, { ...winner, also: [{ ...winner, device: 22 }] }],
    [4, { ...winner, hqSeq: 901 }],
  ]),
);

const reader = {
  privateKey: ed25519.utils.randomSecretKey(new Uint8Array(32).fill(1)),
  publicKey: new Uint8Array(),
};
reader.publicKey = ed25519.getPublicKey(reader.privateKey);
const sealed = await sealFile(carried, [reader.publicKey]);

/** What comes over the network or in a file for carrying, before any signature is checked. */
export const roadParsers: readonly HostileParser[] = [
  {
    name: 'frame',
    corpus: frames,
    parse: (bytes) => {
      deviceOfFrame(bytes);
      return decodeFrame(bytes, { decompress });
    },
  },
  { name: 'ops of a frame', corpus: samples.map(encodeOps), parse: decodeOps },
  {
    name: 'changes of an op',
    corpus: fc
      .sample(arbitraryChange, { seed: 5, numRuns: 12 })
      .map((change) => encodeChanges([change, change])),
    parse: decodeChanges,
  },
  { name: 'delta', corpus: deltas, parse: (bytes) => decodeDeltas(bytes, { decompress }) },
  { name: 'entries of a delta', corpus: entries.map(encodeEntries), parse: decodeEntries },
  {
    name: 'stream of blocks',
    corpus: [stream],
    parse: (bytes) => {
      const reader = new BlockReader();
      for (let at = 0; at < bytes.length; at += 97) reader.push(bytes.subarray(at, at + 97));
      return reader.ended;
    },
  },
  { name: 'hello', corpus: [hello], parse: decodeHello },
  { name: 'answer', corpus: [answer], parse: decodeAnswer },
  { name: 'refusal of headquarters', corpus: [refusal], parse: decodeError },
  {
    name: 'question for a number',
    corpus: [question],
    parse: decodeAncestorQuestion,
  },
  {
    name: 'answer with a number',
    corpus: [givenNumber],
    parse: decodeAncestorAnswer,
  },
  { name: 'content of a file for carrying', corpus: [carried], parse: decodeCarried },
  { name: 'sealed file', corpus: [sealed], parse: (bytes) => openSealedFile(bytes, reader) },
  { name: 'snapshot part', corpus: snapshotParts, parse: (bytes) => decodeSnapshotPart(bytes, decompress) },
  { name: 'winners of a row', corpus: [winners], parse: decodeVersions },
  {
    name: 'enrolment',
    corpus: [text(formatEnrolmentCode(enrolment)), text(formatEnrolmentFile(enrolment))],
    parse: (bytes) => parseEnrolment(words(bytes)),
  },
  {
    name: 'signature of a request',
    corpus: [text(authorization(request, sign))],
    parse: (bytes) => parseAuthorization(words(bytes)),
  },
];
