import { useEffect, useState } from 'react';
import { call } from '../../app/bridge.ts';
import type { DraftStore } from '../../drafts/draft-store.ts';
import { useDraftStore } from '../../drafts/drafts-provider.tsx';
import { answersOf, questionOfComment } from './comment-place.ts';

/**
 * Saves the comments of an inspection that a power cut left as drafts: their fields are closed until somebody opens
 * them, and nobody would look for a text there that was never saved.
 *
 * @param inspectionId the inspection; the caller is drawn anew for another one
 * @param readOnly whether the core would refuse; drafts stay where they are then
 * @returns true once it is done, and the fields may be drawn
 */
export function useLeftComments(inspectionId: number, readOnly: boolean): boolean {
  const store = useDraftStore();
  const [done, setDone] = useState(false);
  useEffect(() => {
    let gone = false;
    const finish = (): void => {
      if (!gone) setDone(true);
    };
    if (readOnly) finish();
    else saveLeftComments(store, inspectionId).then(finish, finish);
    return () => {
      gone = true;
    };
  }, [store, inspectionId, readOnly]);
  return done;
}

async function saveLeftComments(store: DraftStore, inspectionId: number): Promise<void> {
  for (const place of await store.placesUnder(answersOf(inspectionId))) {
    const question = questionOfComment(inspectionId, place);
    if (question === null) continue;
    // What cannot be opened or is refused stays; its field shows it with the reason.
    await saveLeftComment(store, place, { inspectionId, ...question }).catch(() => undefined);
  }
}

async function saveLeftComment(
  store: DraftStore,
  place: string,
  answer: { readonly inspectionId: number; readonly questionCode: string; readonly repeat: number },
): Promise<void> {
  const left = await store.get(place);
  if (left === null) return;
  const comment = JSON.parse(left) as string;
  await call('inspections.answer', { ...answer, comment: comment || null });
  await store.remove(place);
}
