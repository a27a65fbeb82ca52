import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commitOps } from '#hq/store/commit-ops.ts';
import { formatValues, type GroupValues, parseValues } from '#shared/conflicts/stored-values.ts';
import { tables } from '#shared/domain/registry.ts';
import { groupOf } from '#shared/domain/table.ts';
import { createRandom } from '#shared/sample/random.ts';
import type { Op } from '#shared/sync/op.ts';
import { encodeChanges } from '#shared/sync/op-body.ts';
import { MemoryLedger } from './simulation/memory-ledger.ts';
import { Turns } from './simulation/turns.ts';

const table = tables.attendanceMark;
const markGroup = groupOf(table, table.fields.mark.id);
const grants = { version: 1, sites: ['BAS'], former: [], everything: false };
const zero = new Uint8Array(32);

interface Step {
  readonly laptop: number;
  readonly person: number;
  /** What the clock of the laptop says. */
  readonly ms: number;
  readonly step:
    | { readonly does: 'mark'; readonly value: string }
    | { readonly does: 'remove' | 'send' | 'hear' };
}

/** What people at three laptops do: write a mark, remove it, send what they have, hear what headquarters has. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('mark' as const),
      value: fc.constantFrom('present', 'absent', 'late'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('remove' as const) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('send' as const) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('hear' as const) }) },
);
const story: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({ laptop: fc.nat(2), person: fc.nat(1), ms: fc.integer({ min: 1, max: 50 }), step }),
  { minLength: 4, maxLength: 60 },
);

/** An op with what its writer truly knew: names of all ops that had reached the laptop or were made on it. */
interface TrueOp {
  readonly name: string;
  readonly device: number;
  readonly person: number;
  readonly op: Op;
  readonly knew: ReadonlySet<string>;
}

interface Laptop {
  readonly device: number;
  readonly known: Set<string>;
  readonly waiting: TrueOp[];
  seq: number;
  seen: number;
}

interface Expected {
  readonly op: TrueOp;
  readonly group: number;
  readonly standing: string;
  readonly fallen: string;
  readonly base: string;
}

interface Held {
  /** Everybody who wrote it, none of whom knew of another. */
  readonly by: readonly TrueOp[];
  readonly values: GroupValues;
}

/** What should happen at headquarters, worked out from what writers truly knew and nothing else. */
class Truth {
  readonly expected: Expected[] = [];
  readonly arrived: TrueOp[] = [];
  readonly #held = new Map<string, Held[]>();

  take(op: TrueOp): void {
    this.arrived.push(op);
    const fields = op.op.changes[0]?.fields ?? [];
    const removedBefore = this.#now(op.person, 0);
    const isRemoved = removedBefore?.values[0]?.[1] === 1;
    for (const group of [...new Set(fields.map(([field]) => groupOf(table, field)))]) {
      const values = fields.filter(([field]) => groupOf(table, field) === group);
      this.#meet(op, group, values, isRemoved);
    }
    const mentions = fields.some(([field]) => field === 0);
    if (removedBefore && isRemoved && !mentions && !knewAll(op, removedBefore)) {
      this.#ask(op, 0, [[0, 0]], [[0, 1]]);
      this.#hold(op, 0, [[0, 0]]);
    }
  }

  /** Values of a group that stand in the end. */
  stands(person: number, group: number): GroupValues | undefined {
    return this.#now(person, group)?.values;
  }

  #meet(op: TrueOp, group: number, values: GroupValues, isRemoved: boolean): void {
    const holder = this.#now(op.person, group);
    const removes = group === 0 && values[0]?.[1] === 1;
    if (removes && !isRemoved && this.#editsUnknownTo(op)) {
      this.#ask(op, 0, [[0, 0]], values);
    } else if (!holder || knewAll(op, holder)) {
      this.#hold(op, group, values);
    } else if (formatValues(holder.values) === formatValues(values)) {
      const unknown = holder.by.filter((one) => !knew(op, one));
      this.#history(op.person, group).push({ by: [...unknown, op], values });
    } else {
      const unknown = holder.by.filter((one) => !knew(op, one));
      const wins = group === 0 ? !removes : unknown.every((one) => later(op, one));
      this.#ask(op, group, wins ? values : holder.values, wins ? holder.values : values);
      if (wins) this.#hold(op, group, values);
    }
  }

  #editsUnknownTo(op: TrueOp): boolean {
    return [0, 3, markGroup].some((group) => {
      const holder = this.#now(op.person, group);
      return holder !== undefined && !knewAll(op, holder);
    });
  }

  #ask(op: TrueOp, group: number, standing: GroupValues, fallen: GroupValues): void {
    const known = this.#history(op.person, group).findLast(({ by }) => by.some((one) => knew(op, one)));
    const empty: GroupValues =
      group === 0
        ? [[0, 0]]
        : [
            [4, null],
            [5, null],
          ];
    this.expected.push({
      op,
      group,
      standing: formatValues(standing),
      fallen: formatValues(fallen),
      base: formatValues(known?.values ?? empty),
    });
  }

  #hold(op: TrueOp, group: number, values: GroupValues): void {
    this.#history(op.person, group).push({ by: [op], values });
  }

  #now(person: number, group: number): Held | undefined {
    return this.#history(person, group).at(-1);
  }

  #history(person: number, group: number): Held[] {
    const name = `${person} ${group}`;
    const history = this.#held.get(name) ?? [];
    this.#held.set(name, history);
    return history;
  }
}

function knew(op: TrueOp, other: TrueOp): boolean {
  return op.knew.has(other.name);
}

function knewAll(op: TrueOp, { by }: Held): boolean {
  return by.every((one) => knew(op, one));
}

