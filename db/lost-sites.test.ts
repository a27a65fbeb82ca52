import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tables } from '#shared/domain/registry.ts';
import { groupOf } from '#shared/domain/table.ts';
import type { DeltaEntry } from '#shared/sync/delta-entry.ts';
import { encodeChanges } from '#shared/sync/op-body.ts';
import { applyDelta } from './apply-delta.ts';
import { takeCarried } from './carried-work.ts';
import { replayDeferred } from './deferred.ts';
import { purgeLostSites } from './lost-sites.ts';
import { emptyRow } from './sample-rows.ts';
import { searchEverywhere } from './search.ts';
import { type Acknowledgement, acknowledge, saveEnrolment, settleAccepted, syncState } from './sync-state.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';
import { verifyDatabase } from './verify.ts';

let db: TestDatabase;
beforeEach(() => {
  db = openTestDatabase({ device: null });
  const key = new Uint8Array(32);
  saveEnrolment(db.store, {
    device: 16,
    spares: [],
    epoch: 'e1',
    grant: { version: 1, sites: ['BAS', 'MOS'] },
    hqUrl: 'http://localhost',
    hqId: 'hq',
    hqKey: key,
    tlsPin: null,
    publicKey: key,
    privateKey: key,
    certificate: '{}',
    site: 'BAS',
    label: 'Basra-1',
    role: 'advisor',
    programme: 'police',
  });
});
afterEach(() => {
  expect(verifyDatabase(db.store).filter(({ ok }) => !ok)).toEqual([]);
  db.dispose();
});

function record(site: string, id: number, name: string): void {
  db.commit({ advisorId: 7, site }, (tx) =>
    tx.upsert(tables.person, { ...emptyRow(tables.person), id, site, name_latin: name }),
  );
}

function answer(sites: readonly string[], accepted: number, version = 2): Acknowledgement {
  const grant = { version, sites };
  return { epoch: 'e1', grant, headSeq: accepted, accepted, durable: 0, quarantined: [], skewMs: 0 };
}

const people = () => db.read.all<{ id: number }>('SELECT id FROM person ORDER BY id').map(({ id }) => id);
const found = (text: string) => searchEverywhere(db.read, text, { limit: 9 }).map(({ id }) => id);

describe('a site that is no longer granted', () => {
  it('goes with all its records, and search no longer finds them', () => {
    record('BAS', 1, 'Hussein');
    record('MOS', 2, 'Hussein');
    acknowledge(db.store, answer(['BAS'], 2));
    settleAccepted(db.store, 2);
    expect(purgeLostSites(db.store)).toEqual([{ table: 'person', key: '' }]);
    expect(people()).toEqual([1]);
    expect(found('Hussein')).toEqual([1]);
    expect(purgeLostSites(db.store)).toEqual([]);
  });

  it('keeps what headquarters has not confirmed until it has', () => {
    record('MOS', 2, 'Hussein');
    record('MOS', 3, 'Ali');
    acknowledge(db.store, answer(['BAS'], 1));
    settleAccepted(db.store, 1);
    purgeLostSites(db.store);
    expect(people()).toEqual([3]);
    acknowledge(db.store, answer(['BAS'], 2));
    settleAccepted(db.store, 2);
    purgeLostSites(db.store);
    expect(people()).toEqual([]);
  });

  it('stays when it is granted again before it went', () => {
    record('MOS', 2, 'Hussein');
    acknowledge(db.store, answer(['BAS'], 0));
    acknowledge(db.store, answer(['BAS', 'MOS'], 1, 3));
    expect(purgeLostSites(db.store)).toEqual([]);
    expect(people()).toEqual([2]);
  });

  it('leaves nothing behind that stood in front of its records or waits for a later version', () => {
    record('MOS', 2, 'Hussein');
    const theirs: DeltaEntry = {
      hqSeq: 1,
      device: 17,
      seq: 1,
      actor: 8,
      hlc: { ms: 5, counter: 0 },
      kind: 'change',
      changes: [
        {
          table: tables.person.id,
          key: [2],
          fields: [
            [9, 'Hasan'],
            [99, 'later'],
          ],
        },
        {
          table: tables.person.id,
          key: [4],
          fields: [
            [2, 'BAS'],
            [99, 'later'],
          ],
        },
      ],
      lost: [],
    };
    applyDelta(db.store, { from: 0, to: 1, entries: [theirs] });
    expect(db.read.all('SELECT row_key FROM shadow')).toEqual([{ row_key: '2' }]);
    acknowledge(db.store, answer(['BAS'], 1));
    settleAccepted(db.store, 1);
    purgeLostSites(db.store);
    expect(db.read.all('SELECT row_key FROM shadow')).toEqual([]);
    expect(db.read.all('SELECT hex(body) AS body FROM deferred_op')).toEqual([
      { body: hex([{ table: tables.person.id, key: [4], fields: [[99, 'later']] }]) },
    ]);
  });

  it('does not come back out of what an older version could not hold', () => {
    const changes = [
      { table: tables.person.id, key: [2], fields: [[2, 'MOS']] as const },
      { table: tables.person.id, key: [4], fields: [[2, 'BAS']] as const },
    ];
    db.store.run(
      `INSERT INTO deferred_op (hq_seq, device, seq, actor, hlc_ms, hlc_counter, kind, body)
        VALUES (1, 17, 1, 8, 5, 0, 'put', ?)`,
      encodeChanges(changes),
    );
    acknowledge(db.store, answer(['BAS'], 0));
    settleAccepted(db.store, 0);
    purgeLostSites(db.store);
    replayDeferred(db.store);
    expect(people()).toEqual([4]);
  });

  it('takes with it what had left this laptop’s sight and waited for own work to come back', () => {
    record('BAS', 2, 'Hussein');
    const hlc = { ms: 1, counter: 0 };
    const gone = { table: tables.person.id, key: [2], fields: [] };
    const left: DeltaEntry = {
      ...{ hqSeq: 1, device: 17, seq: 1, actor: 8, hlc, kind: 'leave', changes: [gone], lost: [] },
    };
    applyDelta(db.store, { from: 0, to: 1, entries: [left] });
    expect(people()).toEqual([2]);
    settleAccepted(db.store, 1);
    expect(people()).toEqual([]);
    expect(found('Hussein')).toEqual([]);
  });

  it('is done with although headquarters never sends back what was recorded about it', () => {
    record('MOS', 2, 'Hussein');
    acknowledge(db.store, answer(['BAS'], 1));
    settleAccepted(db.store, 1);
    purgeLostSites(db.store);
    settleAccepted(db.store, 1);
    expect(syncState(db.store).settled).toBe(1);
    settleAccepted(db.store, 0);
    expect(syncState(db.store).settled).toBe(1);
  });
});

