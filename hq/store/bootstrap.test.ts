import { expect, it } from 'vitest';
import type { Hello } from '#shared/sync/exchange.ts';
import { chooseWay, type Reader } from './bootstrap.ts';
import type { KeptSnapshot, LedgerView } from './ledger.ts';

const hash = new Uint8Array(32);
const hello: Hello = {
  ...{ protocol: [1, 1], schema: 1, device: 16, exchange: 9, time: 0, epoch: 'before', grant: 1, cursor: 70 },
  ...{ head: { seq: 4, hash }, app: '0.1.0', nonce: new Uint8Array(16), accepted: 4 },
};
const grants = { version: 1, sites: ['BAS'], former: [], everything: false };

/** A headquarters that keeps snapshots of one moment, and has given the last op of the device this place. */
function viewOf(at: number, lastPlace: number): LedgerView {
  const kept: Omit<KeptSnapshot, 'scope'> = { at, rows: 1, parts: [] };
  const view: Partial<LedgerView> = {
    effectsAfter: async () => 0,
    lastPlaceOf: async () => lastPlace,
    snapshotsOf: async (_scopes, least) => (at >= least ? kept : undefined),
    tail: async () => 0,
  };
  return view as LedgerView;
}

it('a restored headquarters gives a laptop only snapshots with all its work in it: it may have forgotten the oldest', async () => {
  const reader = { hello, grants, epoch: 'now', position: 100, device: { number: 16 } } as unknown as Reader;
  expect(await chooseWay(viewOf(60, 60), reader, 1000)).toMatchObject({ snapshot: { whole: true } });
  expect(await chooseWay(viewOf(60, 61), reader, 1000)).toEqual({ make: ['*', 'BAS'] });
});
