import { registerHooks } from 'node:module';
import * as present from './laptop-program.ts';

/** The product's code for laptops, of one version. */
export type LaptopProgram = typeof present;

const mark = '?version=before';
const root = new URL('../../../', import.meta.url).href;
const registry = new URL('shared/domain/registry.ts', root).href;
const olderRegistry = new URL('./older-registry.ts', import.meta.url).href;
/** Knows no tables, and whoever catches an error of either version must recognise it. */
const sameInBoth: ReadonlySet<string> = new Set([new URL('shared/errors.ts', root).href]);

/**
 * Loads the product's code a second time, as it was when its registry knew less: every module of it, with another
 * registry underneath.
 */
async function loadBefore(): Promise<LaptopProgram> {
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const isOurs = found.url.startsWith(root) && !found.url.includes('/node_modules/');
      if (!context.parentURL?.endsWith(mark) || !isOurs || sameInBoth.has(found.url)) return found;
      if (found.url === registry) return { ...found, url: olderRegistry };
      return { ...found, url: `${found.url}${mark}` };
    },
  });
  const program: LaptopProgram = await import(
    `${new URL('./laptop-program.ts', import.meta.url).href}${mark}`
  );
  hooks.deregister();
  return program;
}

/** What laptops may run: this version, and one before it. Headquarters always runs this one. */
export const programs = { present, before: await loadBefore() } as const;
