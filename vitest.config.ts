import { defineConfig } from 'vitest/config';
import { windowsAtOnce } from './build/vitest/displays.ts';

/**
 * unit: next to their subject, no server and no window. spanning: real PostgreSQL, HQ over HTTP, killed processes.
 * e2e: the app in Electron and the console in Chromium, each worker on a display of its own.
 */
export default defineConfig({
  test: {
    // Every core works: by default one is left idle, which on two cores doubles the time.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          // A machine under load is slow, not wrong.
          testTimeout: 30_000,
          include: ['{shared,db,electron,hq,renderer,build}/**/*.test.{ts,tsx}'],
          environment: 'node',
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'spanning',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['build/vitest/prepare-window.ts'],
          setupFiles: ['build/vitest/take-display.ts'],
          environment: 'node',
          maxWorkers: windowsAtOnce,
          testTimeout: 180_000,
          hookTimeout: 300_000,
          // As long as a locator waits: a machine under load is slow, not wrong.
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
