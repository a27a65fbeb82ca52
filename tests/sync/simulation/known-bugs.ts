import { sha256 } from '#hq/store/keys.ts';
import type { LedgerChange } from '#hq/store/ledger.ts';
import type { LockedRow } from '#hq/store/locked-rows.ts';
import { tables } from '#shared/domain/registry.ts';
import { deletedFieldId } from '#shared/domain/table.ts';
import { OutpostError } from '#shared/errors.ts';
import type { RowState } from '#shared/sync/merge.ts';
import { verifyChain } from '#shared/sync/verify-chain.ts';
import type { Winner } from '#shared/sync/versions.ts';
import type { Peek, Sabotage } from './sabotage.ts';

/** A bug that somebody might make, or that others made. */
export interface KnownBug {
  readonly name: string;
  readonly about: string;
  readonly sabotage: Sabotage;
  /** Where a test begins to look for it: a world that has shown it, for a bug that few worlds show. Left out: 1. */
  readonly firstSeed?: number;
}

const day = 86_400_000;
/** Stands for something invisible in a text. */
const mark = '\u200b';

/** Every bug that the simulation must notice. */
export const knownBugs: readonly KnownBug[] = [
  {
    name: 'cursor-from-sequence',
    about: 'readers see places in the order before everything below them is committed',
    sabotage: { database: 'sequence' },
  },
  {
    name: 'unlocked-rows',
    about: 'two transactions merge into the same row at once',
    sabotage: { database: 'unlocked rows' },
  },
  {
    name: 'blind-insert',
    about: 'of two laptops that add one row the later one overwrites the other',
    sabotage: { database: 'blind inserts' },
  },
  {
    name: 'lost-rollback',
    about: 'a transaction of headquarters that fails leaves something behind',
    sabotage: { database: 'no rollback' },
  },
  {
    name: 'ack-before-commit',
    about: 'headquarters acknowledges what a failure of its machine takes away',
    sabotage: { database: 'late flush' },
  },
  {
    name: 'drop-duplicate-check',
    about: 'ops that come again are taken again',
    sabotage: { database: 'no primary key', change: takeAgain },
  },
  {
    name: 'replay-answered',
    about: 'an old request is taken as a new one',
    sabotage: { change: forgetExchanges, view: forgetLastExchange },
  },
  {
    name: 'fork-accepted',
    about: 'another history of a device is appended to the one that headquarters has',
    sabotage: { change: believeHistory },
    firstSeed: 33,
  },
  {
    name: 'forgotten-seen',
    about: 'ops do not say what their writer knew',
    sabotage: {
      read: (sql, row) => (sql.includes('cursor, hlc_ms AS ms') ? { ...row, cursor: 0 } : row),
    },
  },
  {
    name: 'checkpoint-before-write',
    about: 'the cursor is on disk before the rows that it stands for',
    sabotage: { disk: 'cursor first' },
  },
  {
    name: 'cursor-after-rows',
    about: 'rows are on disk before the cursor says so',
    sabotage: { disk: 'cursor last' },
  },
  {
    name: 'skipped-fsync',
    about: 'a power failure takes entries that a person was told are saved',
    sabotage: { disk: 'late flush' },
  },
  {
    name: 'torn-transaction',
    about: 'a power failure leaves half an entry behind',
    sabotage: { disk: 'torn' },
  },
  {
    name: 'settle-too-early',
    about: 'own ops count as come back as soon as they are accepted',
    sabotage: { write: settleAccepted },
  },
  {
    name: 'shadow-forgotten',
    about: "headquarters' value behind an own op is not kept",
    sabotage: { write: (sql) => sql.startsWith('INSERT INTO shadow') },
  },
  {
    name: 'deferred-dropped',
    about: 'what comes from a later version than the own one is let go',
    sabotage: { write: (sql) => sql.startsWith('INSERT INTO deferred_op') },
  },
  {
    name: 'exchange-number-reused',
    about: 'the number of an exchange is not kept before it begins',
    sabotage: { write: (sql) => sql.includes('SET exchange = exchange + 1') },
  },
  {
    name: 'reused-device-number',
    about: 'two laptops are given one number',
    sabotage: { sharesNumbers: true },
  },
  {
    name: 'wrong-tie-break',
    about: 'of two that did not know of each other the later arrival wins, whatever the clocks say',
    sabotage: { change: (tx) => rewriteRows(tx, (row) => withWinners(row, earliest)) },
  },
  {
    name: 'delete-wins',
    about: 'a delete wins over an edit that its author had not seen',
    sabotage: { change: deletesWin },
  },
  {
    name: 'collapse-ignored',
    about: 'two who wrote the same are asked which of them is right',
    sabotage: { change: neverEqual },
  },
  {
    name: 'conflict-dropped',
    about: 'a value that did not stand is gone without a word',
    sabotage: { change: dropConflicts },
  },
  {
    name: 'clock-rejects',
    about: 'a laptop whose clock is wrong is turned away',
    sabotage: {
      hello: ({ time }, now) => {
        if (Math.abs(time - now) > day) throw new OutpostError('malformed_body', 'The clock is wrong.');
      },
    },
  },
  {
    name: 'no-scope-check-read',
    about: 'laptops are told what other sites do',
    sabotage: {
      view: (view) => ({
        effects: (page) => view.effects({ ...page, scopes: [...page.scopes, 'MOSUL', 'BASRA', 'KIRKUK'] }),
      }),
    },
  },
  {
    name: 'no-scope-check-write',
    about: 'laptops write for sites that are not theirs',
    sabotage: {
      change: (tx) => ({
        grants: async (device) => {
          const grants = await tx.grants(device);
          return { ...grants, sites: ['MOSUL', 'BASRA', 'KIRKUK'] };
        },
      }),
    },
  },
  {
    name: 'quarantine-untold',
    about: 'ops are kept aside and nobody is told',
    sabotage: { view: () => ({ keptAside: async () => [] }) },
  },
];

