import type { Value } from './formula-values.ts';

/** A group, repeat or question of a form, as formulas see it. */
export interface FormNode {
  readonly kind: 'form' | 'group' | 'repeat' | 'question';
  readonly name: string;
  /** Names from the form down, joined by "/". */
  readonly path: string;
  readonly parent: FormNode | undefined;
  readonly children: readonly FormNode[];
  /** The list that a select chooses from. */
  readonly list: string | undefined;
}

/** A place that a path can lead to: a part of a form that is being filled in, or of a list of choices. */
export interface Place {
  /** Undefined in lists. */
  readonly node: FormNode | undefined;
  readonly name: string;
  readonly parent: Place | undefined;
  /**
   * @param name of the children; `*`: all
   * @returns them, in order
   */
  childrenNamed(name: string): readonly Place[];
  /** Its answer: empty where it has none, or does not apply. */
  value(): Value;
}

/**
 * @param node a part of a form
 * @param of another one
 * @returns whether the one lies around the other
 */
export function isAround(node: FormNode, of: FormNode): boolean {
  for (let outer = of.parent; outer; outer = outer.parent) {
    if (outer === node) return true;
  }
  return false;
}

/**
 * Finds the places that `${name}` means where a formula stands: those of the same block of a repeat, and of a repeat that
 * the formula stands outside of, all blocks.
 *
 * @param from the place of the formula
 * @param target what is named
 * @returns its places, in order
 */
export function placesOf(from: Place, target: FormNode): readonly Place[] {
  let around: Place | undefined = from;
  while (around && !(around.node && isAround(around.node, target))) around = around.parent;
  return around?.node ? placesWithin(around, around.node, target) : [];
}

/**
 * @param around a place
 * @param node what it is a place of
 * @param target something inside of that
 * @returns the places of the target in there, in order
 */
export function placesWithin(around: Place, node: FormNode, target: FormNode): readonly Place[] {
  const way: string[] = [];
  for (let step: FormNode | undefined = target; step && step !== node; step = step.parent)
    way.push(step.name);
  let places: readonly Place[] = [around];
  for (const name of way.reverse()) places = places.flatMap((place) => place.childrenNamed(name));
  return places;
}
