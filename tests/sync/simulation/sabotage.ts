import type { SqlValue } from '#db/database.ts';
import type { Ledger, LedgerChange, LedgerView } from '#hq/store/ledger.ts';
import { BlockReader, blockKinds, decodeHello, encodeBlock, type Hello } from '#shared/sync/exchange.ts';
import { type DecodedFrame, decodeFrame } from '#shared/sync/frame.ts';
import { undoPlain } from './compression.ts';

/** What headquarters' database would never do, did it not keep its promises. */
export type DatabaseFlaw =
  /** Places in the order come from a sequence: readers see them before they are committed. */
  | 'sequence'
  /** Rows are read without being locked. */
  | 'unlocked rows'
  /** Of two transactions that add one row, the later one is not told. */
  | 'blind inserts'
  /** What a transaction wrote before it failed stays. */
  | 'no rollback'
  /** A machine that fails loses what it committed last. */
  | 'late flush'
  /** An op may be kept twice. */
  | 'no primary key';

/** What a laptop's disk is like after its power failed. */
export type DiskFlaw =
  /** Commits of the last minutes are gone. */
  | 'late flush'
  /** Half a transaction is there. */
  | 'torn'
  /** The cursor was written before the rows that it stands for. */
  | 'cursor first'
  /** Or in a transaction of its own, after them. */
  | 'cursor last';

/** What the road sees of an exchange that is going on. */
export interface Peek {
  hello: Hello | undefined;
  /** The frame that headquarters looks at. */
  frame: DecodedFrame | undefined;
  /** For whatever has to be remembered within an exchange. */
  readonly notes: Map<string, number>;
}

/** A part of the whole that somebody has broken, to see that it is noticed. */
export interface Sabotage {
  readonly database?: DatabaseFlaw;
  readonly disk?: DiskFlaw;
  /** Replaces methods of headquarters' transactions. */
  readonly change?: (tx: LedgerChange, peek: Peek) => Partial<LedgerChange>;
  /** Replaces methods of headquarters' snapshots. */
  readonly view?: (view: LedgerView, peek: Peek) => Partial<LedgerView>;
  /** Called with every hello before headquarters sees it, and its time; throws a refusal. */
  readonly hello?: (hello: Hello, now: number) => void;
  /** Does something else in place of a statement with which a laptop writes. */
  readonly write?: (
    sql: string,
    params: readonly SqlValue[],
    run: (sql: string, ...params: readonly SqlValue[]) => number,
  ) => boolean;
  /** Changes a row that a laptop reads. */
  readonly read?: (sql: string, row: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
  /** Two laptops get the same device number. */
  readonly sharesNumbers?: true;
}

/**
 * @param ledger headquarters' memory
 * @param sabotage what is broken
 * @param peek what the road sees of the exchange
 * @returns the memory as one exchange finds it
 */
export function brokenLedger(ledger: Ledger, sabotage: Sabotage, peek: Peek): Ledger {
  const { change, view } = sabotage;
  return {
    change: (work) => ledger.change((tx) => work(change ? instead(tx, change(tx, peek)) : tx)),
    look: (work) => ledger.look((seen) => work(view ? instead(seen, view(seen, peek)) : seen)),
  };
}

function instead<T extends object>(target: T, overrides: Partial<T>): T {
  return new Proxy(target, {
    get(original, name) {
      const override: unknown = Reflect.get(overrides, name);
      if (override !== undefined) return override;
      const method: unknown = Reflect.get(original, name);
      return typeof method === 'function' ? method.bind(original) : method;
    },
  });
}

/**
 * Passes a request on block by block, and looks into each.
 *
 * @param body the request as it arrives
 * @param peek filled in as it goes on
 * @param onHello called with the hello before it is passed on
 * @returns the same bytes in other pieces
 */
export async function* peekInto(
  body: AsyncIterable<Uint8Array>,
  peek: Peek,
  onHello: (hello: Hello) => void,
): AsyncGenerator<Uint8Array> {
  const reader = new BlockReader();
  for await (const piece of body) {
    for (const { kind, payload } of reader.push(piece)) {
      if (kind === blockKinds.hello) {
        peek.hello = decodeHello(payload).message;
        onHello(peek.hello);
      }
      if (kind === blockKinds.frame) peek.frame = decodeFrame(payload, { decompress: undoPlain });
      yield encodeBlock(kind, payload);
    }
  }
}