/**
 * @param name of a bug
 * @returns it
 * @throws Error for an unknown name
 */
export function bugNamed(name: string): KnownBug {
  const bug = knownBugs.find((known) => known.name === name);
  if (bug) return bug;
  throw new Error(`There is no bug ${name}. Known: ${knownBugs.map((known) => known.name).join(', ')}.`);
}

function takeAgain(tx: LedgerChange, peek: Peek): Partial<LedgerChange> {
  return {
    lockDevice: async (number) => {
      const device = await tx.lockDevice(number);
      const header = peek.frame?.header;
      if (!header || header.from > device.head.seq) return device;
      return { ...device, head: { seq: header.from - 1, hash: header.previous } };
    },
  };
}

function forgetExchanges(tx: LedgerChange, peek: Peek): Partial<LedgerChange> {
  return {
    lockDevice: async (number) => ({
      ...(await tx.lockDevice(number)),
      lastExchange: peek.notes.get('exchange') ?? 0,
    }),
    noteExchange: async (number, exchange) => {
      peek.notes.set('exchange', exchange);
      await tx.noteExchange(number, exchange);
    },
  };
}

function forgetLastExchange(view: { readonly device: LedgerChange['device'] }): Pick<LedgerChange, 'device'> {
  return {
    device: async (number) => {
      const device = await view.device(number);
      return device && { ...device, lastExchange: 0 };
    },
  };
}

function believeHistory(tx: LedgerChange, peek: Peek): Partial<LedgerChange> {
  const claimed = (): ReadonlyMap<number, Uint8Array> => {
    const hashes = new Map<number, Uint8Array>();
    if (!peek.frame) return hashes;
    const { header, ops } = peek.frame;
    hashes.set(header.from - 1, header.previous);
    const previous = { seq: header.from - 1, hash: header.previous };
    for (const [index, hash] of verifyChain(previous, header.device, ops, sha256).entries()) {
      hashes.set(header.from + index, hash);
    }
    return hashes;
  };
  return {
    chain: async () => [...claimed()].map(([seq, hash]) => ({ seq, hash })),
    lockDevice: async (number) => {
      const device = await tx.lockDevice(number);
      const hash = claimed().get(device.head.seq);
      return hash ? { ...device, head: { ...device.head, hash } } : device;
    },
  };
}

function settleAccepted(...[sql, params, run]: Parameters<NonNullable<Sabotage['write']>>): boolean {
  if (!sql.includes('accepted = max(accepted, ?)')) return false;
  run(sql, ...params);
  run('UPDATE sync_state SET settled = max(settled, accepted)');
  return true;
}

const earliest = (winner: Winner): Winner => ({ ...winner, hlc: { ms: 0, counter: 0 } });

function withWinners(state: RowState, change: (winner: Winner) => Winner): RowState {
  return { ...state, versions: new Map([...state.versions].map(([group, one]) => [group, change(one)])) };
}

function rewriteRows(
  tx: LedgerChange,
  change: (state: RowState, row: LockedRow) => RowState,
): Partial<LedgerChange> {
  return {
    lockRows: async (wanted) => {
      const rows = await tx.lockRows(wanted);
      for (const row of rows.values()) if (row.state) row.state = change(row.state, row);
      return rows;
    },
  };
}

function deletesWin(tx: LedgerChange, peek: Peek): Partial<LedgerChange> {
  const deleted = (row: LockedRow): boolean =>
    (peek.frame?.ops ?? []).some(({ changes }) =>
      changes.some(
        ({ table, key, fields }) =>
          table === row.table.id &&
          key.join() === row.key.join() &&
          fields.some(([field, value]) => field === deletedFieldId && value === 1),
      ),
    );
  return rewriteRows(tx, (state, row) =>
    deleted(row) ? withWinners(state, (winner) => ({ ...winner, hqSeq: 0 })) : state,
  );
}

/** Posts at headquarters differ from every post that arrives, and are kept as they were. */
function neverEqual(tx: LedgerChange): Partial<LedgerChange> {
  const post = tables.person.fields.post.id;
  const withPost = (state: RowState, change: (text: string) => string): RowState => {
    const text = state.values.get(post);
    if (typeof text !== 'string') return state;
    return { ...state, values: new Map(state.values).set(post, change(text)) };
  };
  return {
    ...rewriteRows(tx, (state, { table }) =>
      table === tables.person ? withPost(state, (text) => text + mark) : state,
    ),
    saveRows: async (rows) => {
      for (const row of rows.values()) {
        if (row.state && row.table === tables.person) {
          row.state = withPost(row.state, (text) => text.replace(mark, ''));
        }
      }
      await tx.saveRows(rows);
    },
  };
}

function dropConflicts(tx: LedgerChange): Partial<LedgerChange> {
  return {
    saveRows: async (rows) => {
      for (const row of rows.values()) if (row.table === tables.conflict && !row.stored) row.changed = false;
      await tx.saveRows(rows);
    },
    addEffects: async (merged) => {
      for (const { result } of merged) {
        for (const [scope, effect] of result.effects) {
          const kept = effect.changes.filter(({ table }) => table !== tables.conflict.id);
          const extra = effect.extra.filter(({ table }) => table !== tables.conflict.id);
          result.effects.set(scope, { ...effect, changes: kept, extra });
        }
      }
      await tx.addEffects(merged);
    },
  };
}
