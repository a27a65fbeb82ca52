import type { Page } from 'playwright';

/** The class that is measured: as large as the largest course that one trainer marks. */
export const classSize = { trainees: 120, sessions: 60 } as const;

/** The bridge of the window, as the page has it. */
export interface BenchBridge {
  call(channel: string, request: unknown): Promise<{ readonly ok: boolean; readonly value?: unknown }>;
}

/**
 * Makes a training of 120 trainees and 60 sessions, half of them marked, by the calls that screens make.
 *
 * @param page the window, with an open sample vault
 * @returns the training's id
 */
export function makeClass(page: Page): Promise<number> {
  return page.evaluate(async ({ trainees, sessions }) => {
    const bridge = (globalThis as unknown as { outpost: BenchBridge }).outpost;
    const ask = async <R>(channel: string, request: unknown): Promise<R> => {
      const answer = await bridge.call(channel, request);
      if (!answer.ok) throw new Error(`${channel} was refused: ${JSON.stringify(answer)}`);
      return answer.value as R;
    };
    const dayOf = (index: number): string =>
      new Date(Date.UTC(2026, 1, 1 + index)).toISOString().slice(0, 10);
    const { id: eventId } = await ask<{ id: number }>('training.create', {
      event: {
        courseCode: 'IPS-BAS',
        programme: 'police',
        venue: 'Bench',
        startDate: dayOf(0),
        endDate: dayOf(sessions / 2),
        language: 'ar',
      },
      sessions: Array.from({ length: sessions }, (_, index) => ({
        day: dayOf(Math.floor(index / 2)),
        slot: index % 2 === 0 ? 'am' : 'pm',
        hours: 3,
        topic: `Topic ${index + 1}`,
      })),
    });
    const personIds: number[] = [];
    for (let index = 0; index < trainees; index++) {
      const person = { nameAr: `متدرب رقم ${index + 1}`, nameLatin: `Trainee Number ${index + 1}` };
      personIds.push((await ask<{ id: number }>('people.create', person)).id);
    }
    await ask('training.enrol', { eventId, personIds });
    const detail = await ask<{ sessions: readonly { id: number }[] }>('training.get', { eventId });
    for (const { id: sessionId } of detail.sessions.slice(0, sessions / 2)) {
      const marks = personIds.map((personId) => ({ sessionId, personId, mark: 'present', minutes: null }));
      await ask('training.mark', { marks });
    }
    return eventId;
  }, classSize);
}
