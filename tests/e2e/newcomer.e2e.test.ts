import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import { repositoryRoot } from '#build/paths.ts';
import { recordCounts } from '#shared/ipc/console.ts';

const report = z.strictObject({
  laptops: z.array(
    z.strictObject({
      site: z.string(),
      opsSent: z.int().positive(),
      opsReceived: z.int().nonnegative(),
      bytesUp: z.int().positive(),
      bytesDown: z.int().positive(),
      ms: z.int().positive(),
    }),
  ),
  hq: recordCounts.strict(),
  screenshots: z.array(z.string()),
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'outpost-newcomer-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The environment of somebody who is not in front of a screen. */
function noDisplay(): NodeJS.ProcessEnv {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...environment } = process.env;
  return environment;
}

async function run(
  command: string,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly out: string; readonly err: string }> {
  const child = spawn(command, args, { cwd: repositoryRoot, env: noDisplay() });
  child.stdin.end();
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code, out, err };
}

describe('the demo', () => {
  it('plays the main job without a screen, and headquarters ends with exactly what two laptops recorded offline', async () => {
    const file = path.join(folder, 'report.json');
    const { code, out, err } = await run('npm', 'run', 'demo', '--', '--headless', '--report', file);
    expect(code, `${out}\n${err}`).toBe(0);
    expect(out).toContain('Headquarters holds exactly what was recorded.');
    const { laptops, hq, screenshots } = report.parse(JSON.parse(readFileSync(file, 'utf8')));
    expect(laptops.map(({ site }) => site)).toEqual(['MOSUL', 'BASRA']);
    expect(hq).toMatchObject({ trainings: 2, sessions: 8, attendanceMarks: 480, visits: 2 });
    expect(hq).toMatchObject({ inspections: 2, answers: 252 });
    expect(Math.min(hq.actionItems, hq.findings)).toBeGreaterThan(0);
    expect(screenshots.length).toBeGreaterThan(4);
    for (const screenshot of screenshots) {
      const picture = readFileSync(path.join(repositoryRoot, screenshot));
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)], screenshot).toEqual([1280, 800]);
    }
  }, 600_000);

  it('explains its options, and an unknown one in one sentence', async () => {
    const help = await run('npm', '--silent', 'run', 'demo', '--', '--help');
    expect(help).toMatchObject({ code: 0, err: '' });
    expect(help.out).toContain('--headless');
    const wrong = await run('npm', '--silent', 'run', 'demo', '--', '--seed', 'many');
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err.split('\n')[0]).toBe('--seed takes a whole number.');
  });
});

describe('npm start', () => {
  it('without a screen says in one line how to open the window all the same', async () => {
    const { code, out, err } = await run('npm', '--silent', 'start');
    expect({ code, out, err }).toEqual({
      code: 1,
      out: '',
      err: 'There is no display to open a window on. Run: npm start -- --virtual-display\n',
    });
  });

  it('opens the app on a virtual display, and ends both when it is told to', async () => {
    const data = path.join(folder, 'data');
    const args = ['build/start.ts', '--virtual-display', '--remote-debugging-port=0'];
    const environment = { ...noDisplay(), OUTPOST_DATA: data };
    const app = spawn(process.execPath, args, { cwd: repositoryRoot, env: environment, stdio: 'ignore' });
    onTestFinished(() => void app.kill());
    const exited = once(app, 'exit');
    await vi.waitFor(async () => expect(await shownPages(data)).toEqual(['app://outpost/']), 120_000);
    app.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });
});

const targets = z.array(z.object({ type: z.string(), url: z.string() }));

/** Addresses of the pages that the app of a data folder shows, as its debugging port tells. */
async function shownPages(data: string): Promise<readonly string[]> {
  const [port] = readFileSync(path.join(data, 'DevToolsActivePort'), 'utf8').split('\n');
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const pages = targets.parse(await answer.json()).filter(({ type }) => type === 'page');
  return pages.map(({ url }) => url.replace(/#.*/, ''));
}
