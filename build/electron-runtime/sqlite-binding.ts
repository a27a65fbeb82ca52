import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheRoot } from '../paths.ts';
import { step } from '../progress.ts';
import { runCommand } from '../run-command.ts';
import { ensureSystemPackages } from '../system-packages.ts';
import { putInPlace } from './put-in-place.ts';

const require = createRequire(import.meta.url);
const sqliteFolder = path.dirname(require.resolve('better-sqlite3/package.json'));
const nodeApiHeaders = path.join(path.dirname(require.resolve('node-api-headers/package.json')), 'include');
const addonHeaders = path.dirname(require.resolve('node-addon-api/package.json'));
const compatHeader = path.join(import.meta.dirname, 'napi8-compat.h');

const commonFlags = ['-O2', '-fPIC', '-DNDEBUG', '-fvisibility=hidden'];
const addonFlags = [
  '-std=c++20',
  '-fvisibility-inlines-hidden',
  '-DNAPI_VERSION=8',
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  '-DBUILDING_NODE_EXTENSION',
  '-DNODE_GYP_MODULE_NAME=better_sqlite3',
];
const linkFlags = ['-shared', '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-lpthread'];

/**
 * Compiles the better-sqlite3 addon for Node-API 8, once, with the compiler of the machine; later calls find it in
 * the cache by the hash of its sources and flags. Runtimes before Electron 36 crash on the prebuilt file.
 * @returns the absolute path of the `.node` file, for the addon's `nativeBinding` option
 * @throws PlainFailure when no compiler is there and none may be installed
 */
export async function ensureSqliteBinding(): Promise<string> {
  const folder = path.join(cacheRoot, `sqlite-napi8-${await sourceKey()}`);
  const binding = path.join(folder, 'better_sqlite3.node');
  if (existsSync(binding)) return binding;
  await ensureSystemPackages(['compiler']);
  await step('Compiling the SQLite binding for the fallback Electron (once)', () =>
    putInPlace(folder, compile),
  );
  return binding;
}

async function compile(folder: string): Promise<void> {
  const deps = path.join(sqliteFolder, 'deps', 'sqlite3');
  const sqliteObject = path.join(folder, 'sqlite3.o');
  const addonObject = path.join(folder, 'addon.o');
  await Promise.all([
    runCommand('gcc', [
      ...commonFlags,
      '-std=c99',
      '-w',
      ...(await sqliteDefines()).map((define) => `-D${define}`),
      '-c',
      path.join(deps, 'sqlite3.c'),
      '-o',
      sqliteObject,
    ]),
    runCommand('g++', [
      ...commonFlags,
      ...addonFlags,
      ...[deps, nodeApiHeaders, addonHeaders].map((include) => `-I${include}`),
      '-include',
      compatHeader,
      '-c',
      path.join(sqliteFolder, 'src', 'better_sqlite3.cpp'),
      '-o',
      addonObject,
    ]),
  ]);
  await runCommand('g++', [
    addonObject,
    sqliteObject,
    ...linkFlags,
    '-o',
    path.join(folder, 'better_sqlite3.node'),
  ]);
}

/** The package's own compile-time options, so that the binding behaves as the prebuilt one does. */
async function sqliteDefines(): Promise<readonly string[]> {
  const text = await readFile(path.join(sqliteFolder, 'deps', 'defines.gypi'), 'utf8');
  return [...text.matchAll(/'([A-Z0-9_]+(?:=[^']*)?)'/g)].flatMap((match) => match[1] ?? []);
}

async function sourceKey(): Promise<string> {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([commonFlags, addonFlags, linkFlags, process.arch]));
  hash.update(await readFile(compatHeader));
  for (const folder of ['src', 'deps']) {
    const entries = await readdir(path.join(sqliteFolder, folder), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) hash.update(file.slice(sqliteFolder.length)).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
