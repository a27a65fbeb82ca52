import type { ConflictDecision } from '#shared/domain/vocabularies.ts';
import type { MessageKey } from '#shared/i18n/catalogues.ts';
import type { ConflictView } from '#shared/ipc/conflicts.ts';

type Side = 'standing' | 'fallen';

/** A decision as the person may take it. */
export interface Choice {
  readonly decision: ConflictDecision;
  readonly label: MessageKey;
  /** The key on the keyboard: the column that it keeps, counted from the page's beginning; 3 keeps both. */
  readonly digit: string;
}

/**
 * @param conflict a conflict
 * @returns the two sides in the order of their columns: the person's own first, else the one that stands
 */
export function orderedSides({ mine }: Pick<ConflictView, 'mine'>): readonly [Side, Side] {
  return mine === 'fallen' ? ['fallen', 'standing'] : ['standing', 'fallen'];
}

/**
 * @param conflict a conflict
 * @param side one of its sides
 * @returns what the side is called
 */
export function sideTitle({ mine, state }: Pick<ConflictView, 'mine' | 'state'>, side: Side): MessageKey {
  if (mine === null) {
    return side === 'standing' && state === 'decided' ? 'conflicts.column.stood' : `conflicts.side.${side}`;
  }
  return mine === side ? 'conflicts.side.mine' : 'conflicts.side.theirs';
}

/**
 * @param conflict a conflict
 * @param decision what was decided
 * @returns what came of it
 */
export function keptWords({ mine }: Pick<ConflictView, 'mine'>, decision: ConflictDecision): MessageKey {
  if (decision === 'both') return 'conflicts.kept.both';
  const side = decision === 'keep_standing' ? 'standing' : 'fallen';
  if (mine === null) return `conflicts.kept.${side}`;
  return mine === side ? 'conflicts.kept.mine' : 'conflicts.kept.theirs';
}

/**
 * @param conflict a conflict
 * @returns the decisions that the person may take, in the order of the columns
 */
export function choicesOf(conflict: Pick<ConflictView, 'mine' | 'choices'>): readonly Choice[] {
  const { mine, choices } = conflict;
  const labelOf = (side: Side): MessageKey => {
    if (mine === null) return `conflicts.keep.${side}`;
    return mine === side ? 'conflicts.keep.mine' : 'conflicts.keep.theirs';
  };
  const sides = orderedSides(conflict).map((side, index): Choice => {
    const decision = side === 'standing' ? 'keep_standing' : 'take_fallen';
    return { decision, label: labelOf(side), digit: String(index + 1) };
  });
  const all: readonly Choice[] = [...sides, { decision: 'both', label: 'conflicts.keep.both', digit: '3' }];
  return all.filter(({ decision }) => choices.includes(decision));
}
