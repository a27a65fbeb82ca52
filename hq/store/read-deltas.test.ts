import { expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { zeroHlc } from '#shared/sync/clock.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import type { Effect } from './effect.ts';
import type { LedgerView, PlacedEffect } from './ledger.ts';
import { readDeltas } from './read-deltas.ts';

const nothing: Effect = { changes: [], puts: [], leaves: [], extra: [], lost: [] };
const whole = { table: tables.person.id, key: [9], fields: [[2, 'BAS'] as const, [14, 'Clerk'] as const] };
const gone = { table: tables.person.id, key: [9], fields: [] };

/** The stream of two sites in which device 16 has moved a person from one to the other. */
async function told(sites: readonly string[]): Promise<readonly DeltaEntry[]> {
  const head = { hqSeq: 5, device: 16, seq: 1, actor: 7, hlc: zeroHlc };
  const stream: readonly PlacedEffect[] = [
    { ...head, scope: 'BAS', effect: { ...nothing, puts: [whole] } },
    { ...head, scope: 'MOS', effect: { ...nothing, leaves: [gone] } },
  ];
  const view = {
    effects: async ({ scopes, after }: Parameters<LedgerView['effects']>[0]) =>
      stream.filter(({ scope, hqSeq }) => scopes.includes(scope) && hqSeq > after.hqSeq),
  } as Pick<LedgerView, 'effects'> as LedgerView;
  const entries: DeltaEntry[] = [];
  const reader = { device: 16, sites, formerly: [] };
  for await (const page of readDeltas(view, reader, 4, 5)) entries.push(...page);
  return entries;
}

it('whoever moves a row within its sight only hears that it has arrived', async () => {
  expect(await told(['BAS', 'MOS'])).toEqual([expect.objectContaining({ kind: 'change', changes: [] })]);
});

it('whoever moves a row from a site that is out of its sight by now hears what the row has become there', async () => {
  expect(await told(['BAS'])).toEqual([expect.objectContaining({ kind: 'change', changes: [whole] })]);
});
