import * as fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { FieldValue } from '../domain/field.ts';
import { tables } from '../domain/registry.ts';
import { groupOf } from '../domain/table.ts';
import {
  applyMerged,
  decideGroup,
  type FieldEntry,
  type MergedChange,
  mergeChange,
  type RowState,
  type Writer,
} from './merge.ts';

// Thousands of cases on a busy machine take longer than a single one may.
vi.setConfig({ testTimeout: 60_000 });

const mark = tables.attendanceMark;
const key = [1, 2];
const writer = (device: number, seen: number, ms: number): Writer => ({
  device,
  seen,
  hlc: { ms, counter: 0 },
});
const marked = (value: string, minutes: number | null = null): readonly FieldEntry[] => [
  [4, value],
  [5, minutes],
];
const deleted: readonly FieldEntry[] = [[0, 1]];

/** Headquarters with one row: each write gets the next number. */
function headquarters(): {
  write: (by: Writer, fields: readonly FieldEntry[]) => MergedChange;
  value: (field: number) => FieldValue;
} {
  let row: RowState | undefined;
  let hqSeq = 0;
  return {
    write: (by, fields) => {
      hqSeq++;
      const merged = mergeChange({ table: mark.id, key, fields }, mark, by, row, hqSeq);
      row = applyMerged(row, merged);
      return merged;
    },
    value: (field) => row?.values.get(field) ?? null,
  };
}

describe('merge', () => {
  test('a later value of the same device wins, whatever its clock says', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 9000), marked('present'));
    const merged = hq.write(writer(21, 0, 5), marked('absent'));
    expect(merged).toMatchObject({ lostGroups: [], conflicts: [] });
    expect(hq.value(4)).toBe('absent');
  });

  test('whoever had seen a value may overwrite it, whatever the clocks say', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 9000), marked('present'));
    expect(hq.write(writer(22, 1, 5), marked('absent')).conflicts).toEqual([]);
    expect(hq.value(4)).toBe('absent');
  });

  test('two who mark the same agree without a question', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), marked('late', 5));
    expect(hq.write(writer(22, 0, 20), marked('late', 5))).toMatchObject({
      wins: [],
      lostGroups: [],
      conflicts: [],
    });
  });

  test('whoever overwrites what two wrote alike must have known both', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), marked('absent'));
    hq.write(writer(22, 0, 20), marked('absent'));
    const ofFirst = hq.write(writer(21, 0, 30), marked('present'));
    expect(ofFirst.conflicts).toMatchObject([
      { winner: { device: 21 }, loser: { device: 22, hqSeq: 2 }, loserValues: marked('absent') },
    ]);
    expect(hq.write(writer(23, 3, 1), marked('late')).conflicts).toEqual([]);
  });

  test('of two who did not know of each other the later clock stands and both values are kept', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), marked('late', 5));
    const later = hq.write(writer(22, 0, 20), marked('absent'));
    expect(hq.value(4)).toBe('absent');
    expect(later.conflicts).toMatchObject([
      {
        group: 4,
        winner: { device: 22 },
        winnerValues: marked('absent'),
        loser: { device: 21 },
        loserValues: marked('late', 5),
      },
    ]);
    const earlier = hq.write(writer(23, 0, 15), marked('present'));
    expect(earlier).toMatchObject({ wins: [], lostGroups: [4] });
    expect(earlier.conflicts).toMatchObject([
      { winner: { device: 22 }, loser: { device: 23 }, met: { by: [{ device: 22 }] } },
    ]);
  });

  test('equal clocks are told apart by device number', () => {
    const values = { same: false, group: 4, deletes: false, winnerDeletes: false };
    const winner = { hqSeq: 3, device: 22, hlc: { ms: 10, counter: 0 } };
    expect(decideGroup(writer(23, 0, 10), winner, values)).toBe('concurrent_wins');
    expect(decideGroup(writer(21, 0, 10), winner, values)).toBe('concurrent_loses');
  });

  test('fields that belong together stand or fall together; others go their own way', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), [[3, 'basra'], ...marked('late', 5)]);
    const merged = hq.write(writer(22, 0, 5), marked('late', 9));
    expect(merged).toMatchObject({ wins: [], lostGroups: [groupOf(mark, 5)] });
    expect([hq.value(3), hq.value(4), hq.value(5)]).toEqual(['basra', 'late', 5]);
  });

  test('a delete that knew every edit deletes', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), marked('present'));
    expect(hq.write(writer(22, 1, 5), deleted).conflicts).toEqual([]);
    expect(hq.value(0)).toBe(1);
  });

  test('a delete that meets an edit it did not know keeps the row and asks', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), marked('present'));
    hq.write(writer(21, 0, 11), marked('late', 5));
    const merged = hq.write(writer(22, 1, 9000), deleted);
    expect(merged).toMatchObject({ wins: [], lostGroups: [0] });
    expect(merged.conflicts).toMatchObject([
      {
        group: 0,
        winner: { hqSeq: 2, device: 21 },
        winnerValues: [[0, 0]],
        loserValues: [[0, 1]],
        loser: { device: 22 },
      },
    ]);
    expect(hq.value(0)).not.toBe(1);
  });

  test('an edit that did not know of a delete brings the row back and asks, and its own laptop hears of it', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), marked('present'));
    hq.write(writer(22, 1, 9000), deleted);
    const merged = hq.write(writer(23, 1, 5), marked('absent'));
    expect(hq.value(0)).toBe(0);
    expect(merged.extra).toEqual([[0, 0]]);
    expect(merged.conflicts).toMatchObject([{ group: 0, winner: { device: 23 }, loser: { device: 22 } }]);
  });

  test('two who delete the same row agree', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), marked('present'));
    hq.write(writer(22, 1, 20), deleted);
    expect(hq.write(writer(23, 1, 30), deleted)).toMatchObject({ lostGroups: [], conflicts: [] });
  });

  test('a row that its author knew to be deleted stays so until it is brought back on purpose', () => {
    const hq = headquarters();
    hq.write(writer(21, 0, 10), marked('present'));
    hq.write(writer(22, 1, 20), deleted);
    hq.write(writer(23, 2, 30), marked('absent'));
    expect(hq.value(0)).toBe(1);
    hq.write(writer(23, 2, 31), [[0, 0], ...marked('absent')]);
    expect(hq.value(0)).toBe(0);
  });
});

