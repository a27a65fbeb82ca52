import { existsSync, statfsSync } from 'node:fs';
import { appArguments, type ElectronRuntime, resolveElectron } from './electron-runtime/resolve-electron.ts';
import { repositoryRoot } from './paths.ts';

/** What Playwright's `_electron.launch` takes, and `spawn` as well. */
export interface ElectronLaunch {
  readonly executablePath: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}

/** What a launch may differ in. */
export interface LaunchChoices {
  /** The folder where the app keeps its vaults and settings; its usual one when absent. */
  readonly dataFolder?: string;
  /** Further arguments for the app. */
  readonly args?: readonly string[];
  /** Further environment, for instance `DISPLAY`. */
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the app to start; this repository when absent. */
  readonly app?: string;
  /** An Electron already resolved. */
  readonly runtime?: ElectronRuntime;
}

/**
 * How to launch the app of this repository on this machine. What the machine needs and the product must not have
 * (no sandbox as root, no GPU) is added here and nowhere else.
 */
export async function electronLaunchOptions(choices: LaunchChoices = {}): Promise<ElectronLaunch> {
  const runtime = choices.runtime ?? (await resolveElectron());
  return {
    executablePath: runtime.executable,
    args: [
      ...machineSwitches(),
      ...(choices.dataFolder ? [`--user-data-dir=${choices.dataFolder}`] : []),
      ...appArguments(runtime, choices.app ?? repositoryRoot),
      ...(choices.args ?? []),
    ],
    env: {
      ...inheritedEnvironment(),
      ...(runtime.nativeBinding ? { OUTPOST_SQLITE_BINDING: runtime.nativeBinding } : {}),
      ...choices.env,
    },
  };
}

/** Chromium's switches that this machine asks for. */
export function machineSwitches(): readonly string[] {
  if (process.platform !== 'linux') return [];
  return [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(existsSync('/dev/dri') ? [] : ['--disable-gpu']),
    ...(hasRoomyShm() ? [] : ['--disable-dev-shm-usage']),
  ];
}

/** Containers often give 64 MB of shared memory, on which Chromium crashes. */
function hasRoomyShm(): boolean {
  if (!existsSync('/dev/shm')) return false;
  const { bsize, blocks } = statfsSync('/dev/shm');
  return bsize * blocks >= 512 * 1024 * 1024;
}

/** The environment without what would turn Electron into a plain Node. */
function inheritedEnvironment(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === 'ELECTRON_RUN_AS_NODE' || name === 'NODE_OPTIONS'
      ? []
      : [[name, value] as const],
  );
  return Object.fromEntries(entries);
}
