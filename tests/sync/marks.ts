import { makeId } from '#shared/domain/ids.ts';
import type { Change, Op } from '#shared/sync/op.ts';

const start = Date.UTC(2026, 10, 22, 5, 30);

/**
 * @param seed any whole number
 * @returns numbers from 0 to 1, the same for the same seed
 */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * The marks of sessions of 30 people, entered one by one with a second or two between them.
 *
 * @param count how many marks
 * @param perOp marks in one op: 1 when clicked one by one, more when a whole list was marked present
 * @returns the ops, from `seq` 1
 */
export function attendanceOps(count: number, perOp: number): readonly Op[] {
  const next = random(count);
  const ops: Op[] = [];
  let ms = start;
  for (let done = 0; done < count; done += perOp) {
    ms += 400 + Math.floor(next() * 1600);
    const changes = Array.from({ length: Math.min(perOp, count - done) }, (_, index) =>
      mark(done + index, next),
    );
    const seq = ops.length + 1;
    ops.push({
      seq,
      first: seq,
      hlc: { ms, counter: 0 },
      seen: 48_211,
      actor: makeId(1, 31),
      schema: 1,
      changes,
    });
  }
  return ops;
}

function mark(index: number, next: () => number): Change {
  const session = Math.floor(index / 30);
  const person = index % 30;
  const kind = next();
  const [code, minutes] =
    kind < 0.86
      ? ['present', null]
      : kind < 0.92
        ? ['absent', null]
        : kind < 0.97
          ? ['late', 5 + Math.floor(next() * 30)]
          : ['excused', null];
  return {
    table: 34,
    key: [makeId(21, 700 + session), makeId(21, 120 + person * 2 + (person % 7))],
    fields: [
      [3, 'basra-palace'],
      [4, code ?? null],
      [5, minutes ?? null],
    ],
  };
}
