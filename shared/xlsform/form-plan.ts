import { type FormProgram, type ProgramNode, waitsFor } from './form-program.ts';

/** In which order the parts of a form are computed, and what is due when one of them changes. */
export interface FormPlan {
  /** A part is computed after those with a lower rank. */
  readonly rank: ReadonlyMap<ProgramNode, number>;
  /** The parts whose formulas name a part; `wide` ones look into other blocks than their own. */
  readonly dependants: ReadonlyMap<
    ProgramNode,
    readonly { readonly node: ProgramNode; readonly wide: boolean }[]
  >;
}

// A program never changes, and a checklist is opened a thousand times: its plan is made once and goes with it.
const plans = new WeakMap<FormProgram, FormPlan>();

/**
 * @param program of a form without faults and cycles
 * @returns its plan
 */
export function planOf(program: FormProgram): FormPlan {
  const known = plans.get(program);
  if (known) return known;
  const order = inOrder(program);
  const plan = {
    rank: new Map(order.map((node, rank) => [node, rank])),
    dependants: dependantsOf(program),
  };
  plans.set(program, plan);
  return plan;
}

function dependantsOf(program: FormProgram): FormPlan['dependants'] {
  const dependants = new Map<ProgramNode, { readonly node: ProgramNode; readonly wide: boolean }[]>();
  for (const node of program.nodes) {
    for (const column of ['relevant', 'calculation', 'repeat_count'] as const) {
      const references = node.formulas[column]?.references;
      for (const named of references?.nodes ?? []) {
        const known = dependants.get(named as ProgramNode) ?? [];
        dependants.set(named as ProgramNode, known);
        known.push({ node, wide: references?.wide ?? false });
      }
    }
  }
  return dependants;
}

/** Everything after what it waits for; see `waitsFor`. Forms with cycles are refused before. */
function inOrder(program: FormProgram): readonly ProgramNode[] {
  const seen = new Set<ProgramNode>();
  const order: ProgramNode[] = [];
  const visit = (node: ProgramNode): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const other of waitsFor(node)) visit(other);
    order.push(node);
  };
  for (const node of program.nodes) visit(node);
  return order;
}
