import path from 'node:path';

/** The repository's root folder, absolute. */
export const repositoryRoot = path.resolve(import.meta.dirname, '..');

/** Where the build keeps what it can make again: runtimes, compiled bindings, content hashes. Outside git. */
export const cacheRoot = path.join(repositoryRoot, 'node_modules', '.cache', 'outpost');

/** Where bundles and demo results go. Outside git. */
export const outRoot = path.join(repositoryRoot, 'out');
