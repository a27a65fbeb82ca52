import type { ProgramNode } from '#shared/xlsform/form-program.ts';
import { type Formula, parseFormula, type Step } from '#shared/xlsform/formula-parser.ts';
import type { FormNames } from '#shared/xlsform/formula-references.ts';

/**
 * Compares a formula of ours with the XPath that a published XForm has in its place: names and paths to the same place are
 * the same.
 *
 * @param ours as the sheet has it
 * @param theirs as the XForm has it
 * @param node what both belong to
 * @param names of the form
 * @returns whether they are the same formula
 */
export function sameFormula(ours: string, theirs: string, node: ProgramNode, names: FormNames): boolean {
  const place = (text: string): string => JSON.stringify(placed(parseFormula(text), node, names));
  return place(ours) === place(theirs);
}

function placed(formula: Formula, node: ProgramNode, names: FormNames): unknown {
  switch (formula.kind) {
    case 'literal':
      return formula.value;
    case 'question':
      return { place: names.named(formula.name)[0]?.path };
    case 'negate':
      return { negate: placed(formula.operand, node, names) };
    case 'binary':
      return {
        operator: formula.operator,
        sides: [placed(formula.left, node, names), placed(formula.right, node, names)],
      };
    case 'call':
      return { call: formula.name, args: formula.args.map((arg) => placed(arg, node, names)) };
    case 'path': {
      const { start, steps, predicates } = formula;
      const bare = [...steps.flatMap((step) => step.predicates), ...predicates].length === 0;
      const end = bare && typeof start === 'string' ? walk(start, steps, node, names) : undefined;
      return end ? { place: end } : { path: steps.map(({ to, name }) => [to, name]) };
    }
  }
}

function walk(
  start: 'form' | 'here',
  steps: readonly Step[],
  node: ProgramNode,
  names: FormNames,
): string | undefined {
  if (start === 'form')
    return steps
      .slice(1)
      .map(({ name }) => name)
      .join('/');
  let at: string[] = node.path.split('/');
  for (const { to, name } of steps) {
    if (to === 'parent') at = at.slice(0, -1);
    else if (to === 'child') at = [...at, name];
  }
  const path = at.join('/');
  return path === node.path || names.named(at.at(-1) ?? '').some((named) => named.path === path)
    ? path
    : undefined;
}
