import { describe, expect, it } from 'vitest';
import { checkHouseRules } from './house-rules.ts';

/** The names of the rules that a sample breaks. */
function broken(path: string, text: string): readonly string[] {
  return checkHouseRules(path, text).map((violation) => violation.rule);
}

describe('the import law refuses', () => {
  it.each([
    ['db/people/people.ts', `import { Roster } from '#electron/core/roster.ts';`],
    ['shared/sync/op.ts', `import { open } from '#db/open.ts';`],
    ['shared/sync/op.ts', `import type { Vault } from '../../db/vault.ts';`],
    ['electron/main/main.ts', `export * from '../../renderer/app/routes.ts';`],
    ['electron/core/core-process.ts', `const { serve } = await import('#hq/server/serve.ts');`],
    ['renderer/app/shell.tsx', `export const vault = (): import('#db/vault.ts').Vault | null => null;`],
    ['hq/server/main.ts', `const vault = require('#db/vault.ts');`],
    ['hq/console/main.tsx', `import { Today } from '#renderer/features/today/today.tsx';`],
    ['hq/console/main.tsx', `import { store } from '../store/store.ts';`],
    ['hq/server/main.ts', `import { Overview } from './../console/overview.tsx';`],
    ['electron/preload/preload.ts', `import { windows } from '../main/windows.ts';`],
    ['db/open.ts', `import { createClock } from '../shared/sync/clock.ts';`],
    ['db/open.ts', `import manifest from '../package.json' with { type: 'json' };`],
  ])('%s: %s', (path, text) => {
    expect(broken(path, text)).toEqual(['import-law']);
  });

  it.each([
    ['shared/sync/op.ts', `import { readFileSync } from 'node:fs';`],
    ['renderer/app/shell.tsx', `import path from 'path';`],
    ['hq/console/main.tsx', `import Database from 'better-sqlite3';`],
    ['electron/preload/preload.ts', `import { join } from 'node:path';`],
    ['shared/domain/person.ts', `import { useState } from 'react';`],
    ['electron/core/router.ts', `import { Button } from '@mantine/core';`],
  ])('a package where it cannot run, %s: %s', (path, text) => {
    expect(broken(path, text)).toEqual(['import-law']);
  });

  it.each([
    ['db/open.ts', `import { app } from 'electron';`],
    ['electron/core/router.ts', `import { app } from 'electron';`],
    ['renderer/app/shell.tsx', `import type { BrowserWindow } from 'electron';`],
    ['hq/server/main.ts', `const { net } = await import('electron/main');`],
  ])('Electron outside main and preload, %s: %s', (path, text) => {
    expect(broken(path, text)).toEqual(['import-law']);
  });

  it.each([
    [
      'db/people/people.ts',
      `import { personId } from '#shared/domain/ids.ts'; import { commit } from '../commit.ts';`,
    ],
    ['electron/main/main.ts', `import { app } from 'electron'; import { join } from 'node:path';`],
    ['electron/core/router.ts', `import type { MessagePortMain } from 'electron';`],
    ['electron/cli/outpost.ts', `import manifest from '../../package.json' with { type: 'json' };`],
    [
      'hq/console/main.tsx',
      `import { Empty } from '#renderer/ui/empty.tsx'; import { Stack } from '@mantine/core';`,
    ],
    [
      'shared/sync/clock.test.ts',
      `import { readFileSync } from 'node:fs'; import { dawn } from '#tests/fixtures/dawn.ts';`,
    ],
    [
      'tests/e2e/first.test.ts',
      `import { open } from '#db/open.ts'; import { serve } from '#hq/server/serve.ts';`,
    ],
  ])('but lets a lawful import pass, %s: %s', (path, text) => {
    expect(broken(path, text)).toEqual([]);
  });
});

describe('no message crosses a process outside the bridge', () => {
  it.each([
    ['electron/main/windows.ts', `import { ipcMain } from 'electron'; ipcMain.on('x', () => {});`],
    ['electron/preload/other.ts', `import * as electron from 'electron'; electron.ipcRenderer.send('x');`],
  ])('%s', (path, text) => {
    expect(new Set(broken(path, text))).toEqual(new Set(['raw-ipc']));
  });

  it('the one file of each side may', () => {
    expect(
      broken('electron/main/ipc.ts', `import { ipcMain } from 'electron'; ipcMain.on('x', () => {});`),
    ).toEqual([]);
  });
});

describe('a screen names no physical side', () => {
  it.each([
    'ml="sm"',
    'pr={4}',
    'left={0}',
    'ta="left"',
    'style={{ marginLeft: 4 }}',
    'style={{ left: 0 }}',
    `style={{ textAlign: 'right' }}`,
    `style={{ 'borderTopLeftRadius': 4 }}`,
  ])('%s', (attribute) => {
    expect(broken('renderer/ui/box.tsx', `export const Box = () => <div ${attribute} />;`)).toEqual([
      'logical-style',
    ]);
  });

  it('logical sides pass', () => {
    const text = `export const Box = () => <div ms="sm" ta="start" style={{ insetInlineStart: 0, marginInline: 4 }} />;`;
    expect(broken('renderer/ui/box.tsx', text)).toEqual([]);
  });
});

describe('a style sheet names no physical side in a value', () => {
  it.each([
    '.a { text-align: left; }',
    '.a { float:right }',
    '.a { color: red; margin: 0 1px 0 calc(2px + 3px); }',
  ])('%s', (text) => {
    expect(broken('renderer/ui/box.css', text)).toEqual(['logical-style']);
  });

  it('logical values, symmetric shorthands and comments pass', () => {
    const text = '/* text-align: left */ .a { text-align: start; margin: 0 1px 2px 1px; padding: 1px 2px; }';
    expect(broken('renderer/ui/box.css', text)).toEqual([]);
  });
});

describe('the source is honest', () => {
  it.each([
    ['no-escape', 'db/open.ts', `// @ts${'-'}ignore\nexport const a = 1;`],
    ['no-escape', 'db/open.ts', `/* biome${'-'}ignore lint: because */\nexport const a = 1;`],
    ['no-unfinished', 'db/open.ts', `// TO${'DO'}: later\nexport const a = 1;`],
    ['no-sleep', 'db/open.test.ts', 'await page.waitForTimeout(100);'],
    ['no-sleep', 'db/open.test.ts', `import { setTimeout } from 'node:timers/promises';`],
    ['no-sleep', 'db/open.test.ts', 'await new Promise((resolve) => setTimeout(resolve, 5));'],
    ['kebab-path', 'db/myFolder/open.ts', 'export const a = 1;'],
    ['syntax', 'db/open.ts', 'export const = 1;'],
  ])('%s in %s', (rule, path, text) => {
    expect(broken(path, text)).toEqual([rule]);
  });
});
