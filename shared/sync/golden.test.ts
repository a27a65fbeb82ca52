import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { decompress, sha256 } from '#tests/sync/arbitrary-ops.ts';
import { decodeDeltas } from './delta.ts';
import { decodeFrame } from './frame.ts';
import { verifyChain } from './verify-chain.ts';
import { decodeVersions } from './versions.ts';

const bytes = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')));
const golden = z.object({
  frames: z.array(
    z.object({ name: z.string(), frame: bytes, device: z.int(), last: bytes, ops: z.array(z.unknown()) }),
  ),
  deltas: z.array(
    z.object({ name: z.string(), from: z.int(), to: z.int(), delta: bytes, entries: z.array(z.unknown()) }),
  ),
  versions: z.array(z.object({ name: z.string(), versions: bytes, winners: z.array(z.unknown()) })),
});

const folder = new URL('./golden/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

/** Files that a released version wrote: they are never changed, only added. */
describe.each(files)('%s', (file) => {
  const written = golden.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));

  test.each(written.frames)(
    'a laptop of that version can still send: $name',
    ({ frame, device, last, ops }) => {
      const read = decodeFrame(frame, { decompress });
      expect(read.ops).toEqual(ops);
      expect(read.header.device).toBe(device);
      const start = { seq: read.header.from - 1, hash: read.header.previous };
      expect(verifyChain(start, device, read.ops, sha256, last)).toHaveLength(ops.length);
    },
  );

  test.each(written.deltas)(
    'a delta of that version can still be read: $name',
    ({ delta, from, to, entries }) => {
      const read = decodeDeltas(delta, { decompress });
      expect(read.header).toMatchObject({ from, to });
      expect(read.entries).toEqual(entries);
    },
  );

  test.each(written.versions)(
    'a row that headquarters keeps can still be read: $name',
    ({ versions, winners }) => {
      expect([...decodeVersions(versions)].sort(([a], [b]) => a - b)).toEqual(winners);
    },
  );
});

test('there is a golden file for every protocol', () => {
  expect(files).toContain('protocol-1.json');
});