function later(op: TrueOp, other: TrueOp): boolean {
  return (op.op.hlc.ms - other.op.hlc.ms || op.device - other.device) > 0;
}

function newLedger(): MemoryLedger {
  const nothing = (): void => undefined;
  return new MemoryLedger({
    turns: new Turns(createRandom(1)),
    beforeStatement: nothing,
    afterCommit: nothing,
    committed: nothing,
  });
}

async function tell(steps: readonly Step[]): Promise<{ truth: Truth; ledger: MemoryLedger }> {
  const ledger = newLedger();
  const truth = new Truth();
  const laptops = [17, 18, 19].map(
    (device): Laptop => ({ device, known: new Set(), waiting: [], seq: 0, seen: 0 }),
  );
  for (const { laptop: place, person, ms, step: does } of steps) {
    const laptop = laptops[place];
    if (!laptop) continue;
    if (does.does === 'send') await send(ledger, truth, laptop);
    else if (does.does === 'hear') hear(ledger, truth, laptop);
    else if (does.does === 'mark') write(laptop, person, ms, marked(does.value));
    else if (knowsRow(laptop, truth, person)) write(laptop, person, ms, [[0, 1]]);
  }
  for (const laptop of laptops) await send(ledger, truth, laptop);
  return { truth, ledger };
}

function marked(value: string): GroupValues {
  return [
    [3, 'BAS'],
    [4, value],
    [5, value === 'late' ? 10 : null],
  ];
}

function knowsRow(laptop: Laptop, truth: Truth, person: number): boolean {
  return [...truth.arrived, ...laptop.waiting].some(
    (op) => op.person === person && laptop.known.has(op.name),
  );
}

function write(laptop: Laptop, person: number, ms: number, fields: GroupValues): void {
  laptop.seq++;
  const name = `${laptop.device}-${laptop.seq}`;
  const op: Op = {
    seq: laptop.seq,
    first: laptop.seq,
    hlc: { ms, counter: 0 },
    seen: laptop.seen,
    actor: 100 + laptop.device,
    schema: 1,
    changes: [{ table: table.id, key: [5, 6 + person], fields }],
  };
  laptop.waiting.push({ name, device: laptop.device, person, op, knew: new Set(laptop.known) });
  laptop.known.add(name);
}

async function send(ledger: MemoryLedger, truth: Truth, laptop: Laptop): Promise<void> {
  const ops = laptop.waiting.splice(0);
  if (ops.length === 0) return;
  for (const op of ops) truth.take(op);
  const arrival = { device: laptop.device, grants, receivedMs: 1000, offsetMs: 0 };
  const arrived = ops.map(({ op }) => ({ op, body: encodeChanges(op.changes), hash: zero }));
  expect(await ledger.change((tx) => commitOps(tx, arrival, arrived))).toBe(0);
}

function hear(ledger: MemoryLedger, truth: Truth, laptop: Laptop): void {
  laptop.seen = ledger.state.position;
  for (const { name } of truth.arrived) laptop.known.add(name);
}

interface Found {
  readonly device: unknown;
  readonly seq: unknown;
  readonly person: number;
  readonly group: unknown;
  readonly standing: unknown;
  readonly fallen: unknown;
  readonly base: unknown;
}

function conflictsOf(ledger: MemoryLedger): readonly Found[] {
  const { fields } = tables.conflict;
  return [...ledger.state.rows.values()]
    .filter((row) => row.table === tables.conflict)
    .map(({ key: [device, seq, , record, group], state }) => ({
      device,
      seq,
      person: Number(parseRecord(record)[1]) - 6,
      group,
      standing: state.values.get(fields.standing.id),
      fallen: state.values.get(fields.fallen.id),
      base: state.values.get(fields.base.id),
    }));
}

function parseRecord(text: unknown): readonly unknown[] {
  return JSON.parse(String(text)) as readonly unknown[];
}

const byName = (a: Found, b: Found): number =>
  String([a.device, a.seq, a.group]).localeCompare(String([b.device, b.seq, b.group]));

describe('whatever three laptops write, send and hear in any order', () => {
  test('headquarters asks about exactly those values that met without knowing of each other, with the one before both', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const { truth, ledger } = await tell(steps);
        const expected = truth.expected.map(({ op, group, standing, fallen, base }): Found => {
          return { device: op.device, seq: op.op.seq, person: op.person, group, standing, fallen, base };
        });
        expect(conflictsOf(ledger).toSorted(byName)).toEqual(expected.toSorted(byName));
      }),
      { numRuns: 400 },
    );
  }, 120_000);

  test('no value disappears: it stands, somebody who knew it wrote another, or it waits for a decision', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const { truth, ledger } = await tell(steps);
        const asked = conflictsOf(ledger);
        for (const op of truth.arrived) {
          const fields = op.op.changes[0]?.fields ?? [];
          for (const group of [0, markGroup]) {
            const values = fields.filter(([field]) => groupOf(table, field) === group);
            if (values.length === 0) continue;
            const text = formatValues(values);
            const stands = formatValues(truth.stands(op.person, group) ?? []) === text;
            const overwritten = truth.arrived.some(
              (other) => other.person === op.person && other.knew.has(op.name) && touches(other, group),
            );
            const waits = asked.some(
              (one) => one.person === op.person && one.group === group && one.fallen === text,
            );
            expect(stands || overwritten || waits, `${op.name} ${text}`).toBe(true);
          }
        }
        for (const { standing, fallen } of asked) {
          expect(parseValues(String(standing))).toBeDefined();
          expect(fallen).not.toBe(standing);
        }
      }),
      { numRuns: 400 },
    );
  }, 120_000);
});

function touches(op: TrueOp, group: number): boolean {
  return op.op.changes[0]?.fields.some(([field]) => groupOf(table, field) === group || field === 0) === true;
}
