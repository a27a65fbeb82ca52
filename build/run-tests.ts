import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { cacheRoot, repositoryRoot } from './paths.ts';
import { announce } from './progress.ts';
import { tryCommand } from './run-command.ts';

/** `npm test`: every check in order, stopping at the first that fails, with one closing line of counts. */
const resultsFolder = path.join(cacheRoot, 'test-results');
const checks = [
  { title: 'Lint', command: ['node', 'build/lint/run.ts'] },
  { title: 'Types', command: ['tsc', '-b'] },
  { title: 'Unit and property tests', project: 'unit' },
  { title: 'Tests across folders, on real PostgreSQL', project: 'spanning' },
  { title: 'Bundles', command: ['node', 'build/build-app.ts'] },
  { title: 'End to end, in Electron and Chromium', project: 'e2e' },
] as const;

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const vitestResults = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

await rm(resultsFolder, { recursive: true, force: true });
await mkdir(resultsFolder, { recursive: true });
let total: Counts = { passed: 0, failed: 0 };
for (const check of checks) {
  announce(check.title);
  const counts = 'project' in check ? await runProject(check.project) : await runPlain(check.command);
  total = { passed: total.passed + counts.passed, failed: total.failed + counts.failed };
  if (counts.failed === 0) continue;
  announce(`${check.title}: failed`);
  process.exitCode = 1;
  break;
}
console.log(`${total.passed} passed, ${total.failed} failed`);

/** A check without tests of its own counts only when it fails. */
async function runPlain([command, ...arguments_]: readonly [string, ...string[]]): Promise<Counts> {
  const { status } = await tryCommand(command, arguments_, { cwd: repositoryRoot, visible: true });
  return { passed: 0, failed: status === 0 ? 0 : 1 };
}

async function runProject(project: string): Promise<Counts> {
  const file = path.join(resultsFolder, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = await tryCommand('vitest', ['run', '--project', project, ...reporters], {
    cwd: repositoryRoot,
    visible: true,
  });
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = vitestResults.parse(JSON.parse(readFileSync(file, 'utf8')));
  // A file that does not load or an unhandled rejection fails the run without failing a test.
  const failed = status === 0 ? numFailedTests : Math.max(numFailedTests, 1);
  return { passed: numPassedTests, failed };
}