interface Step {
  readonly device: number;
  readonly what: 'write' | 'send' | 'receive';
  readonly fields: readonly FieldEntry[];
  readonly ms: number;
}

interface Pending {
  readonly by: Writer;
  readonly fields: readonly FieldEntry[];
}

interface Laptop {
  cursor: number;
  state: Map<number, FieldValue>;
  unsent: Pending[];
  unreturned: Pending[];
}

interface Streamed {
  readonly op: Pending;
  readonly merged: MergedChange;
}

const fields = fc.oneof(
  fc.constantFrom('present', 'absent', 'late').map((code) => marked(code, code === 'late' ? 5 : null)),
  fc.constant(deleted),
  fc.constantFrom('basra', 'maysan').map((site): readonly FieldEntry[] => [[3, site]]),
);
const step: fc.Arbitrary<Step> = fc.record({
  device: fc.integer({ min: 21, max: 24 }),
  what: fc.constantFrom('write', 'send', 'receive'),
  fields,
  ms: fc.nat(50),
});

/** Laptops and headquarters over one row, with nothing between them but the stream. */
class Simulation {
  readonly #laptops = new Map<number, Laptop>();
  readonly stream: Streamed[] = [];
  row: RowState | undefined;

  run({ device, what, fields: written, ms }: Step): void {
    if (what === 'write') {
      const laptop = this.laptop(device);
      laptop.unsent.push({ by: writer(device, laptop.cursor, ms), fields: written });
    }
    if (what === 'send') this.send(device);
    if (what === 'receive') this.receive(device);
  }

  laptop(device: number): Laptop {
    const fresh: Laptop = { cursor: 0, state: new Map(), unsent: [], unreturned: [] };
    const known = this.#laptops.get(device) ?? fresh;
    this.#laptops.set(device, known);
    return known;
  }

  send(device: number): void {
    const laptop = this.laptop(device);
    for (const op of laptop.unsent.splice(0)) {
      const change = { table: mark.id, key, fields: op.fields };
      const merged = mergeChange(change, mark, op.by, this.row, this.stream.length + 1);
      this.row = applyMerged(this.row, merged);
      this.stream.push({ op, merged });
      laptop.unreturned.push(op);
    }
  }

  receive(device: number): void {
    const laptop = this.laptop(device);
    for (const { op, merged } of this.stream.slice(laptop.cursor)) {
      if (op.by.device === device) {
        laptop.unreturned.shift();
        const lost = new Set(merged.lostGroups);
        for (const [field, value] of op.fields)
          if (!lost.has(groupOf(mark, field))) laptop.state.set(field, value);
        for (const [field, value] of merged.extra) laptop.state.set(field, value);
      } else {
        for (const [field, value] of merged.wins) laptop.state.set(field, value);
      }
      laptop.cursor++;
    }
  }

  /** What the laptop shows: headquarters' state with its own pending ops on top. */
  shown(device: number): ReadonlyMap<number, FieldValue> {
    const { state, unreturned, unsent } = this.laptop(device);
    const shown = new Map(state);
    for (const op of [...unreturned, ...unsent])
      for (const [field, value] of op.fields) shown.set(field, value);
    return shown;
  }
}

test('however work and exchanges interleave, every laptop ends with the row that headquarters has', () => {
  void fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const world = new Simulation();
      for (const one of steps) world.run(one);
      const devices = [21, 22, 23, 24];
      for (const device of devices) world.send(device);
      for (const device of devices) world.receive(device);
      for (const device of devices) expect(world.shown(device)).toEqual(new Map(world.row?.values));
      for (const { op, merged } of world.stream) {
        // A value that does not stand is in exactly one question.
        for (const group of merged.lostGroups) {
          const asked = merged.conflicts.filter(
            (one) => one.group === group && one.loser.device === op.by.device,
          );
          expect(asked).toHaveLength(1);
        }
      }
    }),
    { numRuns: 500 },
  );
});
