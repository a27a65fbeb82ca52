import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';
import { scrollThatShows, type VisibleRange, visibleRange } from './visible-range.ts';

/** Sizes of the grid in CSS pixels; every cell has the same, so that what is in sight is found without measuring. */
export const gridSizes = { head: 80, row: 34, name: 216, share: 138, cell: 62 } as const;

/** The columns that stay in sight. */
const fixedWidth = gridSizes.name + gridSizes.share;

/** Larger grids draw only what is in sight. */
const drawnWhole = { rows: 200, columns: 30, cells: 2400 } as const;

interface GridWindow {
  readonly rows: VisibleRange;
  readonly columns: VisibleRange;
  /** Whole rows that fit, for the page keys. */
  readonly page: number;
  /** Scrolls a cell into sight; a header (-1) only along the other axis. */
  readonly reveal: (row: number, column: number) => void;
}

/**
 * Follows what of a large grid is in sight.
 *
 * @param scroller the element that scrolls
 * @param rows how many rows the grid has
 * @param columns how many columns
 * @returns what to draw, and the way to bring a cell into sight
 */
export function useGridWindow(
  scroller: RefObject<HTMLElement | null>,
  rows: number,
  columns: number,
): GridWindow {
  const [sight, setSight] = useState({ top: 0, start: 0, width: 1280, height: 800 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const look = (): void => {
      // Whole cells only, so that most of a scroll changes nothing.
      const next = {
        top: floorTo(element.scrollTop, gridSizes.row),
        // Negative where the script runs from right to left.
        start: floorTo(Math.abs(element.scrollLeft), gridSizes.cell),
        width: element.clientWidth,
        height: element.clientHeight,
      };
      setSight((current) => (sameSight(current, next) ? current : next));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller]);

  const reveal = useCallback(
    (row: number, column: number) => {
      const element = scroller.current;
      if (!element) return;
      const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
      if (row >= 0) {
        const height = clientHeight - gridSizes.head;
        element.scrollTop = scrollThatShows(scrollTop, height, row * gridSizes.row, gridSizes.row);
      }
      if (column >= 0) {
        const width = clientWidth - fixedWidth;
        const start = scrollThatShows(Math.abs(scrollLeft), width, column * gridSizes.cell, gridSizes.cell);
        element.scrollLeft = getComputedStyle(element).direction === 'rtl' ? -start : start;
      }
    },
    [scroller],
  );

  const whole =
    rows <= drawnWhole.rows && columns <= drawnWhole.columns && rows * columns <= drawnWhole.cells;
  const page = Math.max(1, Math.floor((sight.height - gridSizes.head) / gridSizes.row) - 1);
  if (whole) return { rows: { from: 0, to: rows }, columns: { from: 0, to: columns }, page, reveal };
  return {
    rows: visibleRange(sight.top, sight.height - gridSizes.head, gridSizes.row, rows, 6),
    columns: visibleRange(sight.start, sight.width - fixedWidth, gridSizes.cell, columns, 4),
    page,
    reveal,
  };
}

type Sight = Readonly<Record<'top' | 'start' | 'width' | 'height', number>>;

function sameSight(a: Sight, b: Sight): boolean {
  return a.top === b.top && a.start === b.start && a.width === b.width && a.height === b.height;
}

function floorTo(value: number, step: number): number {
  return Math.floor(value / step) * step;
}
