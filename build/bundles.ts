import type { InlineConfig } from 'vite';
import { nodeBundle } from './vite/node-bundle.ts';
import { webBundle } from './vite/web-bundle.ts';

/** One thing that is bundled. */
export interface Bundle {
  readonly name: string;
  /** Repository path without which there is nothing to bundle. */
  readonly entry: string;
  /** Repository folders whose files decide whether it must be built again. */
  readonly inputs: readonly string[];
  /** Path inside `out/` of what comes out: a file or a folder. */
  readonly output: string;
  /** The configuration that writes it into a folder. */
  readonly config: (outDir: string) => InlineConfig;
}

const electronInputs = ['electron', 'db', 'shared'];

/** Everything that `npm run build` bundles. */
export const bundles: readonly Bundle[] = [
  electronBundle('main', 'electron/main/main.ts'),
  electronBundle('preload', 'electron/preload/preload.ts'),
  electronBundle('core', 'electron/core/core-process.ts'),
  electronBundle('sheet-thread', 'electron/core/import/sheet-thread.ts'),
  {
    name: 'renderer',
    entry: 'renderer/index.html',
    inputs: ['renderer', 'shared'],
    output: 'app/renderer',
    config: (outDir) => webBundle('renderer', 'chrome114', outDir, ['index.html', 'documents.html']),
  },
  {
    name: 'console',
    entry: 'hq/console/index.html',
    inputs: ['hq/console', 'renderer', 'shared'],
    output: 'console',
    config: (outDir) => webBundle('hq/console', 'es2022', outDir),
  },
];

function electronBundle(name: string, entry: string): Bundle {
  return {
    name,
    entry,
    inputs: electronInputs,
    output: `app/${name}.cjs`,
    config: (outDir) => nodeBundle(name, entry, outDir),
  };
}
