import { existsSync } from 'node:fs';
import { PlainFailure } from './plain-failure.ts';
import { step } from './progress.ts';
import { runCommand, tryCommand } from './run-command.ts';

/** A job that needs packages of the operating system. */
export type SystemJob = 'window' | 'virtual-display' | 'console' | 'paper' | 'compiler' | 'tracer';

/** Debian packages by job. Fonts are there so that Arabic shows as letters and not as boxes. */
export const packagesByJob: Readonly<Record<SystemJob, readonly string[]>> = {
  window: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'fonts-noto-core'],
  'virtual-display': ['xvfb'],
  console: ['chromium', 'fonts-noto-core'],
  paper: ['poppler-utils'],
  compiler: ['gcc', 'g++', 'libc6-dev'],
  tracer: ['strace'],
};

/**
 * Makes sure that the operating system has what some jobs need: looks, installs by apt when it may (as root or by
 * sudo without a password), and else says which one command to run. On other systems than Debian's family on Linux
 * it trusts what is there.
 * @throws PlainFailure with the one command to run
 */
export async function ensureSystemPackages(jobs: readonly SystemJob[]): Promise<void> {
  if (process.platform !== 'linux') return;
  const wanted = [...new Set(jobs.flatMap((job) => packagesByJob[job]))];
  if (!existsSync('/usr/bin/dpkg-query')) {
    throwUnlessEverythingRuns(wanted, await missingPrograms(jobs));
    return;
  }
  const missing = await missingPackages(wanted);
  if (missing.length === 0) return;
  const privilege = await privilegePrefix();
  if (!privilege) throw new PlainFailure(installSentence(missing));
  await step(`Installing system packages: ${missing.join(', ')}`, () => install(privilege, missing));
}

/**
 * Which Debian packages are not installed.
 * A package that was renamed for 64-bit time (`libgtk-3-0t64`) counts under its old name.
 */
export async function missingPackages(names: readonly string[]): Promise<readonly string[]> {
  const asked = names.flatMap((name) => [name, `${name}t64`]);
  const { stdout } = await tryCommand('dpkg-query', [
    '-W',
    '-f',
    '${Package} ${db:Status-Status}\n',
    ...asked,
  ]);
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/** The one command that a person without rights has to have run for them. */
export function installSentence(missing: readonly string[]): string {
  return `Outpost needs system packages that are missing. Run: sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}`;
}

async function install(privilege: readonly string[], missing: readonly string[]): Promise<void> {
  const apt = async (...arguments_: readonly string[]): Promise<void> => {
    const [command = 'apt-get', ...rest] = [...privilege, 'apt-get', ...arguments_];
    await runCommand(command, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', ...missing);
}

/** What to put before apt-get: nothing as root, sudo without a password, or undefined when neither is possible. */
async function privilegePrefix(): Promise<readonly string[] | undefined> {
  if (process.getuid?.() === 0) return [];
  const { status } = await tryCommand('sudo', ['-n', 'true']);
  return status === 0 ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'] : undefined;
}

const programsByJob: Readonly<Record<SystemJob, readonly string[]>> = {
  window: [],
  'virtual-display': ['Xvfb'],
  console: ['chromium'],
  paper: ['pdftotext', 'pdftoppm'],
  compiler: ['gcc', 'g++'],
  tracer: ['strace'],
};

async function missingPrograms(jobs: readonly SystemJob[]): Promise<readonly string[]> {
  const programs = [...new Set(jobs.flatMap((job) => programsByJob[job]))];
  const found = await Promise.all(
    programs.map(async (program) => (await tryCommand('sh', ['-c', `command -v ${program}`])).status === 0),
  );
  return programs.filter((_program, index) => !found[index]);
}

function throwUnlessEverythingRuns(wanted: readonly string[], missing: readonly string[]): void {
  if (missing.length === 0) return;
  throw new PlainFailure(
    `This Linux has no apt; please install ${missing.join(', ')} (on Debian they come with ${wanted.join(', ')}).`,
  );
}
