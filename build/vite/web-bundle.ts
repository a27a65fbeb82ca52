import path from 'node:path';
import react from '@vitejs/plugin-react';
import mantinePreset from 'postcss-preset-mantine';
import type { InlineConfig } from 'vite';
import { repositoryRoot } from '../paths.ts';
import { quietRoot } from './node-bundle.ts';

/**
 * Pages and scripts for a browser, with relative addresses so that they work under any path and protocol.
 * @param root repository folder with `index.html`
 * @param target the oldest engine that must run it, as Vite names it
 * @param outDir absolute folder that receives them
 * @param pages files of the pages in `root`
 */
export function webBundle(
  root: string,
  target: string,
  outDir: string,
  pages: readonly string[] = ['index.html'],
): InlineConfig {
  return {
    ...quietRoot(path.join(repositoryRoot, root)),
    base: './',
    plugins: [react()],
    css: { postcss: { plugins: [mantinePreset()] } },
    build: {
      outDir,
      emptyOutDir: true,
      target,
      cssTarget: target,
      sourcemap: true,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4_000,
      // The page's policy allows no inline data, so every asset stays a file.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages.map((page) => path.join(repositoryRoot, root, page)) },
    },
  };
}
