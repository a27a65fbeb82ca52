import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFieldDatabase } from '#db/field-database.ts';
import { verifyDatabase } from '#db/verify.ts';

const key = new Uint8Array(32).fill(9);
const child = path.join(import.meta.dirname, 'children', 'commit-until-killed.ts');
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Park and Miller's generator: the same moments in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/**
 * Lets the child commit, kills it after so many acknowledged commits and a moment more, and returns the head that it
 * acknowledged last.
 */
function killAfter(file: string, acknowledgements: number, spins: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, file, Buffer.from(key).toString('hex')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    running.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    running.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.split('\n').length <= acknowledgements) return;
      // Somewhere within the next commit, not always at its beginning.
      for (let spin = 0; spin < spins; spin++) Math.sqrt(spin);
      running.kill('SIGKILL');
    });
    running.once('error', reject);
    running.once('close', () => {
      const heads = output.split('\n').slice(0, -1).map(Number);
      const last = heads.at(-1);
      if (last === undefined) reject(new Error(`the child committed nothing: ${errors}`));
      else resolve(last);
    });
  });
}

describe('a process that is killed while it commits', () => {
  it('leaves every acknowledged commit, none in part, and a chain that verifies, time after time', async () => {
    const random = seeded(20_090_301);
    const file = path.join(folder, 'outpost.db');
    let before = 0;
    for (let kill = 0; kill < 20; kill++) {
      const acknowledged = await killAfter(
        file,
        1 + Math.floor(random() * 9),
        Math.floor(random() * 3_000_000),
      );
      const db = openFieldDatabase({ file, key, sample: true });
      const { seq } = db.head();
      expect(seq).toBeGreaterThanOrEqual(acknowledged);
      expect(acknowledged).toBeGreaterThan(before);
      expect(verifyDatabase(db.store).filter(({ ok }) => !ok)).toEqual([]);
      const inParts = db.read.all(
        'SELECT op.first, count(*) AS n FROM visit_topic JOIN op ON op.seq = own_seq GROUP BY op.first HAVING n NOT IN (1, 450)',
      );
      expect(inParts).toEqual([]);
      const rows = db.read.one<{ n: number }>('SELECT count(*) AS n FROM visit_topic');
      const ops = db.read.all<{ tally: string }>('SELECT tally FROM op');
      const carried = ops.reduce((sum, { tally }) => sum + Number(tally.split(':')[1]), 0);
      expect(rows?.n).toBe(carried);
      before = seq;
      db.close();
    }
  });
});
