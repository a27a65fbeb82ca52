import { copyFile, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type AfterPackContext, build, type Configuration, Platform } from 'electron-builder';
import { buildApp } from './build-app.ts';
import { type ElectronRuntime, resolveElectron } from './electron-runtime/resolve-electron.ts';
import { fusesFor } from './packaging/fuses.ts';
import { repositoryRoot } from './paths.ts';
import { runTool } from './plain-failure.ts';
import { announce, step } from './progress.ts';

/**
 * `npm run package`: the app for this platform, in `dist/`. With `--dir`, and always on the fallback Electron, an
 * unpacked folder instead of installers, whose tools are not in the npm registry.
 */
await runTool(async () => {
  const runtime = await resolveElectron();
  await buildApp();
  const folderOnly = runtime.fallback || process.argv.includes('--dir');
  if (runtime.fallback)
    announce('The fallback Electron is packed for trying out only: do not hand this folder on.');
  await step('Packing the app', () => pack(runtime, folderOnly));
});

async function pack(runtime: ElectronRuntime, folderOnly: boolean): Promise<void> {
  await build({
    projectDir: repositoryRoot,
    publish: 'never',
    targets: Platform.current().createTarget(folderOnly ? 'dir' : null),
    config: configurationFor(runtime),
  });
}

function configurationFor(runtime: ElectronRuntime): Configuration {
  return {
    extends: 'electron-builder.yml',
    electronVersion: runtime.version,
    electronDist: runtime.distDir,
    electronFuses: fusesFor(runtime.version),
    afterPack: async (context) => {
      await replaceBinding(context, runtime.nativeBinding);
      // The fallback runtime carries a link to this repository, which has no business in a package.
      if (runtime.fallback) await rm(path.join(context.appOutDir, 'resources', 'app'), { force: true });
    },
  };
}

/** On an older Electron the packed app, which no launcher tells where to look, finds the compiled addon in its place. */
async function replaceBinding(context: AfterPackContext, nativeBinding: string | undefined): Promise<void> {
  if (!nativeBinding) return;
  const folder = path.join(
    context.appOutDir,
    'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds',
  );
  const ownPlatform = `${process.platform}-${process.arch}.node`;
  for (const name of await readdir(folder)) {
    if (name === ownPlatform) await copyFile(nativeBinding, path.join(folder, name));
  }
}
