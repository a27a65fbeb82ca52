import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { repositoryRoot } from '../paths.ts';
import { keepPrebuilt } from './keep-prebuilt.ts';

const lockfile = readFileSync(path.join(repositoryRoot, 'package-lock.json'), 'utf8');

describe('npm ci', () => {
  it('needs neither a compiler nor Python for SQLite', () => {
    expect(keepPrebuilt(lockfile)).toBe(lockfile);
  });

  it('still does not after npm has written the lockfile anew', () => {
    const asNpmWritesIt = lockfile.replace(/,\s*"gypfile": false/, '');
    expect(asNpmWritesIt).not.toBe(lockfile);
    expect(JSON.parse(keepPrebuilt(asNpmWritesIt))).toEqual(JSON.parse(lockfile));
  });

  it('finds every optional package of another platform in the lockfile', () => {
    const { packages } = JSON.parse(lockfile) as {
      readonly packages: Readonly<
        Record<string, { readonly optionalDependencies?: Readonly<Record<string, string>> }>
      >;
    };
    const wanted = Object.entries(packages).flatMap(([where, entry]) =>
      Object.keys(entry.optionalDependencies ?? {}).map((name) => ({ where, name })),
    );
    const missing = wanted.filter(
      ({ where, name }) => !packages[`${where}/node_modules/${name}`] && !packages[`node_modules/${name}`],
    );
    expect(missing).toEqual([]);
  });
});
