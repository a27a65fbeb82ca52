import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { repositoryRoot } from '../paths.ts';

const samples = [
  ['renderer/margin.css', '.box { margin-left: 1px; }', 'useLogicalProperties'],
  ['renderer/padding.css', '.box { padding-right: 1px; }', 'useLogicalProperties'],
  ['renderer/inset.css', '.box { left: 1px; }', 'useLogicalProperties'],
  ['shared/any.ts', 'export const a: any = 1;', 'noExplicitAny'],
  ['shared/default.ts', 'export default 1;', 'noDefaultExport'],
  ['shared/myFile.ts', 'export const a = 1;', 'useFilenamingConvention'],
  ['shared/enum.ts', 'export enum Mark { present }', 'noEnum'],
  ['shared/bang.ts', 'export const a = (b?: string) => b!.length;', 'noNonNullAssertion'],
  ['shared/builtin.ts', `export { join } from 'path';`, 'useNodejsImportProtocol'],
  ['shared/skip.test.ts', `it.skip('x', () => {});`, 'noSkippedTests'],
  ['shared/only.test.ts', `it.only('x', () => {});`, 'noFocusedTests'],
  ['shared/floating.ts', 'async function f() {}\nexport function g() { f(); }', 'noFloatingPromises'],
  ['shared/cycle-a.ts', `import { b } from './cycle-b.ts'; export const a = () => b;`, 'noImportCycles'],
  ['shared/cycle-b.ts', `import { a } from './cycle-a.ts'; export const b = () => a;`, 'noImportCycles'],
] as const;

const report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string() }) })),
});

describe('Biome, as configured, refuses', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'outpost-biome-'));
  const found = new Set<string>();

  beforeAll(() => {
    copyFileSync(path.join(repositoryRoot, 'biome.json'), path.join(folder, 'biome.json'));
    for (const [file, text] of samples) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const arguments_ = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'];
    const { stdout } = spawnSync('biome', arguments_, { cwd: folder, encoding: 'utf8' });
    for (const { category, location } of report.parse(JSON.parse(stdout)).diagnostics) {
      found.add(`${category.split('/').at(-1)} in ${location.path.replaceAll('\\', '/')}`);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(samples)('%s: %s', (file, _text, rule) => {
    expect([...found]).toContain(`${rule} in ${file}`);
  });
});
