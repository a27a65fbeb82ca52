import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type InlineConfig } from 'vite';
import { type Bundle, bundles } from './bundles.ts';
import { contentHash } from './content-hash.ts';
import { cacheRoot, outRoot, repositoryRoot } from './paths.ts';
import { PlainFailure, runTool } from './plain-failure.ts';
import { announce, step } from './progress.ts';

const toolInputs = ['build/vite', 'build/bundles.ts', 'build/build-app.ts', 'package-lock.json'];

/**
 * Bundles everything that changed since the last time: the app's main process, preload, core and renderer, and the
 * console of headquarters.
 */
export async function buildApp(): Promise<void> {
  for (const bundle of bundles) await buildBundle(bundle);
}

async function buildBundle(bundle: Bundle): Promise<void> {
  if (!existsSync(path.join(repositoryRoot, bundle.entry))) {
    if (process.env.CI) throw new PlainFailure(`Bundle ${bundle.name}: ${bundle.entry} does not exist.`);
    announce(`Bundle ${bundle.name}: left out, ${bundle.entry} does not exist yet`);
    return;
  }
  const hash = await contentHash([...bundle.inputs, ...toolInputs]);
  const stamp = path.join(cacheRoot, 'bundles', bundle.name);
  const output = path.join(outRoot, bundle.output);
  if (existsSync(output) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash) {
    announce(`Bundle ${bundle.name}: unchanged`);
    return;
  }
  await step(`Bundle ${bundle.name}`, () => buildAside(bundle));
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, hash);
}

/** Builds beside the old output and swaps at the end, so that a running app never meets half a bundle. */
async function buildAside(bundle: Bundle): Promise<void> {
  await mkdir(outRoot, { recursive: true });
  const aside = await mkdtemp(path.join(outRoot, `.${bundle.name}-`));
  try {
    const fresh = path.join(aside, 'fresh');
    await buildForProduction(bundle.config(fresh));
    const output = path.join(outRoot, bundle.output);
    await mkdir(path.dirname(output), { recursive: true });
    if (path.extname(output) === '') await swapFolder(fresh, output, path.join(aside, 'old'));
    else await moveFiles(fresh, path.dirname(output));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Vite believes NODE_ENV more than its mode, and a test run says `test`: that would bundle React for development. */
async function buildForProduction(config: InlineConfig): Promise<void> {
  const { NODE_ENV: before } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    await build(config);
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

async function swapFolder(fresh: string, output: string, old: string): Promise<void> {
  if (existsSync(output)) await rename(output, old);
  await rename(fresh, output);
}

async function moveFiles(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await rename(path.join(from, name), path.join(to, name));
}

if (import.meta.main) await runTool(buildApp);
