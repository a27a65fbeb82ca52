import { Visitor } from 'vite';
import { isTestFile, lineAt, type SourceFile, type Violation } from './violation.ts';

/** Assembled so that this file does not break its own rule. */
const escapeHatches = new RegExp(
  ['biome' + '-ignore', '@ts' + '-ignore', '@ts' + '-expect-error', '@ts' + '-nocheck'].join('|'),
);
const unfinished = /\b(TO[D]O|FIX[M]E|XX[X])\b/;
const kebabPath = /^(?:[a-z0-9.][a-z0-9.-]*\/)*[a-z0-9.][a-z0-9.-]*$/;

/** No comment may switch a rule off or promise work for later, and no test may sleep instead of waiting. */
export function checkHonestSource(source: SourceFile): readonly Violation[] {
  const violation = (rule: string, offset: number, message: string): Violation => ({
    rule,
    file: source.path,
    line: lineAt(source.text, offset),
    message,
  });
  const comments = source.syntax.comments.flatMap((comment) => {
    if (escapeHatches.test(comment.value)) {
      return [violation('no-escape', comment.start, 'Fix the finding instead of switching its rule off.')];
    }
    if (unfinished.test(comment.value)) {
      return [
        violation(
          'no-unfinished',
          comment.start,
          'Finish it or file it; the source keeps no notes for later.',
        ),
      ];
    }
    return [];
  });
  return [...comments, ...checkNoSleep(source, violation), ...checkKebabPath(source)];
}

function checkNoSleep(
  source: SourceFile,
  violation: (rule: string, offset: number, message: string) => Violation,
): readonly Violation[] {
  if (!isTestFile(source.path)) return [];
  const found: Violation[] = [];
  const sleeps = (offset: number): void => {
    found.push(violation('no-sleep', offset, 'Wait for the condition, not for a time.'));
  };
  new Visitor({
    Identifier: (node) => {
      if (node.name === 'waitForTimeout') sleeps(node.start);
    },
    ImportDeclaration: (node) => {
      if (node.source.value.endsWith('timers/promises')) sleeps(node.start);
    },
    CallExpression: (node) => {
      const callee = node.callee;
      const first = node.arguments[0];
      const resolvesOnly =
        callee.type === 'Identifier' && callee.name === 'setTimeout' && first?.type === 'Identifier';
      if (resolvesOnly && /^(r|res|resolve|done)$/.test(first.name)) sleeps(node.start);
    },
  }).visit(source.syntax.program);
  return found;
}

function checkKebabPath(source: SourceFile): readonly Violation[] {
  if (kebabPath.test(source.path)) return [];
  const message = 'Files and folders are named in kebab-case.';
  return [{ rule: 'kebab-path', file: source.path, line: 0, message }];
}
