/**
 * A place in the attendance grid. Row -1 is the header of the sessions, column -1 the header of the trainees;
 * the corner where both meet is no place.
 */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** How far the grid reaches. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that a page key moves by. */
  readonly page: number;
}

/** A key press as far as moving goes. */
export interface MoveKey {
  readonly key: string;
  readonly ctrlKey: boolean;
}

/**
 * Where a key leads in a grid that is walked like a spreadsheet.
 *
 * @param press the key; arrows, Home, End, PageUp, PageDown, with Ctrl to the ends of the grid
 * @param from the place that has the focus
 * @param size how far the grid reaches
 * @param direction the direction of the script: in `rtl` the sessions run from right to left, and ArrowLeft leads to
 *   the one that is seen on the left
 * @returns the new place, kept inside the grid, or null when the key moves nothing
 */
export function placeAfterKey(
  press: MoveKey,
  from: GridPlace,
  size: GridSize,
  direction: 'ltr' | 'rtl',
): GridPlace | null {
  const target = unboundedTarget(press, from, size, direction === 'rtl' ? -1 : 1);
  return target ? insideGrid(target, from, size) : null;
}

function unboundedTarget(press: MoveKey, from: GridPlace, size: GridSize, forward: 1 | -1): GridPlace | null {
  const { row, column } = from;
  const lastRow = size.rows - 1;
  const lastColumn = size.columns - 1;
  switch (press.key) {
    case 'ArrowRight':
      return { row, column: press.ctrlKey ? (forward === 1 ? lastColumn : 0) : column + forward };
    case 'ArrowLeft':
      return { row, column: press.ctrlKey ? (forward === 1 ? 0 : lastColumn) : column - forward };
    case 'ArrowDown':
      return { row: press.ctrlKey ? lastRow : row + 1, column };
    case 'ArrowUp':
      return { row: press.ctrlKey ? 0 : row - 1, column };
    case 'Home':
      return press.ctrlKey ? { row: 0, column: 0 } : { row, column: column === 0 ? -1 : 0 };
    case 'End':
      return press.ctrlKey ? { row: lastRow, column: lastColumn } : { row, column: lastColumn };
    case 'PageDown':
      return { row: Math.max(0, row) + size.page, column };
    case 'PageUp':
      return { row: Math.max(0, row - size.page), column };
    default:
      return null;
  }
}

function insideGrid(target: GridPlace, from: GridPlace, size: GridSize): GridPlace {
  const row = clamp(target.row, -1, size.rows - 1);
  const column = clamp(target.column, -1, size.columns - 1);
  return row === -1 && column === -1 ? from : { row, column };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
