import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { launchDriven } from '#build/driven-app.ts';
import { electronLaunchOptions } from '#build/launch.ts';
import { quantile } from './distribution.ts';

/** From a key in the attendance grid to the moment at which the core says that the mark is on disk. */
export interface KeyToDisk {
  readonly presses: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

const presses = 200;

/**
 * Marks attendance in the app's window, key by key, in the sample mode: the same encrypted file, the same flush to disk.
 *
 * @returns the distribution of the times
 */
export async function measureKeyToDisk(): Promise<KeyToDisk> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'outpost-key-'));
  const app = await launchDriven(await electronLaunchOptions({ dataFolder }));
  try {
    const page = await app.firstWindow();
    await openGrid(page);
    const times = await pressKeys(page, presses);
    return { presses: times.length, p50: quantile(times, 0.5), p95: quantile(times, 0.95) };
  } finally {
    await app.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function openGrid(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  const eventId = await page.evaluate(async () => {
    const bridge = (globalThis as unknown as { outpost: BenchBridge }).outpost;
    await bridge.call('vault.openSample', { language: 'en' });
    const trainings = await bridge.call('training.list', {});
    return (trainings.value as readonly { readonly id: number }[])[0]?.id;
  });
  await page.reload();
  await page.getByRole('navigation').first().waitFor();
  await page.evaluate((id) => {
    window.location.hash = `/training/${id}/attendance`;
  }, eventId);
  await page.locator('[role=grid] [data-place="0:0"]').waitFor();
  await page.locator('[role=grid] [data-place="0:0"]').click();
}

interface BenchBridge {
  call(channel: string, request: unknown): Promise<{ readonly value?: unknown }>;
  onEvent(
    listener: (event: { readonly type: string; readonly tables?: readonly string[] }) => void,
  ): () => void;
}

/** Alternates P and A on one cell, and waits for the core's word before the next key. */
function pressKeys(page: Page, count: number): Promise<readonly number[]> {
  return page.evaluate(async (wanted) => {
    const bridge = (globalThis as unknown as { outpost: BenchBridge }).outpost;
    const times: number[] = [];
    for (let press = 0; press < wanted; press++) {
      const letter = press % 2 === 0 ? 'P' : 'A';
      const saved = new Promise<void>((resolve) => {
        const stop = bridge.onEvent((event) => {
          if (event.type !== 'changed' || !event.tables?.includes('attendance_mark')) return;
          stop();
          resolve();
        });
      });
      const cell = document.querySelector<HTMLElement>('[role=grid] [data-place="0:0"]');
      // It is the place of the keys already; a click on it would mark by itself.
      cell?.focus();
      const started = performance.now();
      cell?.dispatchEvent(
        new KeyboardEvent('keydown', {
          key: letter.toLowerCase(),
          code: `Key${letter}`,
          bubbles: true,
          cancelable: true,
        }),
      );
      // A key that gives the mark which is there already changes nothing: the core says nothing then.
      const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 500));
      if (await Promise.race([saved.then(() => true), patience])) times.push(performance.now() - started);
    }
    return times;
  }, count);
}
