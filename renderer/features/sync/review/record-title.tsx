import type { ReactNode } from 'react';
import { recordKey } from '#shared/conflicts/in-words.ts';
import type { ConflictView } from '#shared/ipc/conflicts.ts';
import { BilingualName } from '../../../ui/bilingual-name.tsx';
import { useFormat, useTranslate } from '../../../ui/language.tsx';

/** What a record is called: its own name, or its kind where it has none. */
export function RecordTitle({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const translate = useTranslate();
  const { name } = conflict.record;
  return name ? <BilingualName name={name} /> : translate(recordKey(conflict.table));
}

/** What kind of record it is, and what tells it from others of that name. */
export function RecordDetail({ conflict }: { readonly conflict: ConflictView }): ReactNode {
  const translate = useTranslate();
  const format = useFormat();
  const { about, day } = conflict.record;
  return (
    <>
      {translate(recordKey(conflict.table))}
      {about ? (
        <>
          {' · '}
          <BilingualName name={about} />
        </>
      ) : null}
      {day ? ` · ${format.day(day)}` : null}
    </>
  );
}
