import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { launchDriven } from '#build/driven-app.ts';
import { type ElectronRuntime, resolveElectron } from '#build/electron-runtime/resolve-electron.ts';
import { ensureSqliteBinding } from '#build/electron-runtime/sqlite-binding.ts';
import { electronLaunchOptions } from '#build/launch.ts';
import { outRoot } from '#build/paths.ts';
import { runCommand } from '#build/run-command.ts';
import { nodeBundle } from '#build/vite/node-bundle.ts';
import { electronThatStarts } from '../fixtures/given-electron.ts';

const probeAnswer = z.object({
  note: z.string(),
  plaintextOnDisk: z.boolean(),
  node: z.string(),
  electron: z.string(),
});

describe('the Electron of this machine', () => {
  // Inside the repository, so that the probe finds better-sqlite3 in its node_modules.
  const probe = path.join(outRoot, 'runtime-probe');
  const givenFolder = path.join(outRoot, 'given-electron');
  const data = mkdtempSync(path.join(tmpdir(), 'outpost-probe-'));
  let runtime: ElectronRuntime;

  beforeAll(async () => {
    runtime = await resolveElectron();
    mkdirSync(probe, { recursive: true });
    writeFileSync(path.join(probe, 'package.json'), JSON.stringify({ name: 'probe', main: 'main.cjs' }));
    await build(nodeBundle('main', 'tests/e2e/runtime-probe/main.ts', probe));
    await build(nodeBundle('core', 'tests/e2e/runtime-probe/core.ts', probe));
  });
  afterAll(() => {
    rmSync(probe, { recursive: true, force: true });
    rmSync(givenFolder, { recursive: true, force: true });
    rmSync(data, { recursive: true, force: true });
  });

  it('is handed over in ELECTRON_OVERRIDE_DIST_PATH and opens a window on an encrypted database in a utility process', async () => {
    const { distDir: given } = await electronThatStarts(runtime, probe, givenFolder);
    process.env.ELECTRON_OVERRIDE_DIST_PATH = given;
    const resolved = await resolveElectron().finally(() => delete process.env.ELECTRON_OVERRIDE_DIST_PATH);
    expect(resolved).toMatchObject({ fallback: false, version: runtime.version, distDir: given });

    const launch = await electronLaunchOptions({ runtime: resolved, app: probe, dataFolder: data });
    const app = await launchDriven(launch);
    try {
      const window = await app.firstWindow();
      const text = await window.locator('pre').textContent();
      const answer = probeAnswer.parse(JSON.parse(text ?? ''));
      expect(answer).toMatchObject({
        note: 'marker \u0633\u062c\u0646',
        plaintextOnDisk: false,
        electron: runtime.version,
      });
      expect(await app.evaluate(({ app: { isPackaged } }) => isPackaged)).toBe(false);
      expect(existsSync(path.join(data, 'probe.db'))).toBe(true);
    } finally {
      await app.close();
    }
  });
});

describe('the SQLite binding compiled for older runtimes', () => {
  it('has the same options and the same answers as the prebuilt one', async () => {
    const binding = await ensureSqliteBinding();
    const compiled = await sqliteFacts({ nativeBinding: binding });
    expect(compiled).toEqual(await sqliteFacts({}));
    expect(compiled).toContain('ENABLE_FTS5');
  });
});

/** What a database of plain Node says through an addon: compile options, values of every kind, an error's code. */
async function sqliteFacts(options: { readonly nativeBinding?: string }): Promise<string> {
  const script = `
    import Database from 'better-sqlite3';
    const db = new Database(':memory:', ${JSON.stringify(options)});
    db.function('twice', (text) => text + text);
    const all = db.prepare("SELECT 1 AS a, 2.5 AS b, NULL AS c, x'00ff' AS d, twice('\u0633') AS e").get();
    let code;
    try { db.exec('SELECT nonsense'); } catch (error) { code = error.code; }
    const options = db.pragma('compile_options').map((row) => row.compile_options).filter((text) => !/^COMPILER/.test(text));
    console.log(JSON.stringify({ all, code, options, name: db.name }));
  `;
  return runCommand(process.execPath, ['--input-type=module', '--eval', script]);
}
