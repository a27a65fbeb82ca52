import path from 'node:path';
import type { InlineConfig } from 'vite';
import { repositoryRoot } from '../paths.ts';

/**
 * One CommonJS file for a process of Electron that runs Node: everything bundled except Electron itself and the
 * SQLite addon, which finds its binary beside itself. Electron 25 has no ESM main and embeds Node 18.
 * @param entry repository path of the entry file
 * @param outDir absolute folder that receives `<name>.cjs` and its source map
 */
export function nodeBundle(name: string, entry: string, outDir: string): InlineConfig {
  return {
    ...quietRoot(repositoryRoot),
    ssr: { noExternal: true, external: ['electron', 'better-sqlite3'], target: 'node' },
    build: {
      ssr: path.join(repositoryRoot, entry),
      outDir,
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node18',
      sourcemap: true,
      minify: false,
      reportCompressedSize: false,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: `${name}.cjs`, codeSplitting: false },
      },
    },
  };
}

/** What every bundle has in common: no config file, no .env, and silence unless something is wrong. */
export function quietRoot(root: string): InlineConfig {
  return { root, configFile: false, envDir: false, logLevel: 'warn', clearScreen: false, mode: 'production' };
}
