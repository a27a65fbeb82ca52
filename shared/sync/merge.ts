import type { FieldValue } from '../domain/field.ts';
import { deletedFieldId, groupOf, type Table } from '../domain/table.ts';
import { compareHlc } from './clock.ts';
import type { Change, Hlc } from './op.ts';
import type { Winner } from './versions.ts';

/** Who writes, and what they knew. */
export interface Writer {
  readonly device: number;
  /** Highest `hq_seq` that the device had applied. */
  readonly seen: number;
  /** Effective clock (`effectiveHlc`). */
  readonly hlc: Hlc;
  /** Ops of other numbers of the same laptop that it had made before this one: all of a number's up to a place. */
  readonly knows?: readonly Source[] | undefined;
  /** For an op that is taken in late: its device made what lies beyond this place after it, and knowing of it. */
  readonly ownUntil?: number | undefined;
  /** The op was merged before, as another number's: nothing that it says wins a second time. */
  readonly again?: boolean | undefined;
}

/** What a group's current value and the arriving one have to do with each other. */
export interface GroupValues {
  /** Whether both are equal. */
  readonly same: boolean;
  readonly group: number;
  /** Group `deleted` only: whether the arriving op deletes the row. */
  readonly deletes: boolean;
  /** Group `deleted` only: whether the row is deleted now. */
  readonly winnerDeletes: boolean;
}

/**
 * `first`: nobody had set the group. `causal`: the writer knew the value. `collapse`: two wrote the same without
 * knowing of each other, and both hold it. The other two ask a person to review what was decided.
 */
export type Verdict = 'first' | 'causal' | 'collapse' | 'concurrent_wins' | 'concurrent_loses';

export type FieldEntry = readonly [field: number, value: FieldValue];

/** A row at headquarters, as far as merging is concerned. */
export interface RowState {
  /** Value by field number, without the key's own fields; a missing one is null (`deleted`: 0). */
  readonly values: ReadonlyMap<number, FieldValue>;
  /** Winner by group number. */
  readonly versions: ReadonlyMap<number, Winner>;
}

/** Two values of one group, written without knowledge of each other. */
export interface GroupConflict {
  readonly group: number;
  /** The op whose value stands. */
  readonly winner: Winner;
  readonly winnerValues: readonly FieldEntry[];
  /** The op whose value does not. */
  readonly loser: Winner;
  readonly loserValues: readonly FieldEntry[];
  /** The group as the arriving op met it: where the way back to the value before both begins. */
  readonly met: { readonly by: readonly Source[]; readonly values: readonly FieldEntry[] };
}

/** Where a value came from: place and device of an op. */
export type Source = Pick<Winner, 'hqSeq' | 'device'>;

/** A value that another op took the place of, or wrote again. */
export interface ReplacedGroup {
  readonly group: number;
  /** Ops that had written it, the first one first. */
  readonly by: readonly Source[];
  readonly values: readonly FieldEntry[];
}

/** What one change does to its row. */
export interface MergedChange {
  /** Fields that take a new value, by ascending number: what every other device must apply. */
  readonly wins: readonly FieldEntry[];
  /**
   * What the writer's own device must apply besides its change: those of `wins` that the change did not carry, and what
   * stands of the groups that it lost. It may have overwritten the same value without ever being sent it again.
   */
  readonly extra: readonly FieldEntry[];
  /** Groups of the change whose value does not stand. */
  readonly lostGroups: readonly number[];
  /** The row's winners afterwards. */
  readonly versions: ReadonlyMap<number, Winner>;
  /** Values that `wins` took the place of: groups that nobody had set are not among them. */
  readonly replaced: readonly ReplacedGroup[];
  /** What a person must review: none in a table that is not disputed. */
  readonly conflicts: readonly GroupConflict[];
}

/**
 * The rule of the merge. Clocks decide only between writers who did not know of each other.
 *
 * @param writer of the arriving op
 * @param winner of the group now; undefined when nobody has set it
 * @param values how the two values compare
 * @returns the verdict on the arriving value
 */
export function decideGroup(writer: Writer, winner: Winner | undefined, values: GroupValues): Verdict {
  if (!winner) return 'first';
  if (knew(writer, winner)) return 'causal';
  if (values.same) return 'collapse';
  if (values.group === deletedFieldId && values.deletes !== values.winnerDeletes) {
    return values.deletes ? 'concurrent_loses' : 'concurrent_wins';
  }
  const later = compareHlc(writer.hlc, winner.hlc) || writer.device - winner.device;
  return later > 0 ? 'concurrent_wins' : 'concurrent_loses';
}