describe('a record that was moved to another site while the grant changed', () => {
  const move = (id: number, site: string) =>
    db.commit({ advisorId: 7, site }, (tx) => tx.update(tables.person, { id }, { site }));
  const sites = () => db.read.all('SELECT id, site FROM person ORDER BY id');
  const keptAside = (site: readonly string[], seq: number) => ({
    ...answer(site, seq),
    quarantined: [{ seq, reason: 'out_of_grant' }],
  });

  it('stays, at its old site, when headquarters does not take the move out of a site that is kept', () => {
    record('BAS', 1, 'Hussein');
    settleAccepted(db.store, 1);
    move(1, 'MOS');
    acknowledge(db.store, keptAside(['BAS'], 2));
    settleAccepted(db.store, 2);
    purgeLostSites(db.store);
    expect(sites()).toEqual([{ id: 1, site: 'BAS' }]);
    expect(found('Hussein')).toEqual([1]);
  });

  it('goes when headquarters does not take the move out of a site that was lost', () => {
    record('MOS', 1, 'Hussein');
    settleAccepted(db.store, 1);
    move(1, 'BAS');
    acknowledge(db.store, answer(['BAS'], 1));
    purgeLostSites(db.store);
    expect(sites()).toEqual([{ id: 1, site: 'BAS' }]);
    acknowledge(db.store, keptAside(['BAS'], 2));
    settleAccepted(db.store, 2);
    purgeLostSites(db.store);
    expect(sites()).toEqual([]);
    expect(found('Hussein')).toEqual([]);
  });

  it('goes when headquarters has taken the move into the lost site', () => {
    record('BAS', 1, 'Hussein');
    move(1, 'MOS');
    acknowledge(db.store, answer(['BAS'], 2));
    settleAccepted(db.store, 2);
    purgeLostSites(db.store);
    expect(sites()).toEqual([]);
  });

  it('shows the site that headquarters gave it once its own move has come back as overtaken', () => {
    record('BAS', 1, 'Hussein');
    settleAccepted(db.store, 1);
    move(1, 'MOS');
    const entry = { hqSeq: 1, device: 16, seq: 2, actor: 7, hlc: { ms: 5, counter: 0 } };
    const site = { table: tables.person.id, key: [1], group: groupOf(tables.person, 2) };
    const own: DeltaEntry = { ...entry, kind: 'change', changes: [], lost: [site] };
    applyDelta(db.store, { from: 0, to: 1, entries: [own] });
    expect(sites()).toEqual([{ id: 1, site: 'BAS' }]);
  });
});

describe('a record that work brought by file moved', () => {
  const carriedMove = (id: number, site: string) => {
    const op = {
      ...{ seq: 1, actor: 8, hlc: { ms: 5, counter: 0 }, seen: 0 },
      changes: [{ table: tables.person.id, key: [id], fields: [[2, site]] }],
    };
    const frame = { header: { from: 1, to: 1 }, ops: [op] };
    takeCarried(
      db.store,
      [{ device: 17, label: 'Basra-2', certificate: '{}' }],
      [{ device: 17, bytes: new Uint8Array(1), frame: frame as never }],
    );
  };

  it('stays, at its old site, when the site that it was moved to is lost', () => {
    record('BAS', 1, 'Hussein');
    settleAccepted(db.store, 1);
    carriedMove(1, 'MOS');
    acknowledge(db.store, answer(['BAS'], 1));
    purgeLostSites(db.store);
    expect(db.read.all('SELECT id, site FROM person')).toEqual([{ id: 1, site: 'BAS' }]);
  });

  it('shows at the new site as long as both are granted', () => {
    record('BAS', 1, 'Hussein');
    settleAccepted(db.store, 1);
    carriedMove(1, 'MOS');
    expect(purgeLostSites(db.store)).toEqual([]);
    expect(db.read.all('SELECT id, site FROM person')).toEqual([{ id: 1, site: 'MOS' }]);
  });

  it('goes when the site that headquarters has it at is lost', () => {
    record('MOS', 1, 'Hussein');
    settleAccepted(db.store, 1);
    carriedMove(1, 'BAS');
    acknowledge(db.store, answer(['BAS'], 1));
    purgeLostSites(db.store);
    expect(people()).toEqual([]);
  });
});

const hex = (changes: Parameters<typeof encodeChanges>[0]): string =>
  Buffer.from(encodeChanges(changes)).toString('hex').toUpperCase();
