import { parseSync } from 'vite';
import { checkHonestSource } from './honest-source.ts';
import { checkImports } from './import-law.ts';
import { checkLogicalSheet } from './logical-sheet.ts';
import { checkLogicalStyle } from './logical-style.ts';
import { checkRawIpc } from './raw-ipc.ts';
import type { SourceFile, Violation } from './violation.ts';

const rules = [checkImports, checkRawIpc, checkLogicalStyle, checkHonestSource];

/**
 * Checks one TypeScript, TSX or CSS file against the rules of our own that Biome has no rule for.
 * @param path repository path with forward slashes; decides which rules of which folder apply
 */
export function checkHouseRules(path: string, text: string): readonly Violation[] {
  if (path.endsWith('.css')) return checkLogicalSheet(path, text);
  const syntax = parseSync(path, text);
  const broken = syntax.errors[0];
  if (broken) return [{ rule: 'syntax', file: path, line: 0, message: broken.message }];
  const source: SourceFile = { path, text, syntax };
  return rules.flatMap((rule) => rule(source));
}