/**
 * Merges one change into its row: a verdict per field group, and one across groups where a delete meets an edit that
 * its author had not seen, or the other way round (the edit wins, and asks).
 *
 * @param change the arriving change
 * @param table its table
 * @param writer who wrote it
 * @param row the row now; undefined when there is none
 * @param hqSeq the op's place in headquarters' order
 * @returns what changes, what was lost and what a person must review; the row itself is not touched
 */
export function mergeChange(
  change: Change,
  table: Table,
  writer: Writer,
  row: RowState | undefined,
  hqSeq: number,
): MergedChange {
  if (writer.again) return unchanged(change, table, row);
  const self: Winner = { hqSeq, device: writer.device, hlc: writer.hlc };
  const deletedNow = row?.values.get(deletedFieldId) === 1;
  const versions = new Map(row?.versions);
  const wins = new Map<number, FieldValue>();
  const lostGroups: number[] = [];
  const stands: FieldEntry[] = [];
  const replaced: ReplacedGroup[] = [];
  const conflicts: GroupConflict[] = [];
  const note = (group: number, current: readonly FieldEntry[]): void => {
    const by = sources(row?.versions.get(group));
    if (by.length > 0) replaced.push({ group, by, values: current });
  };
  const win = (group: number, entries: readonly FieldEntry[], current: readonly FieldEntry[]): void => {
    note(group, current);
    for (const [field, value] of entries) wins.set(field, value);
    versions.set(group, self);
  };

  for (const [group, entries] of byGroup(change, table)) {
    const current = entries.map(([field]): FieldEntry => [field, currentValue(row, field)]);
    const deletes = group === deletedFieldId && entries[0]?.[1] === 1;
    const same = entries.every(([, value], index) => value === current[index]?.[1]);
    const held = row?.versions.get(group);
    if (isOvertaken(writer, held)) {
      lostGroups.push(group);
      if (!deletes) stands.push(...current);
      continue;
    }
    const winner = opponent(row, group, deletes && !deletedNow, writer);
    const verdict = decideGroup(writer, winner, { same, group, deletes, winnerDeletes: deletedNow });
    if (verdict === 'collapse') {
      note(group, current);
      versions.set(group, joined(held, self, writer));
      continue;
    }
    const wonBy = verdict !== 'concurrent_loses';
    if (wonBy) {
      win(group, entries, current);
    } else {
      lostGroups.push(group);
      // A delete that lost is undone by the writer itself.
      if (!deletes) stands.push(...current);
    }
    if (winner && !table.undisputed && (verdict === 'concurrent_wins' || verdict === 'concurrent_loses')) {
      const arrived: Side = { winner: self, values: entries };
      const stood: Side = { winner, values: current };
      const met = { by: sources(held), values: current };
      conflicts.push(wonBy ? conflict(group, arrived, stood, met) : conflict(group, stood, arrived, met));
    }
  }

  const [deletion] = unknownTo(writer, row?.versions.get(deletedFieldId));
  const mentionsDeletion = change.fields.some(([field]) => field === deletedFieldId);
  if (deletedNow && deletion && !mentionsDeletion) {
    const alive: Side = { winner: self, values: [[deletedFieldId, 0]] };
    const gone: Side = { winner: deletion, values: [[deletedFieldId, 1]] };
    win(deletedFieldId, alive.values, gone.values);
    const met = { by: sources(row?.versions.get(deletedFieldId)), values: gone.values };
    if (!table.undisputed) conflicts.push(conflict(deletedFieldId, alive, gone, met));
  }

  const carried = new Set(change.fields.map(([field]) => field));
  const won = [...wins].sort(([a], [b]) => a - b);
  const beyond = won.filter(([field]) => !carried.has(field));
  const extra = [...beyond, ...stands].sort(([a], [b]) => a - b);
  return { wins: won, extra, lostGroups, versions, replaced, conflicts };
}

/**
 * @param row a row before the change
 * @param merged what `mergeChange` gave for it
 * @returns the row after it
 */
