import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../paths.ts';
import { checkHouseRules } from './house-rules.ts';

/** `npm run lint`: Biome (format, recommended rules, style sheets), then the rules of our own. */
const biomePassed = runBiome();
const ownPassed = runHouseRules();
process.exitCode = biomePassed && ownPassed ? 0 : 1;

function runBiome(): boolean {
  const arguments_ = ['check', '--error-on-warnings', '--max-diagnostics=200'];
  return spawnSync('biome', arguments_, { cwd: repositoryRoot, stdio: 'inherit' }).status === 0;
}

function runHouseRules(): boolean {
  const files = sourceFiles();
  const violations = files.flatMap((file) =>
    checkHouseRules(file, readFileSync(path.join(repositoryRoot, file), 'utf8')),
  );
  for (const { file, line, rule, message } of violations) {
    console.error(`${file}:${line} ${rule}: ${message}`);
  }
  console.log(`House rules: ${files.length} files, ${violations.length} violations.`);
  return violations.length === 0;
}

/** Tracked files and new ones not ignored, so that a rule bites before the commit. */
function sourceFiles(): readonly string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'],
    {
      cwd: repositoryRoot,
      encoding: 'utf8',
    },
  );
  const gone = execFileSync('git', ['ls-files', '-z', '--deleted'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  const deleted = new Set(gone.split('\0'));
  return listed
    .split('\0')
    .filter((file) => /\.(tsx?|css)$/.test(file) && !file.endsWith('.d.ts') && !deleted.has(file));
}
