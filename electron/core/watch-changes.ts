import type { OpenFieldDatabase } from '#db/field-database.ts';
import type { CoreEvent } from '#shared/ipc/channels.ts';

/**
 * Tells the screens which tables changed, and the sync that there is something to send.
 *
 * @param db the open database
 * @param emit told about the tables of every commit and applied delta
 * @param recorded called when ops of this laptop were appended
 * @returns the way to stop
 */
export function watchChanges(
  db: OpenFieldDatabase,
  emit: (event: CoreEvent) => void,
  recorded: () => void,
): () => void {
  let lastSeq = db.head().seq;
  return db.onChange((changed) => {
    emit({ type: 'changed', tables: [...new Set(changed.map(({ table }) => table))] });
    const { seq } = db.head();
    if (seq > lastSeq) recorded();
    lastSeq = seq;
  });
}
