import { emptyValues, type GroupValues } from '#shared/conflicts/stored-values.ts';
import { rowKey } from '#shared/domain/table.ts';
import { knew, type Source } from '#shared/sync/merge.ts';
import type { LedgerView } from './ledger.ts';
import type { RowConflict } from './merge-ops.ts';
import type { MergedPlace } from './placed-op.ts';
import type { ReplacedValue } from './replaced.ts';

/** What an op at a place of the order was: who wrote it, and what it took the place of. */
export interface FormerOp {
  /** Advisor's id. */
  readonly actor: number;
  /** Undefined for ops from before headquarters kept it. */
  readonly replaced: readonly ReplacedValue[] | undefined;
}

/** Ops by their place: those that are being committed now, and all before them. */
export class History {
  readonly #view: LedgerView;
  readonly #known = new Map<number, FormerOp | undefined>();

  constructor(view: LedgerView, now: readonly MergedPlace[]) {
    this.#view = view;
    for (const { hqSeq, op, result } of now) {
      this.#known.set(hqSeq, { actor: op.actor, replaced: result.replaced });
    }
  }

  /** The op at a place, or undefined when headquarters no longer has it. */
  async at(hqSeq: number): Promise<FormerOp | undefined> {
    if (!this.#known.has(hqSeq)) this.#known.set(hqSeq, await this.#view.formerOp(hqSeq));
    return this.#known.get(hqSeq);
  }

  /**
   * The value that both sides of a conflict began from: back from the one that the later op met, to the first that its
   * writer had seen or written.
   *
   * @param conflict two values of one group
   * @param later device and knowledge of the op that came later
   * @returns the value; undefined when the way back is no longer known
   */
  async base(
    conflict: RowConflict,
    later: { readonly device: number; readonly seen: number; readonly knows: readonly Source[] },
  ): Promise<GroupValues | undefined> {
    const { table, key, group, met } = conflict;
    let { by, values }: { by: readonly Source[]; values: GroupValues } = met;
    for (;;) {
      const [first] = by;
      if (!first || by.some((source) => knew(later, source))) break;
      const replaced = (await this.at(first.hqSeq))?.replaced;
      if (!replaced) return undefined;
      const before = replaced.find(
        (value) => value.table === table.id && value.group === group && rowKey(table, value.key) === key,
      );
      by = before?.by ?? [];
      values = before?.values ?? emptyValues(table, group);
    }
    // Nobody had set it: what was there then is what an untouched record holds.
    if (by.length === 0) return emptyValues(table, group);
    return values;
  }
}
