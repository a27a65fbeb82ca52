import { expect, it } from 'vitest';
import { formatKey } from '#shared/conflicts/stored-values.ts';
import { tables } from '#shared/domain/registry.ts';
import { rowKey } from '#shared/domain/table.ts';
import { createRandom } from '#shared/sample/random.ts';
import type { Change, Op } from '#shared/sync/op.ts';
import { encodeChanges } from '#shared/sync/op-body.ts';
import { MemoryLedger } from '#tests/sync/simulation/memory-ledger.ts';
import { Turns } from '#tests/sync/simulation/turns.ts';
import { commitOps } from './commit-ops.ts';
import { rowName } from './locked-rows.ts';

const grants = { version: 1, sites: ['BAS'], former: [], everything: false };
const record = [5, 6] as const;
const nothing = (): void => undefined;

function marked(mark: string): Change {
  return {
    table: tables.attendanceMark.id,
    key: record,
    fields: [
      [3, 'BAS'],
      [4, mark],
      [5, null],
    ],
  };
}

async function commit(ledger: MemoryLedger, device: number, changes: readonly Change[]): Promise<void> {
  const ops = changes.map((change, index): Op => {
    const seq = index + 1;
    const hlc = { ms: 100 + device + index, counter: 0 };
    return { seq, first: seq, hlc, seen: 0, actor: 7, schema: 1, changes: [change] };
  });
  const arrived = ops.map((op) => ({ op, body: encodeChanges(op.changes), hash: new Uint8Array(32) }));
  await ledger.change((tx) => commitOps(tx, { device, grants, receivedMs: 1000, offsetMs: 0 }, arrived));
}

it('a conflict that is decided by an op which arrives together with the op that it is about stays decided', async () => {
  const turns = new Turns(createRandom(1));
  const ledger = new MemoryLedger({
    turns,
    beforeStatement: nothing,
    afterCommit: nothing,
    committed: nothing,
  });
  const { fields } = tables.conflict;
  const key = [18, 1, tables.attendanceMark.id, formatKey(record), 4, 'BAS'];
  const decision: Change = {
    table: tables.conflict.id,
    key,
    fields: [
      [fields.state.id, 'decided'],
      [fields.decision.id, 'keep_standing'],
      [fields.note.id, null],
      [fields.decided_by.id, 7],
      [fields.decided_at.id, '2026-05-03T08:00:00.000Z'],
      [fields.replaced.id, null],
      [fields.written.id, null],
    ],
  };
  await commit(ledger, 17, [marked('present')]);
  // As a laptop sends it again to a headquarters that was restored from a backup.
  await commit(ledger, 18, [marked('absent'), decision]);
  const row = ledger.state.rows.get(rowName(tables.conflict, rowKey(tables.conflict, key)));
  expect(row?.state.values.get(fields.fallen.id)).toBe('[[4,"present"],[5,null]]');
  expect(row?.state.values.get(fields.state.id)).toBe('decided');
});
