import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Bridge } from '#shared/ipc/channels.ts';
import { type AppWindow, openApp } from '#tests/fixtures/app-window.ts';

const data = mkdtempSync(path.join(tmpdir(), 'outpost-walls-'));
let window: AppWindow;
let page: Page;

beforeAll(async () => {
  window = await openApp(data);
  page = window.page;
});
afterAll(async () => {
  await window.close();
  rmSync(data, { recursive: true, force: true });
});

interface Reply {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string };
}

const call = (channel: string, request?: unknown): Promise<Reply> =>
  page.evaluate(([name, given]) => (globalThis as unknown as { outpost: Bridge }).outpost.call(name, given), [
    channel,
    request,
  ] as const);

describe('a page inside the window', () => {
  it('has the bridge and nothing else of the machine', async () => {
    const seen = await page.evaluate(() => {
      const scope = globalThis as unknown as Record<string, unknown>;
      return {
        bridge: Object.keys(scope.outpost as object).sort(),
        leaks: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter(
          (name) => name in scope,
        ),
      };
    });
    expect(seen).toEqual({
      bridge: [
        'call',
        'cancelDocument',
        'choosePlace',
        'onCommand',
        'onEvent',
        'platform',
        'print',
        'saveDocument',
        'saveFile',
      ],
      leaks: [],
    });
  });

  it('runs sandboxed and isolated, with nothing granted', async () => {
    const preferences = await window.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webSecurity };
    });
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    const position = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            () => resolve('denied'),
          );
        }),
    );
    expect(position).toBe('denied');
  });

  it('cannot run foreign code, reach the network, leave, or open another window', async () => {
    const tried = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.body.dataset.foreign = "ran"';
      document.body.append(script);
      const inline = document.body.dataset.foreign ?? 'refused';
      const fetched = await fetch('https://example.org/').then(
        () => 'reached',
        () => 'refused',
      );
      const opened = globalThis.open('https://example.org/') === null ? 'refused' : 'opened';
      return { inline, fetched, opened };
    });
    expect(tried).toEqual({ inline: 'refused', fetched: 'refused', opened: 'refused' });
    await page.evaluate(() => {
      globalThis.location.href = 'https://example.org/';
    });
    expect(new URL(page.url()).protocol).toBe('app:');
    expect(window.app.windows()).toHaveLength(1);
  });

  it('gets no file from outside the folder of the screens', async () => {
    const statuses = await page.evaluate(() =>
      Promise.all(
        ['/..%2f..%2f..%2fpackage.json', '/%2e%2e/core.cjs', '/vault.json'].map(
          async (address) => (await fetch(address)).status,
        ),
      ),
    );
    expect(statuses).toEqual([404, 404, 404]);
  });

  it('is answered with a code when it asks for nonsense', async () => {
    expect(await call('no.such', {})).toMatchObject({ ok: false, error: { code: 'unknown_channel' } });
    expect(await call('vault.create', { label: 7 })).toMatchObject({
      ok: false,
      error: { code: 'invalid_request' },
    });
  });
});

describe('the core', () => {
  it('comes back after it was killed, locked, with everything that it had confirmed', async () => {
    expect(await call('vault.openSample', { language: 'en' })).toMatchObject({ ok: true });
    const created = await call('people.create', { nameAr: 'زينب', nameLatin: 'Zainab Survivor' });
    const { id } = z.object({ id: z.int() }).parse(created.value);
    const locked = page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          (globalThis as unknown as { outpost: Bridge }).outpost.onEvent((event) => {
            if (event.type === 'locked') resolve(event.type);
          });
        }),
    );
    const pids = await window.app.evaluate(({ app }) =>
      app.getAppMetrics().flatMap(({ name, pid }) => (name === 'Outpost core' ? [pid] : [])),
    );
    expect(pids).toHaveLength(1);
    process.kill(pids[0] ?? 0, 'SIGKILL');
    expect(await locked).toBe('locked');
    expect(await call('people.get', { id })).toMatchObject({ ok: false });
    expect(await call('vault.openSample', { language: 'en' })).toMatchObject({ ok: true });
    expect(await call('people.get', { id })).toMatchObject({
      ok: true,
      value: { nameLatin: 'Zainab Survivor' },
    });
    expect(await call('diagnostics.verify')).toMatchObject({ ok: true, value: { ok: true } });
  });
});
