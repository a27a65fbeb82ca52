import type { ReactNode } from 'react';
import { hqDevice } from '#shared/domain/ids.ts';
import type { ConflictSide } from '#shared/ipc/conflicts.ts';
import { useFormat, useTranslate } from '../../../ui/language.tsx';
import { UserText } from '../../../ui/user-text.tsx';

/** Who wrote a value; headquarters has no name of its own. */
export function AuthorName({ side }: { readonly side: ConflictSide }): ReactNode {
  const translate = useTranslate();
  if (side.author !== null) return <UserText>{side.author}</UserText>;
  return translate(side.device === hqDevice ? 'conflicts.author.headquarters' : 'conflicts.author.unknown');
}

/** Who wrote a value, on which laptop, and when. */
export function AuthorLine({ side }: { readonly side: ConflictSide }): ReactNode {
  const format = useFormat();
  return (
    <>
      <AuthorName side={side} />
      {side.laptop === null ? null : (
        <>
          {' · '}
          <UserText>{side.laptop}</UserText>
        </>
      )}
      {side.at === '' ? null : ` · ${format.moment(side.at)}`}
    </>
  );
}
