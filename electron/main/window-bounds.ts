import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Smallest window in which every screen is usable, in device-independent pixels. */
export const smallestWindow = { width: 1024, height: 640 } as const;

const savedBounds = z.object({
  x: z.int().exactOptional(),
  y: z.int().exactOptional(),
  width: z.int().min(smallestWindow.width),
  height: z.int().min(smallestWindow.height),
  maximized: z.boolean(),
});
export type WindowBounds = z.infer<typeof savedBounds>;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * @param file where the bounds were left the last time
 * @param areas the work areas of the displays that are there now
 * @returns where to open the window: where it was, unless no display shows that place any more
 */
export function readWindowBounds(file: string, areas: readonly Area[]): WindowBounds {
  const usual: WindowBounds = { width: 1280, height: 800, maximized: false };
  try {
    const saved = savedBounds.parse(JSON.parse(readFileSync(file, 'utf8')));
    const { x, y } = saved;
    if (x === undefined || y === undefined) return saved;
    const visible = areas.some(
      (area) =>
        x + 100 < area.x + area.width &&
        x + saved.width > area.x + 100 &&
        y >= area.y &&
        y + 40 < area.y + area.height,
    );
    return visible ? saved : { width: saved.width, height: saved.height, maximized: saved.maximized };
  } catch {
    return usual;
  }
}

/**
 * @param file where to keep them
 * @param bounds the window's place; a failure to write is no reason to disturb anybody
 */
export function writeWindowBounds(file: string, bounds: WindowBounds): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(bounds));
    renameSync(`${file}.new`, file);
  } catch {
    // The next start opens at the usual place.
  }
}
