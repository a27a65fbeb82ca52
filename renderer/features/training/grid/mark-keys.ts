import type { AttendanceMarkCode } from '#shared/domain/vocabularies.ts';

/** The letter of each mark, by its place on the keyboard: with an Arabic layout the same key gives another letter. */
export const markLetters = { present: 'P', absent: 'A', late: 'L', excused: 'E' } as const satisfies Readonly<
  Record<AttendanceMarkCode, string>
>;

/** The marks in the order in which the space bar walks through them. */
export const markOrder = [
  'present',
  'absent',
  'late',
  'excused',
] as const satisfies readonly AttendanceMarkCode[];

/** What a key does to marks. */
export type MarkKey =
  | { readonly do: 'mark'; readonly mark: AttendanceMarkCode }
  | { readonly do: 'clear' }
  | { readonly do: 'cycle' }
  | { readonly do: 'digit'; readonly digit: number }
  | { readonly do: 'undo' }
  | { readonly do: 'redo' };

/** A key press as far as marks go. */
export interface Press {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * @param press a key press in the grid
 * @returns what it does to marks, or null
 */
export function markKeyOf(press: Press): MarkKey | null {
  const { code, altKey, shiftKey } = press;
  if (altKey) return null;
  if (press.ctrlKey || press.metaKey) {
    if (code === 'KeyY' || (code === 'KeyZ' && shiftKey)) return { do: 'redo' };
    return code === 'KeyZ' ? { do: 'undo' } : null;
  }
  const mark = markOrder.find((each) => code === `Key${markLetters[each]}`);
  if (mark) return { do: 'mark', mark };
  if (code === 'Space') return { do: 'cycle' };
  if (code === 'Delete' || code === 'Backspace') return { do: 'clear' };
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  return digit === undefined || shiftKey ? null : { do: 'digit', digit: Number(digit) };
}

/**
 * @param mark the mark as it is
 * @returns the next one for the space bar; after the last comes no mark
 */
export function nextMark(mark: AttendanceMarkCode | null): AttendanceMarkCode | null {
  if (mark === null) return markOrder[0];
  return markOrder[markOrder.indexOf(mark) + 1] ?? null;
}

/** More minutes than this are no lateness; what the core takes at most. */
export const mostMinutes = 600;

/**
 * Appends a typed digit to the minutes of a late mark.
 *
 * @param minutes what has been typed so far, or null
 * @param digit 0 to 9
 * @returns the minutes; a digit that would go beyond 600 starts them anew
 */
export function minutesAfterDigit(minutes: number | null, digit: number): number {
  const next = (minutes ?? 0) * 10 + digit;
  return next > mostMinutes ? digit : next;
}
