import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { splitId } from '#shared/domain/ids.ts';
import { tables } from '#shared/domain/registry.ts';
import type { OpenFieldDatabase } from './field-database.ts';
import { nextIdBlock } from './id-blocks.ts';
import { chainPoints, copyDoubt } from './incarnation.ts';
import { journalHead, opAt } from './journal.ts';
import { reincarnate } from './reincarnate.ts';
import { rowAuthor } from './row-author.ts';
import { emptyRow } from './sample-rows.ts';
import { acknowledge, type EnrolledAs, saveEnrolment, syncState } from './sync-state.ts';
import { createVault, openVault } from './vault.ts';
import { verifyDatabase } from './verify.ts';

const enrolled: EnrolledAs = {
  ...{ device: 16, spares: [17, 18, 19], epoch: 'first', grant: { version: 1, sites: ['BAS'] } },
  ...{ hqUrl: 'https://hq.example', hqId: 'hq', hqKey: new Uint8Array(32).fill(1), tlsPin: null },
  ...{ publicKey: new Uint8Array(32).fill(2), privateKey: new Uint8Array(32).fill(3), certificate: '{}' },
  ...{ site: 'BAS', label: 'Basra-2', role: 'advisor' as const, programme: 'police' as const },
};
const author = { advisorId: 7, site: 'BAS' };

