import { type RefObject, useLayoutEffect, useState } from 'react';

/** Less than this is no room to work in: then the screen scrolls instead. In CSS pixels. */
const leastRoom = 280;
/** Kept free below, so that the end of the table is seen. */
const margin = 18;

/**
 * How high an element may be so that it ends where the window ends: a table that scrolls inside of a screen that
 * does not.
 *
 * @param element the element that scrolls
 * @returns its greatest height in CSS pixels
 */
export function useRoomBelow(element: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(leastRoom);
  // At every draw: banners and messages above come and go.
  useLayoutEffect(() => {
    const measure = (): void => {
      if (!element.current) return;
      const scrolled = element.current.closest('main')?.scrollTop ?? 0;
      const top = element.current.getBoundingClientRect().top + scrolled;
      setRoom(Math.max(leastRoom, Math.floor(window.innerHeight - top - margin)));
    };
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  });
  return room;
}
