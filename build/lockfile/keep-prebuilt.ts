/**
 * better-sqlite3 brings its binaries along, yet npm 10 sees its `binding.gyp` and calls a compiler (and Python) when it
 * installs. An entry that says `gypfile: false` keeps npm from it; npm drops the line when it writes the lockfile.
 */
const prebuilt = 'node_modules/better-sqlite3';

interface Lockfile {
  readonly packages: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * The lockfile with the line that keeps npm from compiling.
 * @param text the contents of package-lock.json
 * @returns the same text when the line is there already
 * @throws Error when the lockfile does not know better-sqlite3
 */
export function keepPrebuilt(text: string): string {
  const lockfile = JSON.parse(text) as Lockfile;
  const entry = lockfile.packages[prebuilt];
  if (!entry) throw new Error(`package-lock.json has no ${prebuilt}`);
  if (entry.gypfile === false && !('hasInstallScript' in entry)) return text;
  const { hasInstallScript: _dropped, ...rest } = entry;
  const packages = { ...lockfile.packages, [prebuilt]: { ...rest, gypfile: false } };
  return `${JSON.stringify({ ...lockfile, packages }, null, 2)}\n`;
}