let parent: string;
let folder: string;
let key: Uint8Array;
beforeEach(async () => {
  parent = mkdtempSync(path.join(tmpdir(), 'outpost-copies-'));
  folder = path.join(parent, 'vault');
  ({ key } = await createVault(folder, { label: 'Amira', passphrase: 'four palms by the river' }));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

function opened<R>(work: (db: OpenFieldDatabase) => R, where = folder): R {
  const db = openVault(where, key);
  try {
    return work(db);
  } finally {
    db.close();
  }
}

const enrol = (): void => opened(({ store }) => saveEnrolment(store, enrolled));
const doubtOf = (where = folder) => opened(({ store }) => copyDoubt(store)?.doubt, where);
const copyOf = (name: string): string => {
  const target = path.join(parent, name);
  cpSync(folder, target, { recursive: true });
  return target;
};

function addPerson(db: OpenFieldDatabase, nameLatin: string): number {
  return db.commit(author, (tx) => {
    const id = tx.newId();
    tx.insert(tables.person, { ...emptyRow(tables.person), id, site: 'BAS', name_latin: nameLatin });
    return id;
  }).value;
}

describe('a vault', () => {
  it('that is only opened and closed is never taken for a copy', () => {
    enrol();
    for (let times = 0; times < 4; times++) expect(doubtOf()).toBeUndefined();
  });

  it('whose database is put back from a backup knows it', () => {
    enrol();
    const backup = copyOf('backup');
    doubtOf();
    cpSync(path.join(backup, 'outpost.db'), path.join(folder, 'outpost.db'));
    expect(doubtOf()).toBe('restored');
    // It stays so until headquarters has given another number.
    expect(doubtOf()).toBe('restored');
  });

  it('of which only the database was copied knows it, and so does one with a damaged or a foreign count', () => {
    enrol();
    for (const spoil of [
      (file: string) => rmSync(file),
      (file: string) => writeFileSync(file, '{'),
      (file: string) =>
        writeFileSync(file, '{"format":"outpost-generation","vault":"another","generation":2}'),
      (file: string) => writeFileSync(file, '{"format":"outpost-generation","vault":"x","generation":0}'),
    ]) {
      const copy = copyOf(`copy ${String(Math.random())}`);
      spoil(path.join(copy, 'generation.json'));
      expect(doubtOf(copy)).toBe('copied');
    }
  });

  it('that the machine left between counting in the database and beside it is no copy', () => {
    enrol();
    const before = copyOf('before');
    doubtOf();
    cpSync(path.join(before, 'generation.json'), path.join(folder, 'generation.json'));
    expect(doubtOf()).toBeUndefined();
  });

  it('that was never enrolled needs no number of its own', () => {
    doubtOf();
    rmSync(path.join(folder, 'generation.json'));
    expect(doubtOf()).toBeUndefined();
  });

  it('and its copy make other ids from the moment they part', () => {
    enrol();
    opened((db) => addPerson(db, 'Before'));
    const copy = copyOf('copy');
    rmSync(path.join(copy, 'generation.json'));
    const mine = opened((db) => [addPerson(db, 'Mine'), addPerson(db, 'Mine too')]);
    const theirs = opened((db) => [addPerson(db, 'Theirs'), addPerson(db, 'Theirs too')], copy);
    expect(new Set([...mine, ...theirs]).size).toBe(4);
    const [first = 0, second = 0] = theirs;
    expect(second).toBe(first + 1);
    expect(splitId(first).counter).toBeGreaterThan(splitId(mine[0] ?? 0).counter);
  });
});

describe('the ids of a laptop', () => {
  const at = (minutes: number): number => Date.UTC(2026, 0, 1) + minutes * 60_000;

  it('ascend, and begin elsewhere every minute that the vault is opened', () => {
    expect(nextIdBlock(0, at(0))).toBe(0);
    expect(nextIdBlock(3, at(10))).toBe(10 * 512);
    expect(nextIdBlock(10 * 512 + 1, at(10))).toBe(11 * 512);
  });

  it('ascend with a clock that is years wrong, in either direction', () => {
    expect(nextIdBlock(0, at(-5_000_000))).toBe(0);
    expect(nextIdBlock(700, at(-5_000_000))).toBe(1024);
    expect(nextIdBlock(700, at(400 * 525_600))).toBe(1024);
  });
});

describe('going on under another number', () => {
  it('makes again what headquarters lacks, in a chain of its own that verifies, and leaves the rows as they are', () => {
    enrol();
    opened((db) => {
      const { store } = db;
      const [sent = 0, waiting = 0] = [addPerson(db, 'Sent'), addPerson(db, 'Waiting')];
      db.commit(author, (tx) => tx.update(tables.person, { id: sent }, { unit: 'Patrol' }));
      const before = [1, 2, 3].map((seq) => opAt(store, seq)?.op);
      expect(reincarnate(store, given({ after: 1 }))).toBe(2);
      expect(syncState(store)).toMatchObject({ device: 17, accepted: 0, settled: 0 });
      expect(syncState(store).enrolled?.spares).toEqual([20, 21, 22]);
      expect(journalHead(store).seq).toBe(2);
      for (const [index, seq] of [2, 3].entries()) {
        const again = opAt(store, index + 1)?.op;
        expect(again).toEqual({ ...before[seq - 1], seq: index + 1, first: index + 1 });
      }
      expect(db.read.get(tables.person, { id: sent })).toMatchObject({ name_latin: 'Sent', unit: 'Patrol' });
      expect(rowAuthor(db.read, tables.person, String(waiting))).toMatchObject({ advisorId: 7 });
      expect(verifyDatabase(store).filter(({ ok }) => !ok)).toEqual([]);
      expect(store.all('SELECT device, seq FROM former_op')).toHaveLength(3);
      expect(splitId(addPerson(db, 'Next'))).toMatchObject({ device: 17 });
      expect(copyDoubt(store)).toBeUndefined();
    });
  });

  it('keeps the authors of rows that headquarters has, and takes along what it keeps aside', () => {
    enrol();
    opened((db) => {
      const { store } = db;
      const [first = 0, aside = 0] = [addPerson(db, 'First'), addPerson(db, 'Kept aside')];
      addPerson(db, 'Third');
      acknowledge(store, {
        ...{ epoch: 'first', grant: enrolled.grant, headSeq: 3, accepted: 3, durable: 0, skewMs: 0 },
        quarantined: [{ seq: 2, reason: 'out_of_grant' }],
      });
      expect(reincarnate(store, given({ after: 3, aside: [2] }))).toBe(1);
      expect(store.all('SELECT seq, reason FROM quarantine')).toEqual([{ seq: 1, reason: 'out_of_grant' }]);
      const rows = store.all('SELECT id, own_seq, changed_by, changed_device FROM person ORDER BY id');
      expect(rows.slice(0, 2)).toEqual([
        { id: first, own_seq: 0, changed_by: 7, changed_device: 16 },
        { id: aside, own_seq: 1, changed_by: null, changed_device: null },
      ]);
      expect(verifyDatabase(store).filter(({ ok }) => !ok)).toEqual([]);
    });
  });

  it('changes nothing when the journal lacks what headquarters needs', () => {
    enrol();
    opened(({ store, ...db }) => {
      addPerson({ store, ...db } as OpenFieldDatabase, 'Emptied');
      store.run(`UPDATE op SET body = x''`);
      expect(() => reincarnate(store, given({ after: 0 }))).toThrow('lacks ops');
      expect(syncState(store).device).toBe(16);
      expect(journalHead(store).seq).toBe(1);
    });
  });

  it('names places of a long chain evenly, both ends among them', () => {
    enrol();
    opened((db) => {
      for (let count = 0; count < 30; count++) addPerson(db, `Person ${count}`);
      const seqs = (from: number, to: number, most: number) =>
        chainPoints(db.store, from, to, most).map(([seq]) => seq);
      expect(seqs(1, 30, 4)).toEqual([1, 11, 20, 30]);
      expect(seqs(28, 30, 4)).toEqual([28, 29, 30]);
      expect(seqs(1, 0, 4)).toEqual([]);
    });
  });
});

function given(branch: { readonly after: number; readonly aside?: number[] }) {
  return { device: 17, spares: [20, 21, 22], certificate: '{"device":17}', aside: [], ...branch };
}
