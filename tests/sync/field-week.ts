import { makeId } from '#shared/domain/ids.ts';
import type { FieldEntry } from '#shared/sync/merge.ts';
import type { Change, Op } from '#shared/sync/op.ts';
import { random } from './marks.ts';

const start = Date.UTC(2026, 10, 22, 5, 30);
const advisor = makeId(1, 31);
const given = ['علي', 'حسين', 'محمد', 'زينب', 'كريم', 'سعد', 'فاطمة', 'عمر', 'جاسم', 'نور'];
const latin = ['Ali', 'Hussein', 'Mohammed', 'Zainab', 'Karim', 'Saad', 'Fatima', 'Omar', 'Jassim', 'Noor'];
const remarks = [
  'The station commander showed the custody register; two entries lacked a time of release.',
  'لم يكن سجل التوقيف محدثاً لليومين الماضيين، وتعهد الضابط المناوب باستكماله.',
  'Radio batteries hold less than an hour. Asked logistics for replacements before the next patrol course.',
  'Shift handover observed: briefing was clear, weapons were counted and signed for.',
  'غرفة الحجز نظيفة والتهوية كافية، ولكن الماء الصالح للشرب لا يصل بعد الظهر.',
];
const linking = [
  'today',
  'again',
  'as agreed',
  'with the deputy',
  'in the second shift',
  'without notice',
  'بحضور المترجم',
];

/**
 * A week of an advisor: new people, their enrolments, marks, answers of an inspection, visits with notes in two
 * languages. Sizes and repetition are those of real work, the content is made up.
 *
 * @param count how many row changes at least
 * @returns the ops, from `seq` 1
 */
export function fieldWeekOps(count: number): readonly Op[] {
  const next = random(count + 1);
  const ops: Op[] = [];
  let ms = start;
  for (let rows = 0; rows < count; ) {
    ms += 2000 + Math.floor(next() * 30_000);
    const changes = piece(ops.length, ms, next);
    const seq = ops.length + 1;
    ops.push({
      seq,
      first: seq,
      hlc: { ms, counter: 0 },
      seen: 48_211 + Math.floor(seq / 50),
      actor: advisor,
      schema: 1,
      changes,
    });
    rows += changes.length;
  }
  return ops;
}

function piece(index: number, ms: number, next: () => number): readonly Change[] {
  const kind = next();
  const pick = (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '';
  if (kind < 0.15) return [person(index, ms, next, pick), enrolment(index, next)];
  if (kind < 0.65) return [attendance(index, next)];
  if (kind < 0.93) return [answer(index, next, pick)];
  return [visit(index, ms, pick)];
}

function person(
  index: number,
  ms: number,
  next: () => number,
  pick: (list: readonly string[]) => string,
): Change {
  const names = [pick(given), pick(given), pick(given)];
  const [year, month, day] = [
    1965 + Math.floor(next() * 35),
    1 + Math.floor(next() * 12),
    1 + Math.floor(next() * 28),
  ];
  const values: readonly FieldEntry[1][] = [
    'basra-palace',
    names.join(' '),
    ...names,
    null,
    null,
    `${pick(latin)} ${pick(latin)} ${pick(latin)}`,
    next() < 0.9 ? 'male' : 'female',
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
    0,
    'ip-sergeant',
    null,
    makeId(1, 40 + Math.floor(next() * 6)),
    'basra',
    String(100_000 + Math.floor(next() * 900_000)),
    null,
    `+9647${String(Math.floor(next() * 1e9)).padStart(9, '0')}`,
    null,
    null,
    null,
    advisor,
    new Date(ms - 300).toISOString(),
  ];
  return { table: 20, key: [makeId(21, 1000 + index)], fields: values.map((value, at) => [at + 2, value]) };
}

function enrolment(index: number, next: () => number): Change {
  const values = [
    'basra-palace',
    'enrolled',
    index % 30,
    next() < 0.5 ? 40 + Math.floor(next() * 120) / 2 : null,
  ];
  const rest: readonly FieldEntry[] = [16, ...[7, 8, 9, 10, 11, 12, 13, 14, 15, 17]]
    .sort((a, b) => a - b)
    .map((field) => [field, field === 16 ? 0 : null]);
  return {
    table: 33,
    key: [makeId(21, 80), makeId(21, 1000 + index)],
    fields: [...values.map((value, at): FieldEntry => [at + 3, value]), ...rest],
  };
}

function attendance(index: number, next: () => number): Change {
  const late = next() < 0.06;
  return {
    table: 34,
    key: [makeId(21, 700 + Math.floor(index / 30)), makeId(21, 120 + (index % 30) * 2)],
    fields: [
      [3, 'basra-palace'],
      [4, late ? 'late' : next() < 0.9 ? 'present' : 'absent'],
      [5, late ? 5 + Math.floor(next() * 30) : null],
    ],
  };
}

function answer(index: number, next: () => number, pick: (list: readonly string[]) => string): Change {
  const choice = next();
  return {
    table: 53,
    key: [makeId(21, 90), `q${1 + Math.floor(index / 8)}.${1 + (index % 8)}`, 0],
    fields: [
      [4, 'basra-palace'],
      [5, choice < 0.6 ? 'yes' : choice < 0.75 ? 'partial' : 'no'],
      [6, null],
      [7, null],
      [8, next() < 0.2 ? `${pick(remarks)} ${pick(linking)}` : null],
      [9, choice < 0.5 ? 'document' : 'document|observation'],
    ],
  };
}

function visit(index: number, ms: number, pick: (list: readonly string[]) => string): Change {
  const note = (): string => [pick(remarks), pick(linking), pick(remarks), pick(linking)].join(' ');
  const values = [
    'basra-palace',
    'police',
    makeId(1, 40 + (index % 6)),
    '2026-11-22',
    '09:30',
    '11:15',
    'Asia/Baghdad',
    'in_person',
    null,
    null,
    note(),
    note(),
    note(),
    note(),
    null,
    null,
    '2026-12-06',
    'internal',
    advisor,
    new Date(ms - 300).toISOString(),
  ];
  return { table: 40, key: [makeId(21, 3000 + index)], fields: values.map((value, at) => [at + 2, value]) };
}