export function applyMerged(row: RowState | undefined, merged: MergedChange): RowState {
  const values = new Map(row?.values);
  for (const [field, value] of merged.wins) values.set(field, value);
  return { values, versions: merged.versions };
}

interface Side {
  readonly winner: Winner;
  readonly values: readonly FieldEntry[];
}

/**
 * @param writer who wrote, and what they had seen
 * @param source an op that wrote before, or at the same time
 * @returns whether the writer knew of it
 */
export function knew(writer: Omit<Writer, 'hlc'>, source: Source): boolean {
  if (source.device === writer.device || source.hqSeq <= writer.seen) return true;
  return (writer.knows ?? []).some(({ device, hqSeq }) => device === source.device && source.hqSeq <= hqSeq);
}

/** The device itself has written the group again since. */
function isOvertaken({ device, ownUntil }: Writer, held: Winner | undefined): boolean {
  if (ownUntil === undefined) return false;
  return holders(held).some((holder) => holder.device === device && holder.hqSeq > ownUntil);
}

/** What an op that was merged before does: its writer hears what has become of it. */
function unchanged(change: Change, table: Table, row: RowState | undefined): MergedChange {
  const lostGroups: number[] = [];
  const extra: FieldEntry[] = [];
  for (const [group, entries] of byGroup(change, table)) {
    const current = entries.map(([field]): FieldEntry => [field, currentValue(row, field)]);
    if (entries.every(([, value], index) => value === current[index]?.[1])) continue;
    lostGroups.push(group);
    extra.push(...current);
  }
  extra.sort(([a], [b]) => a - b);
  return { wins: [], extra, lostGroups, versions: row?.versions ?? new Map(), replaced: [], conflicts: [] };
}

function currentValue(row: RowState | undefined, field: number): FieldValue {
  return row?.values.get(field) ?? (field === deletedFieldId ? 0 : null);
}

/** Everybody who wrote what stands. */
function holders(winner: Winner | undefined): readonly Winner[] {
  return winner ? [winner, ...(winner.also ?? [])] : [];
}

function sources(winner: Winner | undefined): readonly Source[] {
  return holders(winner).map(({ hqSeq, device }) => ({ hqSeq, device }));
}

function unknownTo(writer: Writer, winner: Winner | undefined): readonly Winner[] {
  return holders(winner).filter((holder) => !knew(writer, holder));
}

/**
 * Whom an arriving value has to stand up to: of those who wrote what stands and whom its writer had not seen, the one
 * with the latest clock. A delete stands against every edit of the row, so its opponent is the latest edit that its
 * author had not seen. Everybody known: any of them.
 */
function opponent(
  row: RowState | undefined,
  group: number,
  takesRow: boolean,
  writer: Writer,
): Winner | undefined {
  const own = row?.versions.get(group);
  if (row && takesRow) {
    const edits = [...row.versions.values()].flatMap((winner) => unknownTo(writer, winner));
    return greatest(edits, (a, b) => a.hqSeq - b.hqSeq) ?? own;
  }
  return greatest(unknownTo(writer, own), (a, b) => compareHlc(a.hlc, b.hlc) || a.device - b.device) ?? own;
}

function greatest(winners: readonly Winner[], compare: (a: Winner, b: Winner) => number): Winner | undefined {
  return winners.reduce<Winner | undefined>(
    (best, winner) => (best && compare(best, winner) >= 0 ? best : winner),
    undefined,
  );
}

/** The value stands, and one more op wrote it; those that its writer knew are behind it. */
function joined(held: Winner | undefined, self: Winner, writer: Writer): Winner {
  const [first, ...others] = unknownTo(writer, held);
  if (!first) return self;
  const { hqSeq, device, hlc } = first;
  return { hqSeq, device, hlc, also: [...others, self] };
}

function byGroup(change: Change, table: Table): ReadonlyMap<number, readonly FieldEntry[]> {
  const groups = new Map<number, FieldEntry[]>();
  for (const entry of change.fields) {
    const group = groupOf(table, entry[0]);
    const entries = groups.get(group);
    if (entries) entries.push(entry);
    else groups.set(group, [entry]);
  }
  return groups;
}

function conflict(group: number, stands: Side, falls: Side, met: GroupConflict['met']): GroupConflict {
  return {
    group,
    winner: stands.winner,
    winnerValues: stands.values,
    loser: falls.winner,
    loserValues: falls.values,
    met,
  };
}
