import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TrainingDetail } from '#shared/ipc/training.ts';
import { call } from '../../../app/bridge.ts';
import { useErrorToast } from '../../../ui/toast.tsx';
import { createMarkBook, type MarkBook, type MarkBookState } from './mark-book.ts';

/**
 * The marks of one training's grid, for as long as the grid is on the screen.
 *
 * @param training as the core has it
 * @returns the book and what it shows now
 */
export function useMarkBook({ marks }: TrainingDetail): {
  readonly book: MarkBook;
  readonly state: MarkBookState;
} {
  const onError = useErrorToast();
  const [book] = useState(() =>
    createMarkBook({
      marks,
      onError,
      send: async (changed) => (await call('training.mark', { marks: [...changed] })).before,
    }),
  );
  useEffect(() => book.receive(marks), [book, marks]);
  return { book, state: useSyncExternalStore(book.subscribe, book.state) };
}
