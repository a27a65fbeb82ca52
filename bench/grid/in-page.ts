import type { Page } from 'playwright';
import type { BenchBridge } from './class.ts';

/** What was measured of one table; milliseconds. */
export interface TableTimes {
  /** From the wish to see it to the frame in which it is drawn, reading from the core included. */
  readonly open: readonly number[];
  /** From the key to the frame that shows the mark. */
  readonly mark: readonly number[];
  /** From one frame to the next while it scrolls. */
  readonly frames: readonly number[];
}

const presses = 60;
const scrolledFrames = 240;
/** Pixels that the table scrolls between two frames: a fast flick. */
const stride = 48;

/**
 * Puts the functions that measure into the page, where both tables are measured alike.
 *
 * @param page the window
 */
export async function installProbe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const probe = {
      /** Resolves once the frame that shows what has changed by now is drawn. */
      drawn: async (): Promise<void> => {
        await frame();
        await new Promise<void>((resolve) => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => resolve();
          channel.port2.postMessage(null);
        });
      },
      /** Waits, frame by frame, until something is true. */
      until: async (condition: () => boolean): Promise<void> => {
        while (!condition()) await frame();
      },
      scroll: async (scroller: HTMLElement, frames: number, step: number): Promise<number[]> => {
        const times: number[] = [];
        let last = await frame();
        let forward = 1;
        for (let index = 0; index < frames; index++) {
          const end = scroller.scrollHeight - scroller.clientHeight;
          if (scroller.scrollTop >= end - 1) forward = -1;
          if (scroller.scrollTop <= 0) forward = 1;
          scroller.scrollTop += forward * step;
          scroller.scrollLeft += index % 4 === 0 ? step : 0;
          const now = await frame();
          times.push(now - last);
          last = now;
        }
        return times;
      },
    };
    (globalThis as unknown as { probe: typeof probe }).probe = probe;
  });
}

interface Probe {
  drawn(): Promise<void>;
  until(condition: () => boolean): Promise<void>;
  scroll(scroller: HTMLElement, frames: number, step: number): Promise<number[]>;
}

/**
 * Opens the attendance grid of the app, marks with the keyboard, scrolls.
 *
 * @param page the window, with the probe
 * @param eventId the training
 * @returns the times of one round
 */
export function measureGrid(page: Page, eventId: number): Promise<TableTimes> {
  return page.evaluate(
    async ([id, count, frames, step]) => {
      const { probe } = globalThis as unknown as { probe: Probe };
      const cellAt = (row: number): HTMLElement | null =>
        document.querySelector<HTMLElement>(`[role=grid] [data-place="${row}:30"]`);
      const started = performance.now();
      window.location.hash = `/training/${id}/attendance`;
      await probe.until(() => document.querySelector('[role=grid] [data-place="0:0"]') !== null);
      await probe.drawn();
      const open = performance.now() - started;
      const grid = document.querySelector<HTMLElement>('[role=grid]');
      const scroller = grid?.parentElement;
      if (!grid || !scroller) throw new Error('There is no grid.');
      scroller.scrollLeft = 30 * 62;
      await probe.until(() => cellAt(0) !== null);
      cellAt(0)?.click();
      await probe.until(() => document.activeElement === cellAt(0));
      const mark: number[] = [];
      for (let press = 0; press < count; press++) {
        const code = press % 2 === 0 ? 'KeyA' : 'KeyP';
        const wanted = press % 2 === 0 ? 'absent' : 'present';
        const pressed = performance.now();
        cellAt(0)?.dispatchEvent(new KeyboardEvent('keydown', { key: code.slice(3), code, bubbles: true }));
        // What is drawn for a key is there after it, before the next frame: only the frame itself is waited for.
        await Promise.resolve();
        await probe.until(() => cellAt(0)?.dataset.mark === wanted);
        await probe.drawn();
        mark.push(performance.now() - pressed);
      }
      const times = await probe.scroll(scroller, frames, step);
      return { open: [open], mark, frames: times };
    },
    [eventId, presses, scrolledFrames, stride] as const,
  );
}

/**
 * The floor: the same marks from the same core in a table of HTML without names, rules, keys or undo.
 *
 * @param page the window, with the probe
 * @param eventId the training
 * @returns the times of one round
 */
export function measurePlainTable(page: Page, eventId: number): Promise<TableTimes> {
  return page.evaluate(
    async ([id, count, frames, step]) => {
      const { probe } = globalThis as unknown as { probe: Probe };
      const bridge = (globalThis as unknown as { outpost: BenchBridge }).outpost;
      const host = document.createElement('div');
      host.style.cssText = 'position:fixed;inset:0;z-index:999;overflow:auto;background:#fff';
      document.body.append(host);
      const started = performance.now();
      const { value } = await bridge.call('training.get', { eventId: id });
      const detail = value as {
        readonly sessions: readonly { readonly id: number }[];
        readonly trainees: readonly {
          readonly person: { readonly id: number; readonly nameLatin: string };
        }[];
        readonly marks: readonly {
          readonly sessionId: number;
          readonly personId: number;
          readonly mark: string;
        }[];
      };
      const marks = new Map(detail.marks.map((mark) => [`${mark.sessionId}:${mark.personId}`, mark.mark]));
      const letter = (mark: string | undefined): string => (mark ? mark.slice(0, 1).toUpperCase() : '');
      const rows = detail.trainees.map(({ person }) => {
        const cells = detail.sessions.map(
          (session) => `<td>${letter(marks.get(`${session.id}:${person.id}`))}</td>`,
        );
        return `<tr><th>${person.nameLatin}</th>${cells.join('')}</tr>`;
      });
      host.innerHTML = `<style>.plain td{width:62px;height:34px;border:1px solid #ddd;text-align:center}.plain th{min-width:216px}</style>
        <table class="plain" style="width:${216 + 62 * detail.sessions.length}px;table-layout:fixed">${rows.join('')}</table>`;
      await probe.drawn();
      const open = performance.now() - started;
      const cell = host.querySelector('tr')?.children[31];
      if (!(cell instanceof HTMLElement)) throw new Error('There is no cell.');
      cell.tabIndex = 0;
      cell.focus();
      const mark: number[] = [];
      for (let press = 0; press < count; press++) {
        const pressed = performance.now();
        cell.textContent = press % 2 === 0 ? 'A' : 'P';
        await probe.drawn();
        mark.push(performance.now() - pressed);
      }
      const times = await probe.scroll(host, frames, step);
      host.remove();
      return { open: [open], mark, frames: times };
    },
    [eventId, presses, scrolledFrames, stride] as const,
  );
}
